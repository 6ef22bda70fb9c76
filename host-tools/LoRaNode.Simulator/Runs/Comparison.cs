using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Runs;

/// <summary>Runs several algorithms, or one on several models of the radio, over several cities and seeds, and averages.</summary>
public static class Comparison
{
    /// <summary>Modelled time to verify an alert on a board, in milliseconds.</summary>
    public const int VerifyMs = 1_500;

    /// <summary>Compares algorithms.</summary>
    /// <param name="cities">The places.</param>
    /// <param name="algorithms">Names of <see cref="Algorithm.All"/>.</param>
    /// <param name="plan">What to send; the rules of the air hold for every algorithm.</param>
    /// <param name="runs">Seeds and cores.</param>
    /// <returns>One row for each city and algorithm, cities first.</returns>
    public static IReadOnlyList<ComparisonRow> Algorithms(IReadOnlyList<CityMap> cities, IReadOnlyList<string> algorithms, BroadcastPlan plan, SeedRuns runs)
    {
        var trials = new List<Trial<BroadcastResult>>();
        foreach (var city in cities)
        {
            foreach (string algorithm in algorithms)
            {
                trials.Add(new Trial<BroadcastResult>(city, algorithm, seed => Algorithm.Run(algorithm, city, plan, seed)));
                if (algorithm == Algorithm.LoRaNode)
                {
                    trials.Add(new Trial<BroadcastResult>(city, algorithm, seed => Verified(city, plan, seed)));
                }
            }
        }

        var results = runs.Run(trials);
        return [.. Enumerable.Range(0, trials.Count)
            .GroupBy(t => (trials[t].City, trials[t].Name))
            .Select(g => new ComparisonRow(g.Key.City, g.Key.Name, results[g.First()], g.Skip(1).Select(t => results[t]).FirstOrDefault() ?? []))];
    }

    /// <summary>
    /// Compares the models of the radio: the relay engine with the same broadcasts on the abstract, frame-level radio and on the chips, register by
    /// register. The rules of the air are those of the chip and the times on air those of the datasheet in both.
    /// </summary>
    /// <returns>Two rows for each city, the abstract radio first; the name of the algorithm is that of the model.</returns>
    public static IReadOnlyList<ComparisonRow> Radios(IReadOnlyList<CityMap> cities, BroadcastPlan plan, SeedRuns runs)
    {
        var trials = new List<Trial<BroadcastResult>>();
        foreach (var city in cities.Select(c => c.WithChipTimes()))
        {
            foreach (var radio in Enum.GetValues<RadioModel>())
            {
                var planned = plan with { Rules = AirRules.Chip, Radio = radio };
                trials.Add(new Trial<BroadcastResult>(city, NameOf(radio), seed => new RelayBroadcastRun(city, planned, seed).Run()));
            }
        }

        var results = runs.Run(trials);
        return [.. trials.Select((t, i) => new ComparisonRow(t.City, t.Name, results[i], []))];
    }

    /// <summary>Name of a model of the radio in reports and on the command line.</summary>
    public static string NameOf(RadioModel radio) => radio == RadioModel.Chip ? "chip" : "abstract";

    private static BroadcastResult Verified(CityMap city, BroadcastPlan plan, uint seed) =>
        new RelayBroadcastRun(city, plan with { Alerts = true }, seed, s => s with { VerifyMs = VerifyMs }).Run();
}
