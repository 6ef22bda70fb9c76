using CsCheck;
using LoRaNode.Radio;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Sx127x.Tests.Air;

/// <summary>The driver against the register-level chip, which was written from the datasheet by other hands.</summary>
public class TwoChipsTests
{
    private static readonly uint[] Bandwidths =
        [7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000, 250_000, 500_000];

    private static readonly Gen<LoRaSettings> AnySettings =
        from frequency in Gen.OneOf(Gen.UInt[433_100_000, 434_700_000], Gen.UInt[863_100_000, 869_900_000])
        from bandwidth in Gen.Int[0, 9].Select(code => Bandwidths[code])
        from sf in Gen.Int[6, 12]
        from rate in Gen.Int[5, 8]
        from preamble in Gen.UShort[6, 40]
        from sync in Gen.Byte
        from isExplicit in Gen.Bool
        from implicitLength in Gen.Byte[1, 255]
        from hasCrc in Gen.Bool
        from isInverted in Gen.Bool
        select new LoRaSettings
        {
            FrequencyHz = frequency,
            BandwidthHz = bandwidth,
            SpreadingFactor = (SpreadingFactor)sf,
            CodingRate = (CodingRate)rate,
            PreambleSymbols = preamble,
            SyncWord = sync,
            ExplicitHeader = isExplicit && sf != 6,
            ImplicitLength = implicitLength,
            PayloadCrc = hasCrc,
            InvertIq = isInverted,
        };

    [Fact]
    public void Driver_starts_the_chip_without_a_remark()
    {
        var pair = new RadioPair(new LoRaSettings());
        Assert.Equal(RadioStatus.Ok, pair.A.Status);
        Assert.Empty(pair.A.Remarks);
    }

    [Fact]
    public void Every_length_passes_through_two_chips_and_the_air_without_a_remark()
    {
        var pair = new RadioPair(new LoRaSettings { SpreadingFactor = SpreadingFactor.Sf7, BandwidthHz = 500_000 });
        pair.B.Listen();
        for (int length = 1; length <= 255; length++)
        {
            byte[] frame = Enumerable.Range(0, length).Select(i => (byte)((i * 31) ^ length)).ToArray();
            Assert.True(pair.A.Send(frame));
            pair.RunMs(400);
            Assert.Equal(frame, pair.B.Received[^1]);
        }

        Assert.Equal(255, pair.B.Received.Count);
        Assert.Empty(pair.A.Remarks);
        Assert.Empty(pair.B.Remarks);
    }

    [Fact]
    public void Any_frame_under_any_settings_arrives_identical()
    {
        Gen.Select(AnySettings, Gen.Byte.Array[1, 255]).Sample(
            (settings, bytes) =>
            {
                byte[] frame = settings.ExplicitHeader ? bytes : [.. bytes, .. new byte[255]];
                if (!settings.ExplicitHeader)
                {
                    frame = frame[..settings.ImplicitLength];
                }

                var pair = new RadioPair(settings);
                pair.B.Listen();
                Assert.True(pair.A.Send(frame));
                pair.RunMs((TimeOnAir.Microseconds(settings, frame.Length) / 1000) + 100);
                Assert.Equal([RadioEvent.TransmitDone], pair.A.Events);
                Assert.Equal([RadioEvent.FrameReceived], pair.B.Events);
                Assert.Equal(frame, pair.B.Received[0]);
                Assert.Empty(pair.A.Remarks);
                Assert.Empty(pair.B.Remarks);
            },
            iter: 150,
            threads: 1);
    }

