using LoRaNode.Host.Drawing;

namespace LoRaNode.Simulator.Report;

/// <summary>Maps the time that an alert needed to a node onto the colour scale and onto the axis under it.</summary>
/// <remarks>
/// The axis is even when the nodes are reached evenly. When most of them are reached early and a few much later (by repair), an
/// even axis would give nearly all of them one colour, so early times get more room: share = (t / last)^p, with p such that the
/// node in the middle of the order comes to lie at <see cref="MiddleShare"/>.
/// </remarks>
public sealed class WaveScale
{
    private const double MiddleShare = 0.35;

    // Bent more than this, the end of the axis would be too narrow to be named.
    private const double StrongestBend = 0.25;

    private static readonly double[] RoundTimesMs =
        [100, 200, 300, 400, 500, 600, 800, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 15_000, 20_000, 30_000, 40_000, 50_000,
        60_000, 90_000, 120_000, 180_000, 240_000, 300_000, 420_000, 600_000, 900_000, 1_200_000, 1_800_000, 3_600_000, 7_200_000];

    private readonly double _exponent;

    /// <summary>Builds the scale of a run.</summary>
    public WaveScale(CityRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        long[] times = [.. run.Nodes.Where((n, i) => n.VerifiedAtMs is not null && i != run.Source).Select(n => n.VerifiedAtMs!.Value - run.SentAtMs).Order()];
        LastMs = Math.Max(1000, times.Length == 0 ? 0 : times[^1]);
        double middle = times.Length == 0 ? 1 : Math.Clamp(times[times.Length / 2] / LastMs, 1e-6, 1);
        _exponent = middle >= MiddleShare ? 1 : Math.Max(StrongestBend, Math.Log(MiddleShare) / Math.Log(middle));
        TicksMs = Ticks();
    }

    /// <summary>Exponent of the axis: 1 when it is even, less when early times get more room.</summary>
    public double Exponent => _exponent;

    /// <summary>End of the scale in milliseconds after the sending; at least a second.</summary>
    public double LastMs { get; }

    /// <summary>Round times to be named along the scale, in milliseconds after the sending; the first is 0.</summary>
    public IReadOnlyList<double> TicksMs { get; }

    /// <summary>Place of a time on the scale, 0 to 1.</summary>
    public double Share(double afterMs) => Math.Pow(Math.Clamp(afterMs / LastMs, 0, 1), _exponent);

    /// <summary>Time at a place of the scale, in milliseconds after the sending.</summary>
    public double AtShare(double share) => Math.Pow(share, 1 / _exponent) * LastMs;

    /// <summary>Colour of a time.</summary>
    public Tone Tone(double afterMs) => LoRaNode.Host.Drawing.Tone.Wave(Share(afterMs));

    private List<double> Ticks()
    {
        const double TickGap = 0.12;
        var ticks = new List<double> { 0 };
        if (_exponent == 1)
        {
            double step = RoundTimesMs.FirstOrDefault(t => t >= LastMs * TickGap, Math.Ceiling(LastMs * TickGap));
            for (double at = step; at <= LastMs; at += step)
            {
                ticks.Add(at);
            }

            return ticks;
        }

        foreach (double time in RoundTimesMs)
        {
            if (time <= LastMs && Share(time) - Share(ticks[^1]) >= TickGap)
            {
                ticks.Add(time);
            }
        }

        return ticks;
    }
}
