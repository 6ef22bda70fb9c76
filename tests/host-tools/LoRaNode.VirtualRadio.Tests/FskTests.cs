using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

/// <summary>The FSK modem as far as packets need it.</summary>
public class FskTests
{
    // 50 kb/s, 25 kHz deviation, variable length, CRC, two sync bytes, receiver 83 kHz.
    private static void StartFsk(Probe probe, byte sync = 0x2D)
    {
        probe.Write(Register.OpMode, 0x00);
        probe.Write(Register.FskBitrateMsb, 0x02, 0x80, 0x01, 0x9A);
        probe.Tune(868.3);
        probe.Write(Register.FskRxBw, 0x0A);
        probe.Write(Register.FskPreambleMsb, 0, 5, 0x11, sync, 0xD4);
        probe.Write(Register.FskPacketConfig1, 0x90, 0x40, 0xFF);
        probe.Write(Register.FskFifoThresh, 0x8F);
        probe.Write(Register.OpMode, 0x01);
    }

    private static void Send(Probe probe, byte[] payload)
    {
        probe.Write(Register.Fifo, [(byte)payload.Length, .. payload]);
        probe.Write(Register.OpMode, 0x03);
    }

    [Fact]
    public void A_packet_arrives_with_its_flags_in_the_time_of_its_bits()
    {
        var bench = new Bench();
        StartFsk(bench.A);
        StartFsk(bench.B);
        bench.B.Write(Register.OpMode, 0x05);
        bench.RunMs(1);
        long readyUs = 0;
        bench.B.Chip.PinChanged += (dio, level) => readyUs = dio == 0 && level ? bench.Time.NowUs : readyUs;
        long fromUs = bench.Time.NowUs;
        byte[] payload = [1, 2, 3, 4, 5];
        Send(bench.A, payload);
        bench.RunMs(20);

        // Start-up 115 µs; 5 + 2 + 1 + 5 + 2 bytes of 160 µs.
        Assert.Equal(115 + (15 * 160), readyUs - fromUs);
        Assert.Equal(0x48, bench.A.Read(Register.FskIrqFlags2) & 0x48);
        Assert.Equal(0x06, bench.B.Read(Register.FskIrqFlags2) & 0x46);
        Assert.Equal(0x03, bench.B.Read(Register.FskIrqFlags1) & 0x03);
        Assert.Equal([5, .. payload], bench.B.ReadBurst(Register.Fifo, 6));
        Assert.Equal(0x40, bench.B.Read(Register.FskIrqFlags2) & 0x46);
        Assert.False(bench.B.Chip.ReadPin(0));
    }

    [Fact]
    public void Another_sync_word_or_a_weak_signal_is_not_received()
    {
        var bench = new Bench();
        StartFsk(bench.A);
        StartFsk(bench.B, sync: 0x2E);
        bench.B.Write(Register.OpMode, 0x05);
        bench.RunMs(1);
        Send(bench.A, [1]);
        bench.RunMs(20);
        Assert.Equal(0x40, bench.B.Read(Register.FskIrqFlags2) & 0x46);

        var far = new Bench(lossDb: 135);
        StartFsk(far.A);
        StartFsk(far.B);
        far.B.Write(Register.OpMode, 0x05);
        far.RunMs(1);
        Send(far.A, [1]);
        far.RunMs(20);
        Assert.Equal(0x40, far.B.Read(Register.FskIrqFlags2) & 0x46);
    }

    [Fact]
    public void The_channel_strength_shows_who_sends()
    {
        var bench = new Bench(lossDb: 90);
        StartFsk(bench.A);
        StartFsk(bench.B);
        bench.B.Write(Register.OpMode, 0x05);
        bench.RunMs(1);
        double quietDbm = bench.B.Read(Register.FskRssi) / -2.0;
        Assert.InRange(quietDbm, -120, -110);
        Send(bench.A, new byte[60]);
        bench.RunMs(3);
        double busyDbm = bench.B.Read(Register.FskRssi) / -2.0;
        Assert.InRange(busyDbm, -78, -75);
        bench.RunMs(20);
        Assert.Equal(quietDbm, bench.B.Read(Register.FskRssi) / -2.0);
    }

    [Fact]
    public void A_packet_is_noise_to_a_LoRa_receiver_in_its_band()
    {
        var losses = new LoRaNode.VirtualRadio.Airwaves.LossMatrix(3);
        losses.Set(0, 1, 120);
        losses.Set(2, 1, 90);
        var bench = new Bench(3, losses);
        bench.A.StartLoRa(megahertz: 868.3);
        bench.B.StartLoRa(megahertz: 868.3).Listen();
        StartFsk(bench.Chips[2]);
        bench.RunMs(1);
        bench.A.Send(new byte[20]);
        bench.RunMs(15);
        Send(bench.Chips[2], new byte[60]);
        bench.RunMs(200);
        Assert.True(bench.B.Flags.HasFlag(LoRaInterrupts.PayloadCrcError));
    }
}
