using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

public class ModeTests
{
    [Fact]
    public void The_modem_is_only_changed_in_sleep()
    {
        var probe = new Bench(1).A;
        probe.Write(Register.OpMode, 0x81);
        Assert.Equal(0x01, probe.Read(Register.OpMode));
        Assert.Single(probe.Remarks, r => r.Kind == ChipRemarkKind.ModemSwitchRefused);

        probe.Write(Register.OpMode, 0x00);
        probe.Write(Register.OpMode, 0x80);
        Assert.Equal(0x80, probe.Read(Register.OpMode));
        probe.Write(Register.OpMode, 0x81);
        probe.Write(Register.OpMode, 0x01);
        Assert.Equal(0x81, probe.Read(Register.OpMode));
        Assert.Equal(2, probe.Remarks.Count);
    }

    [Fact]
    public void Sleep_and_the_modem_may_be_asked_for_in_one_write()
    {
        var probe = new Bench(1).A;
        probe.Write(Register.OpMode, 0x80);
        Assert.Equal(0x80, probe.Read(Register.OpMode));
        Assert.Empty(probe.Remarks);
    }

    [Fact]
    public void LoRa_is_left_only_in_sleep_by_a_write_that_stays_there()
    {
        var probe = new Bench(1).A.StartLoRa();
        probe.Write(Register.OpMode, 0x00);
        Assert.Equal(0x80, probe.Read(Register.OpMode));
        probe.Write(Register.OpMode, 0x01);
        Assert.Equal(0x81, probe.Read(Register.OpMode));
        Assert.Equal(2, probe.Remarks.Count(r => r.Kind == ChipRemarkKind.ModemSwitchRefused));

        probe.Write(Register.OpMode, 0x80);
        probe.Write(Register.OpMode, 0x00);
        Assert.Equal(0x00, probe.Read(Register.OpMode));
        Assert.False(probe.Chip.IsLoRa);
    }

    [Fact]
    public void FSK_has_no_single_reception_and_no_activity_detection()
    {
        var probe = new Bench(1).A;
        probe.Write(Register.OpMode, 0x06);
        Assert.Equal(0x01, probe.Read(Register.OpMode) & 0x07);
        Assert.Single(probe.Remarks, r => r.Kind == ChipRemarkKind.ModeRefused);
    }

    [Fact]
    public void The_packet_memory_is_refused_in_sleep_and_cleared_by_it()
    {
        var probe = new Bench(1).A.StartLoRa();
        probe.Write(Register.FifoAddrPtr, 0);
        probe.Write(Register.Fifo, 1, 2, 3);
        probe.Write(Register.FifoAddrPtr, 0);
        Assert.Equal([1, 2, 3], probe.ReadBurst(Register.Fifo, 3));

        probe.Write(Register.OpMode, Probe.Sleep);
        probe.Write(Register.FifoAddrPtr, 0);
        probe.Write(Register.Fifo, 9);
        Assert.Equal(0, probe.Read(Register.Fifo));
        Assert.Equal(0, probe.Read(Register.FifoAddrPtr));
        Assert.Equal(2, probe.Remarks.Count(r => r.Kind == ChipRemarkKind.FifoRefused));

        probe.Write(Register.OpMode, Probe.Standby);
        Assert.Equal([0, 0, 0], probe.ReadBurst(Register.Fifo, 3));
    }

    [Fact]
    public void The_packet_memory_is_not_filled_while_sending_or_receiving()
    {
        var bench = new Bench(1);
        var probe = bench.A.StartLoRa();
        probe.Listen();
        bench.RunMs(1);
        probe.Write(Register.FifoAddrPtr, 0);
        probe.Write(Register.Fifo, 7);
        Assert.Equal(0, probe.Read(Register.FifoAddrPtr));
        Assert.Single(probe.Remarks, r => r.Kind == ChipRemarkKind.FifoRefused);
    }

    [Fact]
    public void The_pointer_of_the_packet_memory_wraps_at_256()
    {
        var probe = new Bench(1).A.StartLoRa();
        probe.Write(Register.FifoAddrPtr, 0xFE);
        probe.Write(Register.Fifo, 1, 2, 3, 4);
        Assert.Equal(2, probe.Read(Register.FifoAddrPtr));
        probe.Write(Register.FifoAddrPtr, 0);
        Assert.Equal([3, 4], probe.ReadBurst(Register.Fifo, 2));
    }

    [Theory]
    [InlineData(0x81, 250)] // standby: oscillator
    [InlineData(0x84, 310)] // synthesiser: and PLL
    [InlineData(0x85, 381)] // receiver: and receiver
    public void From_sleep_a_mode_is_ready_after_its_start_up_times(byte mode, int microseconds)
    {
        var bench = new Bench(1);
        var probe = bench.A.StartLoRa();
        probe.Write(Register.OpMode, Probe.Sleep);
        probe.Write(Register.OpMode, mode);
        bench.RunUs(microseconds - 1);
        Assert.False(probe.Chip.ReadPin(5));
        bench.RunUs(1);
        Assert.True(probe.Chip.ReadPin(5));
    }

