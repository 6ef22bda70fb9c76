using LoRaNode.Simulator.Heap;

namespace LoRaNode.Simulator.Tests.Heap;

public class LongRunTests
{
    [Fact]
    public void A_busy_nodes_memory_stays_flat()
    {
        // Twenty hours; the benchmark "long-run" does thirty days.
        IReadOnlyList<LongRunHour> hours = LongRun.Run(20, null);

        int settled = hours.Skip(8).Take(4).Max(h => h.HeapBytes);
        int end = hours.TakeLast(4).Max(h => h.HeapBytes);
        Assert.True(hours[^1].FramesReceived > 500, $"only {hours[^1].FramesReceived} frames");
        Assert.InRange(end, settled - 6_000, settled + 1_000);
        Assert.InRange(hours[^1].AllocatedBytes, 1, 2 * hours[9].AllocatedBytes);
    }
}
