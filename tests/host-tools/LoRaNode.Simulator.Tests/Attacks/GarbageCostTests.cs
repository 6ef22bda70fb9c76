using LoRaNode.Benchmarks.Crypto;
using LoRaNode.InstructionCount;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Simulator.Tests.Attacks;

public class GarbageCostTests
{
    [Theory]
    [InlineData(18)]
    [InlineData(80)]
    [InlineData(255)]
    public void The_simulation_charges_for_garbage_no_less_than_the_interpreter_takes(int length)
    {
        long counted = (long)new CountingContext("LoRaNode.Core").Run(GarbageCost.Instructions, length)!;
        Assert.InRange(VirtualBoard.InstructionsPerFrame + (VirtualBoard.InstructionsPerByte * length), counted, counted * 3 / 2);
    }

    [Fact]
    public void A_board_that_is_handed_more_than_it_can_read_reads_as_many_frames_as_its_interpreter_allows()
    {
        using var city = new Simulator.Attacks.AttackCity(2, seed: 9);
        city.Run(20_000, TestContext.Current.CancellationToken);
        void Tick()
        {
            city.Boards[0].Inject(new byte[80]);
            city.At(1, Tick);
        }

        Tick();
        city.Run(10_000, TestContext.Current.CancellationToken);

        // 2.4 ms for each at two million instructions a second, and the edges of milliseconds.
        Assert.InRange(city.Boards[0].InjectedFramesRead, 3_600, 4_300);
    }
}
