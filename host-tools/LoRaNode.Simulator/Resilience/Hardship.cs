using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Resilience;

/// <summary>What a network of emergency boxes must bear, as runs that tell whether it did. The names are those of the command line.</summary>
public static class Hardship
{
    /// <summary>30 % of all frames are lost at random, and every message still reaches everybody within ten minutes.</summary>
    public const string Loss = "loss";

    /// <summary>A fifth of the nodes dies while an alert is on its way, and all who are still connected get it.</summary>
    public const string Deaths = "deaths";

    /// <summary>A node that was off for six hours has all current alerts within five minutes.</summary>
    public const string Absence = "absence";

    /// <summary>An alert and a message every five seconds: alerts come first, nobody starves, no duty cycle is exceeded.</summary>
    public const string Overload = "overload";

    private const double WarmUpSeconds = 2 * 3600;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Loss, Deaths, Absence, Overload];

    /// <summary>Runs a hardship.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="city">The place.</param>
    /// <param name="rules">Rules of the air.</param>
    /// <param name="seed">Seed of everything.</param>
    public static ResilienceResult Run(string name, CityMap city, AirRules rules, uint seed) => name switch
    {
        Loss => WithLoss(city, rules, seed),
        Deaths => WithDeaths(city, rules, seed),
        Absence => AfterAbsence(city, rules, seed),
        Overload => OverloadRun.Run(city, rules, seed),
        _ => throw new ArgumentException($"There is no hardship '{name}'.", nameof(name)),
    };

    private static ResilienceResult WithLoss(CityMap city, AirRules rules, uint seed)
    {
        var plan = new BroadcastPlan { Messages = 15, WarmUpSeconds = WarmUpSeconds, RandomLoss = 0.3, WindowSeconds = 3600, Rules = rules };
        var run = new RelayBroadcastRun(city, plan, seed);
        run.Run();
        double[] delays = [.. run.Broadcasts.SelectMany(b => b.DelayUs).Select(d => d < 0 ? double.PositiveInfinity : d / 1e6)];
        double share = delays.Count(d => d <= 600) / (double)delays.Length;
        return new ResilienceResult(share, delays.Max(), share >= 1);
    }

    private static ResilienceResult WithDeaths(CityMap city, AirRules rules, uint seed)
    {
        var plan = new BroadcastPlan { Messages = 1, WarmUpSeconds = WarmUpSeconds, Alerts = true, WindowSeconds = 3600, Rules = rules };
        var run = new RelayBroadcastRun(city, plan, seed);
        var random = new Random((int)seed * 101);
        int[] victims = [.. Enumerable.Range(0, city.Count)];
        random.Shuffle(victims);

        // While the wave runs: it is sent within the first quarter of the period.
        run.World.Sent = frame =>
        {
            if (run.Broadcasts.Count == 1 && victims.Length > 0)
            {
                foreach (int victim in victims.Where(v => v != run.Broadcasts[0].Source).Take(city.Count / 5))
                {
                    run.World.At(run.World.NowUs + (long)(random.NextDouble() * 3e6), _ => run.World.SwitchOff(victim));
                }

                victims = [];
            }
        };
        run.Run();
        var alert = run.Broadcasts[0];

        // Under the chip's rules a link at the very limit is a matter of luck, frame by frame.
        int[] hops = city.HopsFrom(alert.Source, rules == AirRules.Chip ? 1 : 0, run.World.IsOn);
        double[] owed = [.. Enumerable.Range(0, city.Count)
            .Where(i => hops[i] >= 0 && run.World.IsOn(i))
            .Select(i => alert.DelayUs[i] < 0 ? double.PositiveInfinity : alert.DelayUs[i] / 1e6)];
        double share = owed.Count(double.IsFinite) / (double)owed.Length;
        return new ResilienceResult(share, owed.Max(), share >= 1) { Figures = [("connected", owed.Length)] };
    }

    private static ResilienceResult AfterAbsence(CityMap city, AirRules rules, uint seed)
    {
        const double Hours = 6 * 3600;
        var plan = new BroadcastPlan { Messages = 25, PeriodSeconds = 900, WarmUpSeconds = 3600, Alerts = true, WindowSeconds = 900, Rules = rules };
        var run = new RelayBroadcastRun(city, plan, seed, s => s with { KeepsFrames = true });
        int absent = new Random((int)seed * 103).Next(city.Count);
        run.Plan([new ScenarioEvent(1, ScenarioEventKind.Fail, absent, 0, 0, 0), new ScenarioEvent(Hours + 1, ScenarioEventKind.Recover, absent, 0, 0, 0)]);
        run.Run();
        double backUs = (plan.WarmUpSeconds + Hours + 1) * 1e6;
        double[] owed = [.. run.Broadcasts
            .Where(b => b.Source != absent && b.SentUs < backUs)
            .Select(b => b.DelayUs[absent] < 0 ? double.PositiveInfinity : (b.SentUs + b.DelayUs[absent] - backUs) / 1e6)];
        double share = owed.Count(s => s <= 300) / (double)owed.Length;
        return new ResilienceResult(share, owed.Max(), share >= 1) { Figures = [("alerts", owed.Length)] };
    }
}
