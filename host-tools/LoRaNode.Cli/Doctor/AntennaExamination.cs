using System.Globalization;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Node.Settings;

namespace LoRaNode.Cli.Doctor;

/// <summary>Judges a node's antenna by what it hears: the noise of the channel and its neighbours.</summary>
internal sealed class AntennaExamination(FindingList findings)
{
    // Thermal noise at room temperature in 1 Hz, and the noise figure of the SX1276 (datasheet rev. 7, figure 7 and table 10), in dBm and dB.
    private const double ThermalDbmPerHz = -174;
    private const double NoiseFigureDb = 6;

    // So much above that is another sender, a switching supply or a computer beside the antenna.
    private const double LoudDb = 20;

    // Below this nothing was measured.
    private const int LeastRssiDbm = -150;
    private const int Samples = 9;

    // Signal over noise at which the slowest bits are still made out is -7.5 dB at SF7 and 2.5 dB less for each step (SX1276 datasheet rev. 7,
    // table 13); a link with less than this above it breaks in rain and leaves.
    private const double LimitAtSf7Db = -7.5;
    private const double LimitStepDb = 2.5;
    private const double SafeMarginDb = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    internal async Task LookAsync(NodeClient client, NodeSettings settings, IReadOnlyList<NodeEntry> others, TimeSpan radioTest, CancellationToken cancellation)
    {
        await LookAtNoiseAsync(client, settings, cancellation);
        if (others.Count == 0 || radioTest <= TimeSpan.Zero)
        {
            return;
        }

        RadioTestResult result = await RadioTest.RunAsync(client, () => Task.FromResult(others), radioTest, TimeProvider.System, cancellation);
        if (result.Neighbours.Count == 0)
        {
            findings.Problem("antenna", "doctor.antenna.unheard", radioTest.TotalSeconds);
            return;
        }

        TestedNeighbour best = result.Neighbours[0];
        string snr = best.SnrDb.ToString("0.#", CultureInfo.InvariantCulture);
        double limit = LimitAtSf7Db - (LimitStepDb * ((int)settings.Radio.SpreadingFactor - 7));
        if (best.SnrDb < limit + SafeMarginDb)
        {
            findings.Warning("antenna", "doctor.antenna.weak", best.Name, snr);
        }
        else if (result.Outcome != RadioTestOutcome.BothWays)
        {
            findings.Warning("antenna", "doctor.antenna.oneway", best.Name, snr);
        }
        else
        {
            findings.Good("antenna", "doctor.antenna.good", result.Neighbours.Count, best.Name, snr);
        }
    }

    private async Task LookAtNoiseAsync(NodeClient client, NodeSettings settings, CancellationToken cancellation)
    {
        // The least of several: somebody may be sending meanwhile.
        var measured = new List<int>();
        for (int i = 0; i < Samples; i++)
        {
            measured.Add((await client.StatisticsAsync(cancellation)).ChannelRssiDbm);
            await Task.Delay(Pause, cancellation);
        }

        int[] usable = [.. measured.Where(r => r > LeastRssiDbm)];
        if (usable.Length == 0)
        {
            findings.Warning("noise", "doctor.noise.none");
            return;
        }

        int floor = usable.Min();
        double quiet = ThermalDbmPerHz + (10 * Math.Log10(settings.Radio.BandwidthHz)) + NoiseFigureDb;
        if (floor > quiet + LoudDb)
        {
            findings.Warning("noise", "doctor.noise.loud", floor, Math.Round(quiet));
        }
        else
        {
            findings.Good("noise", "doctor.noise.good", floor);
        }
    }
}
