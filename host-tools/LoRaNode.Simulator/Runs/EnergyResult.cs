using LoRaNode.Node.Power;
using LoRaNode.Simulator.Power;

namespace LoRaNode.Simulator.Runs;

/// <summary>What the nodes of a run drew, and how their batteries bore it.</summary>
/// <param name="MilliwattHoursPerDay">Energy drawn by a node in a day: mean over nodes.</param>
/// <param name="MostMilliwattHoursPerDay">The same of the node that drew most.</param>
/// <param name="ChargedMilliwattHoursPerDay">Energy that came from the panels in a day: mean over nodes.</param>
/// <param name="LowestPercent">Lowest charge of any battery in percent.</param>
/// <param name="MeanPercentAtEnd">Charge at the end in percent: mean over nodes.</param>
/// <param name="Died">Nodes that slept deeply or stood without power at some time.</param>
/// <param name="Down">Of those, the nodes that were still down at the end.</param>
/// <param name="StateShares">Share of the nodes' time in each power state; the last entry is without power.</param>
public sealed record EnergyResult(
    double MilliwattHoursPerDay,
    double MostMilliwattHoursPerDay,
    double ChargedMilliwattHoursPerDay,
    double LowestPercent,
    double MeanPercentAtEnd,
    int Died,
    int Down,
    IReadOnlyList<double> StateShares)
{
    /// <summary>Sums up the batteries of a run; null when the run had no meters.</summary>
    /// <param name="run">A run that has ended.</param>
    public static EnergyResult? Of(RelayBroadcastRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Power.Count == 0)
        {
            return null;
        }

        double days = run.World.NowUs / 86_400e6;
        double all = run.Power.Sum(p => (double)p.TimeInStateUs.Sum());
        return new EnergyResult(
            run.Power.Average(p => p.DrawnMilliwattHours) / days,
            run.Power.Max(p => p.DrawnMilliwattHours) / days,
            run.Power.Average(p => p.ChargedMilliwattHours) / days,
            run.Power.Min(p => p.LowestPercent),
            run.Power.Average(p => p.Percent),
            run.Power.Count(p => p.HasDied),
            run.Power.Count(p => p.HasDied && p.IsDown),
            [.. Enumerable.Range(0, (int)PowerState.Sleep + 2).Select(s => all == 0 ? 0 : run.Power.Sum(p => p.TimeInStateUs[s]) / all)]);
    }
}
