using LoRaNode.InstructionCount;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Simulator.Tests.Flash;

/// <summary>No pass of a busy node's event loop keeps the radio waiting for long.</summary>
public sealed class PassCostTests
{
    // The ESP32 interprets two million instructions a second at the least.
    private const long InstructionsIn50Ms = 100_000;

    // Two sectors erased and some pages: the metadata are compacted by the write that takes a new sector. A third one is rare.
    private const long MostFlashUs = 160_000;

    [Fact]
    public void Nearly_every_pass_computes_less_than_50_ms_and_none_much_longer()
    {
        var context = new CountingContext("LoRaNode.Core", "LoRaNode.Node", "LoRaNode.Radio", "LoRaNode.Sx127x")
        {
            Beside = ["LoRaNode.Simulator", "LoRaNode.VirtualRadio", "LoRaNode.Host"],
        };
        long[] result = (long[])context.Run(Measure, 8)!;
        Assert.True(result[0] > 5_000, $"only {result[0]} passes");
        Assert.InRange(result[1], 0, 1 + (result[0] / 5_000));
        Assert.InRange(result[2], 50_000, 2 * InstructionsIn50Ms);
        Assert.InRange(result[3], 1, MostFlashUs);
    }

    internal static long[] Measure(int minutes)
    {
        IReadOnlyList<BusyPass> passes = BusyLoop.Run(minutes, InstructionMeter.Count).Passes;
        return
        [
            passes.Count,
            passes.Count(pass => pass.Instructions > InstructionsIn50Ms),
            passes.Max(pass => pass.Instructions),
            passes.Max(pass => pass.FlashUs),
        ];
    }
}