    [Theory]
    [InlineData(0x09, 60 + 5 + 50)] // 40 µs ramp
    [InlineData(0x00, 60 + 5 + 4_250)] // 3.4 ms ramp
    public void A_frame_begins_after_synthesiser_and_ramp(byte ramp, int microseconds)
    {
        var bench = new Bench(1);
        long startedUs = -1;
        bench.Air.FrameStarted += frame => startedUs = frame.StartUs;
        bench.A.StartLoRa();
        bench.RunMs(1);
        bench.A.Write(Register.PaRamp, ramp);
        long fromUs = bench.Time.NowUs;
        bench.A.Send([1]);
        bench.RunMs(10);
        Assert.Equal(fromUs + microseconds, startedUs);
    }

    [Fact]
    public void The_PLL_lock_shows_on_DIO4_and_a_frequency_outside_the_bands_as_a_PLL_timeout()
    {
        var bench = new Bench(1);
        var probe = bench.A.StartLoRa();
        bench.RunMs(1);
        probe.Write(Register.DioMapping2, 0x40);
        probe.Write(Register.OpMode, 0x82);
        bench.RunUs(59);
        Assert.False(probe.Chip.ReadPin(4));
        bench.RunUs(1);
        Assert.True(probe.Chip.ReadPin(4));
        Assert.Equal(0, probe.Read(Register.HopChannel) & 0x80);

        probe.Write(Register.OpMode, Probe.Standby);
        probe.Tune(600);
        probe.Send([1, 2]);
        bench.RunMs(500);
        Assert.False(probe.Chip.ReadPin(4));
        Assert.Equal(0x80, probe.Read(Register.HopChannel) & 0x80);
        Assert.Equal(0, bench.Air.FramesSent);
        Assert.Contains(probe.Remarks, r => r.Kind == ChipRemarkKind.NoLock);
    }

    [Fact]
    public void A_new_frequency_counts_from_the_next_mode_on()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        bench.B.Tune(868.1);
        bench.A.Send([5]);
        bench.RunMs(100);
        Assert.Equal(LoRaInterrupts.RxDone, bench.B.Flags & LoRaInterrupts.RxDone);

        bench.B.ClearFlags();
        bench.B.Write(Register.OpMode, Probe.Standby);
        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send([5]);
        bench.RunMs(100);
        Assert.Equal(LoRaInterrupts.None, bench.B.Flags);
    }

    [Fact]
    public void Writing_the_present_mode_again_disturbs_nothing()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        bench.A.Send(new byte[50]);
        bench.RunMs(8);
        bench.A.Write(Register.OpMode, Probe.Transmit);
        bench.B.Listen();
        bench.RunMs(200);
        Assert.Equal(50, bench.B.Read(Register.RxNbBytes));
    }

    [Fact]
    public void The_counters_of_headers_and_packets_are_reset_by_sleep()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        for (int i = 0; i < 3; i++)
        {
            bench.RunMs(1);
            bench.A.Send([1]);
            bench.RunMs(100);
        }

        Assert.Equal([0, 3, 0, 3], bench.B.ReadBurst(Register.RxHeaderCntMsb, 4));
        bench.B.Write(Register.OpMode, Probe.Standby);
        Assert.Equal([0, 3, 0, 3], bench.B.ReadBurst(Register.RxHeaderCntMsb, 4));
        bench.B.Write(Register.OpMode, Probe.Sleep);
        Assert.Equal([0, 0, 0, 0], bench.B.ReadBurst(Register.RxHeaderCntMsb, 4));
    }

    [Fact]
    public void Image_calibration_runs_in_FSK_standby_and_ends()
    {
        var bench = new Bench(1);
        bench.A.Write(Register.FskImageCal, 0x42);
        Assert.Equal(0x20, bench.A.Read(Register.FskImageCal) & 0x60);
        bench.RunMs(10);
        Assert.Equal(0x02, bench.A.Read(Register.FskImageCal));

        bench.A.Write(Register.OpMode, 0x00);
        bench.A.Write(Register.FskImageCal, 0x42);
        Assert.Equal(0, bench.A.Read(Register.FskImageCal) & 0x20);
    }

    [Theory]
    [InlineData(0x4F, 0x84, 13.2)]
    [InlineData(0x7E, 0x84, 14.0)]
    [InlineData(0x70, 0x84, 0.0)]
    [InlineData(0xFF, 0x84, 17.0)]
    [InlineData(0xF0, 0x84, 2.0)]
    [InlineData(0xFF, 0x87, 20.0)]
    [InlineData(0xF0, 0x87, 5.0)]
    public void The_power_follows_the_tables_of_RFO_and_PA_BOOST(byte config, byte dac, double dbm)
    {
        var probe = new Bench(1).A;
        probe.Write(Register.PaConfig, config);
        probe.Write(Register.PaDac, dac);
        Assert.Equal(dbm, probe.Chip.PowerDbm, 6);
    }
}
