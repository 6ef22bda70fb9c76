using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

public class InterruptTests
{
    // DIO pin, mapping and the flag on it (datasheet rev. 7, table 18).
    [Theory]
    [InlineData(0, 0, LoRaInterrupts.RxDone)]
    [InlineData(0, 1, LoRaInterrupts.TxDone)]
    [InlineData(0, 2, LoRaInterrupts.CadDone)]
    [InlineData(0, 3, LoRaInterrupts.None)]
    [InlineData(1, 0, LoRaInterrupts.RxTimeout)]
    [InlineData(1, 1, LoRaInterrupts.FhssChangeChannel)]
    [InlineData(1, 2, LoRaInterrupts.CadDetected)]
    [InlineData(1, 3, LoRaInterrupts.None)]
    [InlineData(2, 0, LoRaInterrupts.FhssChangeChannel)]
    [InlineData(2, 1, LoRaInterrupts.FhssChangeChannel)]
    [InlineData(2, 2, LoRaInterrupts.FhssChangeChannel)]
    [InlineData(3, 0, LoRaInterrupts.CadDone)]
    [InlineData(3, 1, LoRaInterrupts.ValidHeader)]
    [InlineData(3, 2, LoRaInterrupts.PayloadCrcError)]
    [InlineData(4, 0, LoRaInterrupts.CadDetected)]
    public void Each_pin_shows_the_flag_that_its_mapping_says(int dio, int mapping, LoRaInterrupts flag)
    {
        foreach (var (probe, flags) in ChipsWithFlags())
        {
            if (dio < 4)
            {
                probe.Write(Register.DioMapping1, (byte)(mapping << (6 - (2 * dio))));
            }
            else
            {
                probe.Write(Register.DioMapping2, (byte)(mapping << 6));
            }

            Assert.Equal((flags & flag) != 0, probe.Chip.ReadPin(dio));
        }
    }

    [Fact]
    public void A_flag_is_cleared_by_writing_one_and_its_pin_falls()
    {
        var (probe, flags) = ChipsWithFlags().First(c => c.Flags.HasFlag(LoRaInterrupts.RxDone));
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, flags);
        probe.Write(Register.IrqFlags, 0x00);
        Assert.Equal(flags, probe.Flags);
        var changes = new List<(int, bool)>();
        probe.Chip.PinChanged += (dio, level) => changes.Add((dio, level));
        probe.Write(Register.IrqFlags, (byte)LoRaInterrupts.RxDone);
        Assert.Equal(LoRaInterrupts.ValidHeader, probe.Flags);
        Assert.Equal([(0, false)], changes);
    }

    [Fact]
    public void A_masked_interrupt_is_neither_flagged_nor_shown()
    {
        var bench = new Bench(1);
        var probe = bench.A.StartLoRa();
        probe.Write(Register.IrqFlagsMask, (byte)LoRaInterrupts.TxDone);
        probe.Write(Register.DioMapping1, 0x40);
        probe.Send([1]);
        bench.RunMs(200);
        Assert.Equal(DeviceMode.Standby, probe.Chip.Mode);
        Assert.Equal(LoRaInterrupts.None, probe.Flags);
        Assert.False(probe.Chip.ReadPin(0));
    }

    [Fact]
    public void The_pin_rises_at_the_very_end_of_the_frame()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        long endUs = 0;
        bench.Air.FrameStarted += frame => endUs = frame.EndUs;
        long roseUs = 0;
        bench.B.Chip.PinChanged += (dio, level) =>
        {
            if (dio == 0 && level)
            {
                roseUs = bench.Time.NowUs;
            }
        };
        bench.RunMs(1);
        bench.A.Send(new byte[40]);
        bench.RunMs(200);
        Assert.True(endUs > 0);
        Assert.Equal(endUs, roseUs);
    }

    private static IEnumerable<(Probe Probe, LoRaInterrupts Flags)> ChipsWithFlags()
    {
        var bench = new Bench(4);
        foreach (var chip in bench.Chips)
        {
            chip.StartLoRa();
        }

        bench.RunMs(1);

        // B receives a frame whose payload is hopped on, C gives up, D detects A's preamble.
        bench.B.Listen();
        bench.A.Write(Register.HopPeriod, 0);
        bench.A.Write(Register.PreambleMsb, 0, 40);
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(5);
        bench.Chips[3].Write(Register.OpMode, Probe.Detect);
        bench.RunMs(200);
        bench.Chips[2].Write(Register.SymbTimeoutLsb, 4);
        bench.Chips[2].Write(Register.OpMode, Probe.ReceiveSingle);
        bench.RunMs(200);

        Assert.Equal(LoRaInterrupts.TxDone, bench.A.Flags);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
        Assert.Equal(LoRaInterrupts.RxTimeout, bench.Chips[2].Flags);
        Assert.Equal(LoRaInterrupts.CadDone | LoRaInterrupts.CadDetected, bench.Chips[3].Flags);
        foreach (var chip in bench.Chips)
        {
            yield return (chip, chip.Flags);
        }

        var hopping = new Bench(1);
        hopping.A.StartLoRa();
        hopping.A.Write(Register.HopPeriod, 5);
        hopping.A.Send(new byte[100]);
        hopping.RunMs(20);
        Assert.Equal(LoRaInterrupts.FhssChangeChannel, hopping.A.Flags);
        yield return (hopping.A, hopping.A.Flags);

        // A payload that collides in its last third, with the header already read.
        var collision = new Bench(3);
        foreach (var chip in collision.Chips)
        {
            chip.StartLoRa();
        }

        collision.B.Listen();
        collision.RunMs(1);
        collision.A.Send(new byte[100]);
        collision.RunMs(40);
        collision.Chips[2].Send(new byte[10]);
        collision.RunMs(200);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader | LoRaInterrupts.PayloadCrcError, collision.B.Flags);
        yield return (collision.B, collision.B.Flags);
    }
}