    [Fact]
    public void On_a_weak_link_each_frame_arrives_identical_or_is_lost_for_a_stated_reason()
    {
        var random = new Random(4);
        var settings = new LoRaSettings();
        int arrived = 0;
        int lost = 0;
        for (double lossDb = 128; lossDb <= 150; lossDb += 2)
        {
            var pair = new RadioPair(settings, lossDb, seed: (uint)lossDb);
            pair.B.Listen();
            for (int i = 0; i < 20; i++)
            {
                byte[] frame = new byte[random.Next(1, 256)];
                random.NextBytes(frame);
                int received = pair.B.Received.Count;
                int outcomes = pair.Outcomes.Count;
                int damaged = pair.B.Events.Count(e => e == RadioEvent.FrameDamaged);
                Assert.True(pair.A.Send(frame));
                pair.RunMs((TimeOnAir.Microseconds(settings, frame.Length) / 1000) + 50);

                // The air says nothing about a station at which the frame was below the demodulator's limit.
                AirOutcome outcome = pair.Outcomes[outcomes..]
                    .Where(o => o.Station == pair.B.Chip.Station)
                    .Select(o => o.Outcome)
                    .SingleOrDefault(AirOutcome.TooWeak);
                if (pair.B.Received.Count > received)
                {
                    Assert.Equal(frame, pair.B.Received[^1]);
                    Assert.Equal(AirOutcome.Received, outcome);
                    arrived++;
                }
                else
                {
                    Assert.NotEqual(AirOutcome.Received, outcome);
                    bool isDamaged = pair.B.Events.Count(e => e == RadioEvent.FrameDamaged) > damaged;
                    Assert.Equal(outcome == AirOutcome.PayloadLost, isDamaged);
                    lost++;
                }
            }
        }

        Assert.True(arrived > 20 && lost > 20, $"{arrived} arrived, {lost} were lost: the link is no test.");
    }

    [Fact]
    public void Frequency_error_has_the_senders_sign_and_size()
    {
        // The sender is 5 ppm low, the receiver 5 ppm high: the sender is 10 ppm of 869.525 MHz below the receiver.
        var pair = new RadioPair(new LoRaSettings(), crystalPpm: 5);
        pair.B.Listen();
        pair.A.Send([1, 2, 3]);
        pair.RunMs(300);
        Assert.Equal([RadioEvent.FrameReceived], pair.B.Events);
        Assert.InRange(pair.B.Radio.ReceivedFrame.FrequencyErrorHz, -9_300, -8_100);
    }

    [Fact]
    public void Chip_that_browns_out_while_sending_is_set_up_and_traffic_flows_within_two_seconds()
    {
        for (int afterMs = 1; afterMs < 120; afterMs += 10)
        {
            var pair = new RadioPair(new LoRaSettings());
            pair.B.Listen();
            pair.A.Send(new byte[40]);
            pair.RunMs(afterMs);
            pair.A.Chip.BrownOut();
            long before = pair.Time.NowMs;
            while (!pair.A.Events.Contains(RadioEvent.Recovered))
            {
                Assert.True(pair.Time.NowMs - before < 2000);
                pair.RunMs(10);
            }

            Assert.True(pair.A.Send([1, 2, 3]));
            pair.RunMs(200);
            Assert.True(pair.Time.NowMs - before < 2000);
            Assert.Equal([1, 2, 3], pair.B.Received[^1]);
        }
    }

    [Fact]
    public void Brown_out_at_any_transfer_of_a_send_or_a_receive_is_survived_within_two_seconds()
    {
        // Both ends do a whole exchange; the chip of one of them loses its supply just after transfer number n.
        for (int victim = 0; victim < 2; victim++)
        {
            for (int n = 0; n < 16; n++)
            {
                var pair = new RadioPair(new LoRaSettings());
                RadioPair.RadioEnd end = victim == 0 ? pair.A : pair.B;
                int left = n;
                end.Bus.Transferred += (_, _) =>
                {
                    if (left-- == 0)
                    {
                        end.Chip.BrownOut();
                    }
                };
                pair.B.Listen();
                pair.A.Send([9, 9, 9]);
                long before = pair.Time.NowMs;
                pair.RunMs(300);
                bool hasArrived = false;
                while (!hasArrived)
                {
                    Assert.True(pair.Time.NowMs - before < 2000, $"No traffic after a brown-out of {(victim == 0 ? "sender" : "receiver")} at transfer {n}.");
                    pair.A.Send([1, 2, 3]);
                    pair.RunMs(120);
                    hasArrived = pair.B.Received.Any(frame => frame is [1, 2, 3]);
                }
            }
        }
    }

