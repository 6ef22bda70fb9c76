using LoRaNode.InstructionCount;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Simulator.Tests.Flash;

/// <summary>No pass of a busy node's event loop keeps the radio waiting for long, also when its store is full.</summary>
public sealed class PassCostTests
{
    private const int Texts = 200;
    private const int SecondsBetween = 8;
    private const int LimitMs = 50;

    // A sector erase alone takes 45 ms; then come the pages that littlefs copies, sixteen at most, and what the pass computes.
    private const int EraseLimitMs = 65;

    // A pair of metadata sectors is split when it is half full: a few times in the life of a node, while its files are few.
    private const int MostSplits = 4;

    [Fact]
    public void No_pass_takes_more_than_50_ms_but_those_that_erase_a_sector_and_these_do_nothing_else()
    {
        var context = new CountingContext("LoRaNode.Core", "LoRaNode.Node", "LoRaNode.Radio", "LoRaNode.Sx127x")
        {
            Beside = ["LoRaNode.Simulator", "LoRaNode.VirtualRadio", "LoRaNode.Host"],
        };
        double[] result = (double[])context.Run(Measure)!;
        Assert.True(result[0] > 5_000, $"only {result[0]} passes");
        Assert.InRange(result[1], 25, LimitMs);
        Assert.InRange(result[2], 45, EraseLimitMs);
        Assert.InRange(result[3], 10, 1_000);
        Assert.InRange(result[4], 0, MostSplits);
    }

    internal static double[] Measure()
    {
        IReadOnlyList<BusyPass> passes = BusyLoop.Run(Texts, SecondsBetween, InstructionMeter.Count).Passes;
        return
        [
            passes.Count,
            passes.Where(pass => pass.Erases == 0).Max(pass => pass.Milliseconds),
            passes.Where(pass => pass.Erases == 1).Max(pass => pass.Milliseconds),
            passes.Count(pass => pass.Erases == 1),
            passes.Count(pass => pass.Erases > 1),
        ];
    }
}
