using System.CommandLine;
using System.Globalization;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Radio;

namespace LoRaNode.Benchmarks.Crypto;

/// <summary>Frames and airtime of an epoch change for 300 nodes, by the number of nodes ever left out: key tree against one wrapped key for each node.</summary>
internal static class EpochCost
{
    private const int Nodes = 300;
    private const int Depth = 9;
    private const int Draws = 200;

    internal static Command Create()
    {
        var command = new Command("epoch-cost", "Frames and airtime of an epoch change for 300 nodes.");
        command.SetAction(_ =>
        {
            int single = Frames(Nodes - 1);
            Console.WriteLine(Line($"One key for each of {Nodes - 1} nodes: {single} frames, {AirtimeMs(Nodes - 1):N0} ms on the air once."));
            Console.WriteLine(Line($"Key tree of {1 << Depth} places, {Nodes} nodes, {Draws} random choices of who is left out:"));
            foreach (int excluded in new[] { 0, 1, 2, 3, 5, 10, 20, 30 })
            {
                Print(excluded);
            }
        });
        return command;
    }

    private static void Print(int excluded)
    {
        var random = new Random(excluded);
        int[] entries = new int[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            var leaves = new HashSet<int>();
            while (leaves.Count < excluded)
            {
                leaves.Add(random.Next(Nodes));
            }

            entries[draw] = KeyCover.Without(Depth, leaves).Count;
        }

        int most = entries.Max();
        Console.WriteLine(Line($"  {excluded,2} left out: {entries.Average(),5:N1} wrapped keys on average, {most,3} at most, {entries.Average(Frames),4:N1} frames on average, {Frames(most),2} at most, {entries.Average(e => AirtimeMs(e)),6:N0} ms on average"));
    }

    private static int Frames(int entries) => (entries + EpochChangePayload.MaxEntries - 1) / EpochChangePayload.MaxEntries;

    private static double AirtimeMs(int entries)
    {
        double sum = 0;
        for (int left = entries; left > 0; left -= EpochChangePayload.MaxEntries)
        {
            int payload = EpochChangePayload.EntriesOffset + (Math.Min(left, EpochChangePayload.MaxEntries) * EpochChangePayload.EntrySize) + AlertPayload.SignatureSize;
            sum += TimeOnAir.Microseconds(new LoRaSettings(), FrameHeader.Overhead + 1 + payload) / 1000.0;
        }

        return sum;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