    [Fact]
    public void Chip_that_browns_out_while_listening_hears_again_within_two_seconds()
    {
        var pair = new RadioPair(new LoRaSettings());
        pair.B.Listen();
        pair.RunMs(700);
        pair.B.Chip.BrownOut();
        pair.RunMs(1700);
        Assert.Equal([RadioEvent.Recovered], pair.B.Events);
        pair.A.Send([4, 5]);
        pair.RunMs(250);
        Assert.Equal([4, 5], pair.B.Received[^1]);
    }

    [Theory]
    [InlineData(BusFault.AllZeros)]
    [InlineData(BusFault.AllOnes)]
    public void Bus_that_breaks_at_either_end_is_noticed_and_survived_within_two_seconds(BusFault fault)
    {
        for (int victim = 0; victim < 2; victim++)
        {
            var pair = new RadioPair(new LoRaSettings());
            RadioPair.RadioEnd end = victim == 0 ? pair.A : pair.B;
            pair.B.Listen();
            pair.A.Send([1]);
            pair.RunMs(30);
            end.Bus.Fault = fault;
            pair.RunMs(3000);
            Assert.Contains(RadioEvent.Failed, end.Events);
            Assert.Equal(RadioStatus.NoChip, end.Radio.Status);
            end.Bus.Fault = BusFault.None;
            pair.RunMs(1500);
            Assert.Equal(RadioEvent.Recovered, end.Events[^1]);
            Assert.True(pair.A.Send([2, 3]));
            pair.RunMs(250);
            Assert.Equal([2, 3], pair.B.Received[^1]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Interrupt_line_that_breaks_costs_no_frame(bool level)
    {
        var pair = new RadioPair(new LoRaSettings());
        pair.B.Listen();
        pair.A.Pins.StuckInterrupt = level;
        pair.B.Pins.StuckInterrupt = level;
        for (byte i = 0; i < 6; i++)
        {
            Assert.True(pair.A.Send([i]));
            pair.RunMs(1000);
            Assert.Equal([i], pair.B.Received[^1]);
        }

        Assert.Equal(RadioStatus.InterruptNotConnected, pair.A.Radio.Status);
        Assert.Equal(RadioStatus.InterruptNotConnected, pair.B.Radio.Status);
    }

    [Fact]
    public void Activity_of_the_other_chip_is_detected_and_silence_is_clear()
    {
        var pair = new RadioPair(new LoRaSettings { PreambleSymbols = 40 });
        pair.B.Radio.DetectActivity(pair.Time.NowMs);
        pair.RunMs(30);
        Assert.Equal([RadioEvent.ChannelClear], pair.B.Events);
        pair.A.Send(new byte[10]);
        pair.RunMs(20);
        pair.B.Radio.DetectActivity(pair.Time.NowMs);
        pair.RunMs(30);
        Assert.Equal([RadioEvent.ChannelClear, RadioEvent.ChannelBusy], pair.B.Events);
    }

    [Fact]
    public void Frame_under_way_is_noticed_after_its_header()
    {
        var pair = new RadioPair(new LoRaSettings());
        pair.B.Listen();
        Assert.False(pair.B.Radio.IsReceiving());
        pair.A.Send(new byte[200]);
        pair.RunMs(100);
        Assert.True(pair.B.Radio.IsReceiving());
        pair.RunMs(800);
        Assert.False(pair.B.Radio.IsReceiving());
    }

    [Fact]
    public void Single_reception_gives_up_or_takes_the_frame()
    {
        var pair = new RadioPair(new LoRaSettings());
        pair.B.Radio.ReceiveSingle(20, pair.Time.NowMs);
        pair.RunMs(100);
        Assert.Equal([RadioEvent.ReceiveTimeout], pair.B.Events);
        pair.B.Radio.ReceiveSingle(100, pair.Time.NowMs);
        pair.A.Send([8, 9]);
        pair.RunMs(200);
        Assert.Equal([RadioEvent.ReceiveTimeout, RadioEvent.FrameReceived], pair.B.Events);
        Assert.Empty(pair.B.Remarks);
    }

    [Fact]
    public void Temperature_of_the_chip_is_read()
    {
        var pair = new RadioPair(new LoRaSettings());
        pair.A.Chip.TemperatureC = -7;
        Assert.True(pair.A.Radio.TryReadTemperature(pair.Time.NowMs, out int celsius));
        Assert.Equal(-7, celsius);
    }
}
