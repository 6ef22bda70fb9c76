using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

public class ReceptionTests
{
    public static TheoryData<string> Mismatches() => ["frequency", "bandwidth", "spreading factor", "sync word", "IQ of the receiver", "IQ of the sender"];

    [Theory]
    [MemberData(nameof(Mismatches))]
    public void Nothing_is_received_when_the_two_sides_differ_in(string what)
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa();
        switch (what)
        {
            case "frequency": bench.B.Tune(869.525 + 0.07); break;
            case "bandwidth": bench.B.Modulation(7, 7); break;
            case "spreading factor": bench.B.Modulation(8, 8); break;
            case "sync word": bench.B.Write(Register.SyncWord, 0x34); break;
            case "IQ of the receiver": bench.B.Write(Register.InvertIq, 0x67); break;
            case "IQ of the sender": bench.A.Write(Register.InvertIq, 0x26); break;
        }

        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.None, bench.B.Flags);
        Assert.Equal(AirOutcome.OtherSettings, Assert.Single(bench.Outcomes).Outcome);
    }

    [Fact]
    public void A_frequency_within_a_quarter_of_the_bandwidth_is_received_and_its_error_reported()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.A.Chip.CrystalPpm = 20;
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(200);

        byte[] raw = bench.B.ReadBurst(Register.FeiMsb, 3);
        int value = ((raw[0] & 0x0F) << 16) | (raw[1] << 8) | raw[2];
        value = (value ^ 0x80000) - 0x80000;
        double hertz = value * (double)(1 << 24) / 32e6 * 250 / 500;
        Assert.InRange(hertz, 869.525e6 * 20e-6 - 1, 869.525e6 * 20e-6 + 1);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    public void With_implicit_header_both_sides_bring_the_length(int sf)
    {
        var bench = new Bench();
        foreach (var chip in bench.Chips)
        {
            chip.StartLoRa();
            chip.Modulation(sf, 8, 6, isImplicit: true, lowDataRate: sf == 12);
            chip.Write(Register.PayloadLength, 5);
        }

        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send([9, 8, 7, 6, 5]);
        bench.RunMs(2_000);
        Assert.Equal(LoRaInterrupts.RxDone, bench.B.Flags);
        Assert.Equal([9, 8, 7, 6, 5], bench.B.ReceivedPayload());
        Assert.Equal(0x40, bench.B.Read(Register.HopChannel) & 0x40);
    }

    [Fact]
    public void With_implicit_header_another_length_fails_the_CRC()
    {
        var bench = new Bench();
        foreach (var chip in bench.Chips)
        {
            chip.StartLoRa();
            chip.Modulation(8, 8, isImplicit: true);
        }

        bench.B.Write(Register.PayloadLength, 12);
        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send([9, 8, 7, 6, 5]);
        bench.RunMs(2_000);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.PayloadCrcError, bench.B.Flags);
        Assert.Equal(12, bench.B.Read(Register.RxNbBytes));
        Assert.Equal(AirOutcome.FormMismatch, Assert.Single(bench.Outcomes).Outcome);
    }

    [Fact]
    public void An_explicit_receiver_finds_no_header_in_an_implicit_frame()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.A.Modulation(7, 8, isImplicit: true);
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.None, bench.B.Flags);
        Assert.Equal(AirOutcome.FormMismatch, Assert.Single(bench.Outcomes).Outcome);
    }

    [Fact]
    public void SF_6_with_explicit_header_neither_sends_nor_receives_and_says_why()
    {
        var bench = new Bench();
        foreach (var chip in bench.Chips)
        {
            chip.StartLoRa(sf: 6);
        }

        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.None, bench.B.Flags);
        Assert.Equal(0, bench.Air.FramesSent);
        Assert.Contains(bench.A.Remarks, r => r.Kind == ChipRemarkKind.Settings && r.Text.Contains("implicit", StringComparison.Ordinal));
    }

    [Fact]
    public void SF_6_is_not_found_with_the_detection_settings_of_the_others()
    {
        var bench = new Bench();
        foreach (var chip in bench.Chips)
        {
            chip.StartLoRa();
            chip.Modulation(6, 8, isImplicit: true);
            chip.Write(Register.PayloadLength, 3);
        }

        bench.B.Write(Register.DetectOptimize, 0xC3);
        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.None, bench.B.Flags);
        Assert.Contains(bench.B.Remarks, r => r.Address == Register.DetectOptimize);
    }

    [Fact]
    public void A_header_that_announces_too_much_is_refused()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa();
        bench.B.Write(Register.MaxPayloadLength, 10);
        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send(new byte[11]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.None, bench.B.Flags);
        bench.A.Send(new byte[10]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
    }

    [Fact]
    public void Continuous_reception_appends_frames_and_wraps_around_in_the_memory()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa();
        bench.B.Write(Register.FifoRxBaseAddr, 0x20);
        bench.B.Listen();
        bench.RunMs(1);
        byte at = 0x20;
        for (int i = 0; i < 4; i++)
        {
            byte[] payload = [.. Enumerable.Range(i, 100).Select(v => (byte)v)];
            bench.A.Send(payload);
            bench.RunMs(300);
            Assert.Equal(at, bench.B.Read(Register.FifoRxCurrentAddr));
            Assert.Equal((byte)(at + 99), bench.B.Read(Register.FifoRxByteAddr));
            Assert.Equal(payload, bench.B.ReceivedPayload());
            at += 100;
        }
    }

    [Fact]
    public void Sending_and_receiving_areas_that_overlap_overwrite_each_other()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa();
        bench.B.Write(Register.FifoTxBaseAddr, 0x00);
        bench.B.Write(Register.FifoAddrPtr, 0x00);
        bench.B.Write(Register.Fifo, 0xEE, 0xEE, 0xEE, 0xEE);
        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send([1, 2]);
        bench.RunMs(100);
        bench.B.Write(Register.FifoAddrPtr, 0x00);
        Assert.Equal([1, 2, 0xEE, 0xEE], bench.B.ReadBurst(Register.Fifo, 4));
    }

    [Fact]
    public void Single_reception_gives_up_after_its_symbols()
    {
        var bench = new Bench(1);
        var probe = bench.A.StartLoRa();
        bench.RunMs(1);
        probe.Write(Register.SymbTimeoutLsb, 20);
        long fromUs = bench.Time.NowUs;
        long roseUs = 0;
        probe.Chip.PinChanged += (dio, level) => roseUs = dio == 1 && level ? bench.Time.NowUs : roseUs;
        probe.Write(Register.OpMode, Probe.ReceiveSingle);
        bench.RunMs(100);
        Assert.Equal(LoRaInterrupts.RxTimeout, probe.Flags);
        Assert.Equal(0x81, probe.Read(Register.OpMode));
        Assert.Equal(60 + 71 + (20 * 512), roseUs - fromUs);
    }

    [Fact]
    public void Single_reception_does_not_give_up_once_a_preamble_is_there()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa();
        bench.A.Write(Register.PreambleMsb, 0, 60);
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(5);
        bench.B.Write(Register.SymbTimeoutLsb, 8);
        bench.B.Write(Register.OpMode, Probe.ReceiveSingle);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
        Assert.Equal(0x81, bench.B.Read(Register.OpMode));
    }

    [Theory]
    [InlineData(100, -86.8, 27.2)]
    [InlineData(125, -111.8, 2.2)]
    [InlineData(134, -120.8, -6.8)]
    public void Strength_and_SNR_read_by_the_formulas_of_the_datasheet_are_those_at_the_antenna(double lossDb, double rssiDbm, double snrDb)
    {
        var bench = new Bench(lossDb: lossDb);
        bench.A.StartLoRa(sf: 9);
        bench.B.StartLoRa(sf: 9).Listen();
        bench.RunMs(1);
        bench.A.Send([1, 2, 3]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
        double snr = (sbyte)bench.B.Read(Register.PktSnr) / 4.0;
        int raw = bench.B.Read(Register.PktRssi);
        double rssi = snr >= 0 ? -157 + (raw * 16 / 15.0) : -157 + raw + snr;
        Assert.InRange(snr, snrDb - 0.3, snrDb + 0.3);
        Assert.InRange(rssi, rssiDbm - 1, rssiDbm + 1);
    }

    [Fact]
    public void The_channel_strength_is_noise_in_silence_and_the_signal_while_somebody_sends()
    {
        var bench = new Bench(lossDb: 100);
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        Assert.Equal(157 - 114, bench.B.Read(Register.Rssi));
        bench.A.Send(new byte[50]);
        bench.RunMs(10);
        Assert.Equal(157 - 87, bench.B.Read(Register.Rssi));
        Assert.True(bench.B.ReadBurst(Register.RssiWideband, 1).Length == 1);
        var noise = Enumerable.Range(0, 64).Select(_ => bench.B.Read(Register.RssiWideband) & 1).ToArray();
        Assert.InRange(noise.Sum(), 10, 54);
    }

    [Fact]
    public void ModemStat_follows_a_reception()
    {
        var bench = new Bench();
        bench.A.StartLoRa(codingRate: 7);
        bench.A.Write(Register.PreambleMsb, 0, 20);
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        Assert.Equal(0x10, bench.B.Read(Register.ModemStat));
        long startUs = 0;
        bench.Air.FrameStarted += frame => startUs = frame.StartUs;
        bench.A.Send(new byte[30]);
        bench.RunMs(1);
        long symbolUs = 512;
        bench.Time.RunUntil(startUs + (10 * symbolUs));
        Assert.Equal(0x01, bench.B.Read(Register.ModemStat));
        bench.Time.RunUntil(startUs + (26 * symbolUs));
        Assert.Equal(0x07, bench.B.Read(Register.ModemStat));
        bench.Time.RunUntil(startUs + (34 * symbolUs));
        Assert.Equal(0x0F | (3 << 5), bench.B.Read(Register.ModemStat));
        bench.RunMs(200);
        Assert.Equal(0x10 | (3 << 5), bench.B.Read(Register.ModemStat));
    }

    [Fact]
    public void A_frame_without_CRC_is_never_reported_damaged()
    {
        var bench = new Bench(3);
        foreach (var chip in bench.Chips)
        {
            chip.StartLoRa(crc: false);
        }

        bench.B.Listen();
        bench.RunMs(1);
        byte[] payload = new byte[100];
        bench.A.Send(payload);
        bench.RunMs(40);
        bench.Chips[2].Send(new byte[10]);
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
        Assert.NotEqual(payload, bench.B.ReceivedPayload());
        Assert.Equal(0, bench.B.Read(Register.HopChannel) & 0x40);
    }

    [Fact]
    public void Hopping_chips_that_follow_one_sequence_understand_each_other()
    {
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader | LoRaInterrupts.FhssChangeChannel, Hop(follow: true));
        Assert.Equal(
            LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader | LoRaInterrupts.FhssChangeChannel | LoRaInterrupts.PayloadCrcError,
            Hop(follow: false));
    }

    private static LoRaInterrupts Hop(bool follow)
    {
        double[] channels = [869.525, 868.1, 868.3, 868.5];
        var bench = new Bench();
        foreach (var chip in bench.Chips)
        {
            chip.StartLoRa();
            chip.Write(Register.HopPeriod, 10);
            bool follows = follow || ReferenceEquals(chip, bench.A);
            chip.Chip.PinChanged += (dio, level) =>
            {
                if (dio == 2 && level)
                {
                    int next = ((chip.Read(Register.HopChannel) & 0x3F) + 1) % channels.Length;
                    chip.Tune(follows ? channels[next] : channels[0]);
                    chip.Write(Register.IrqFlags, (byte)LoRaInterrupts.FhssChangeChannel);
                }
            };
        }

        bench.B.Listen();
        bench.RunMs(1);
        bench.A.Send(new byte[60]);
        LoRaInterrupts seen = LoRaInterrupts.FhssChangeChannel;
        bench.RunMs(300);
        return seen | bench.B.Flags;
    }
}
