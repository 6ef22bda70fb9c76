using System.CommandLine;
using LoRaNode.Simulator.Heap;

namespace LoRaNode.Benchmarks;

/// <summary>A busy node for simulated days, its memory counted every hour.</summary>
internal static class LongRunBenchmark
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var days = new Option<int>("--days") { Description = "Simulated days", DefaultValueFactory = _ => 30 };
        var command = new Command("long-run", "Runs a busy node for simulated days and counts its memory and allocations every hour") { days };
        command.SetAction(parse =>
        {
            Console.WriteLine("hour  device heap  allocated here  frames");
            IReadOnlyList<LongRunHour> hours = LongRun.Run(parse.GetValue(days) * 24, hour =>
            {
                if (hour.Hour % 24 == 23)
                {
                    Console.WriteLine($"{hour.Hour,4}  {hour.HeapBytes,11}  {hour.AllocatedBytes,14}  {hour.FramesReceived,6}");
                }
            });
            IReadOnlyList<LongRunHour> settled = [.. hours.Skip(12)];
            Console.WriteLine($"after the first 12 hours: heap {settled.Min(h => h.HeapBytes)} to {settled.Max(h => h.HeapBytes)} bytes");
            return 0;
        });
        return command;
    }
}
