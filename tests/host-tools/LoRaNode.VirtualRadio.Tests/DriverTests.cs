using CsCheck;
using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Tests;

/// <summary>The driver of the firmware, written from the datasheet without this model, on this model.</summary>
public class DriverTests
{
    private static readonly Gen<LoRaSettings> Settings =
        from sf in Gen.Int[6, 12]
        from bandwidth in Gen.Int[0, 9]
        from rate in Gen.Int[5, 8]
        from header in Gen.Bool
        from crc in Gen.Bool
        from inverted in Gen.Bool
        from preamble in Gen.Int[6, 20]
        from sync in Gen.Byte
        from megahertz in Gen.Int[0, 3].Select(i => ((double[])[433.175, 868.1, 869.525, 915.0])[i])
        where (LoRaBandwidth.ChipNanoseconds(bandwidth) << sf) < 20_000_000
        select new LoRaSettings
        {
            FrequencyHz = (uint)(megahertz * 1e6),
            SpreadingFactor = (SpreadingFactor)sf,
            BandwidthHz = LoRaBandwidth.NominalHertz(bandwidth),
            CodingRate = (CodingRate)rate,
            ExplicitHeader = header && sf > 6,
            PayloadCrc = crc,
            InvertIq = inverted,
            PreambleSymbols = (ushort)preamble,
            SyncWord = sync,
        };

    private static (SimulatedTime Time, Air Air, List<AirOutcome> Outcomes) World(double lossDb, uint seed = 1)
    {
        var time = new SimulatedTime();
        var air = new Air(time, new UniformLoss(lossDb), new LinkModel(), seed);
        var outcomes = new List<AirOutcome>();
        air.FrameConcluded += (_, _, outcome) => outcomes.Add(outcome);
        return (time, air, outcomes);
    }

    [Fact]
    public void Any_frame_in_any_settings_arrives_identical_at_a_good_link()
    {
        Gen.Select(Settings, Gen.Byte.Array[1, 255]).Sample(
            (settings, payload) =>
            {
                settings.ImplicitLength = (byte)payload.Length;
                var (time, air, outcomes) = World(100);
                var a = new DrivenChip(air, settings);
                var b = new DrivenChip(air, settings);
                Assert.Equal((RadioStatus.Ok, RadioStatus.Ok), (a.Status, b.Status));
                Assert.True(b.Radio.Receive(time.NowMs));
                DrivenChip.RunMs(time, 5, a, b);
                Assert.True(a.Radio.Transmit(payload, 0, payload.Length, time.NowMs));
                int needMs = (int)(TimeOnAir.Microseconds(settings, payload.Length) / 1_000) + 10;
                DrivenChip.RunMs(time, needMs, a, b);
                Assert.Equal([AirOutcome.Received], outcomes);
                Assert.Equal([RadioEvent.TransmitDone], a.Events);
                Assert.Equal([RadioEvent.FrameReceived], b.Events);
                Assert.Equal(payload, Assert.Single(b.Received));
            },
            iter: 60);
    }

    [Fact]
    public void At_any_link_each_frame_arrives_identical_or_is_lost_for_a_stated_reason()
    {
        var (lost, arrived) = (0, 0);
        Gen.Select(Gen.Double[118, 145], Gen.UInt, Gen.Byte.Array[1, 255]).Sample(
            (lossDb, seed, payload) =>
            {
                var (time, air, outcomes) = World(lossDb, seed);
                var settings = new LoRaSettings { SpreadingFactor = SpreadingFactor.Sf7 };
                var a = new DrivenChip(air, settings);
                var b = new DrivenChip(air, settings);
                b.Radio.Receive(time.NowMs);
                DrivenChip.RunMs(time, 5, a, b);
                a.Radio.Transmit(payload, 0, payload.Length, time.NowMs);
                DrivenChip.RunMs(time, 300, a, b);

                if (b.Received.Count == 1)
                {
                    Assert.Equal(payload, b.Received[0]);
                    Assert.Equal([AirOutcome.Received], outcomes);
                    arrived++;
                    return;
                }

                // Below the sensitivity nobody could have heard it; else there is exactly one reason.
                double snrDb = 14 - lossDb - air.Model.NoiseFloorDbm(250_000);
                bool audible = snrDb >= air.Model.DemodulatorLimitDb(7);
                Assert.True(outcomes.Count == 1 || (outcomes.Count == 0 && !audible));
                Assert.DoesNotContain(AirOutcome.Received, outcomes);
                lost++;
            },
            iter: 150,
            threads: 1);
        Assert.True(lost > 20 && arrived > 20);
    }

    [Fact]
    public void Every_length_from_0_to_255_passes_through_two_chips()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        for (int length = 0; length <= 255; length++)
        {
            byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)((i * 31) + length))];
            bench.A.ClearFlags();
            bench.B.ClearFlags();
            bench.A.Send(payload);
            bench.RunMs(250);
            Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
            Assert.Equal(payload, bench.B.ReceivedPayload());
        }
    }

    [Fact]
    public void The_driver_measures_what_the_air_did()
    {
        var (time, air, _) = World(130);
        var a = new DrivenChip(air, new LoRaSettings());
        a.Chip.CrystalPpm = -5;
        var b = new DrivenChip(air, new LoRaSettings());
        b.Radio.Receive(time.NowMs);
        DrivenChip.RunMs(time, 5, a, b);
        a.Radio.Transmit([1, 2, 3], 0, 3, time.NowMs);
        DrivenChip.RunMs(time, 100, a, b);
        var frame = b.Radio.ReceivedFrame;
        Assert.Single(b.Received);
        Assert.InRange(frame.RssiDbm, -118, -114);
        Assert.InRange(frame.SnrQuarterDb, -10, -6);
        Assert.InRange(frame.FrequencyErrorHz, -4_360, -4_330);
    }

    [Fact]
    public void The_driver_detects_activity_and_times_out_as_the_chip_does()
    {
        var (time, air, _) = World(100);
        var a = new DrivenChip(air, new LoRaSettings());
        var b = new DrivenChip(air, new LoRaSettings());
        b.Radio.DetectActivity(time.NowMs);
        DrivenChip.RunMs(time, 30, a, b);
        a.Radio.Transmit(new byte[100], 0, 100, time.NowMs);
        DrivenChip.RunMs(time, 5, a, b);
        b.Radio.DetectActivity(time.NowMs);
        DrivenChip.RunMs(time, 500, a, b);
        b.Radio.ReceiveSingle(20, time.NowMs);
        DrivenChip.RunMs(time, 100, a, b);
        Assert.Equal([RadioEvent.ChannelClear, RadioEvent.ChannelBusy, RadioEvent.ReceiveTimeout], b.Events);
    }

    public static TheoryData<bool> BothSides() => [true, false];

    [Theory]
    [MemberData(nameof(BothSides))]
    public void A_chip_that_resets_at_any_moment_of_a_frame_is_set_up_again_and_traffic_flows_within_two_seconds(bool sender)
    {
        // 110 ms cover start, frame and end at the default settings.
        for (int resetUs = 0; resetUs < 110_000; resetUs += 1_500)
        {
            var (time, air, _) = World(100);
            var a = new DrivenChip(air, new LoRaSettings());
            var b = new DrivenChip(air, new LoRaSettings());
            b.Radio.Receive(time.NowMs);
            DrivenChip.RunMs(time, 5, a, b);
            time.Schedule(time.NowUs + resetUs, (sender ? a : b).Chip.BrownOut);
            a.Radio.Transmit(new byte[30], 0, 30, time.NowMs);
            DrivenChip.RunMs(time, 1_700, a, b);

            b.Received.Clear();
            Assert.True(a.Radio.Transmit([4, 5, 6], 0, 3, time.NowMs), $"reset after {resetUs} µs");
            DrivenChip.RunMs(time, 300, a, b);
            Assert.True(b.Received.Count == 1, $"reset after {resetUs} µs");
            Assert.Equal([4, 5, 6], b.Received[0]);
        }
    }

    [Fact]
    public void A_broken_bus_or_a_stuck_interrupt_does_not_stop_traffic_for_good()
    {
        foreach (var fault in (BusFault[])[BusFault.AllZeros, BusFault.AllOnes])
        {
            var (time, air, _) = World(100);
            var a = new DrivenChip(air, new LoRaSettings());
            var b = new DrivenChip(air, new LoRaSettings());
            b.Radio.Receive(time.NowMs);
            b.Bus.Fault = fault;
            DrivenChip.RunMs(time, 1_500, a, b);
            b.Bus.Fault = BusFault.None;
            DrivenChip.RunMs(time, 1_700, a, b);
            a.Radio.Transmit([7], 0, 1, time.NowMs);
            DrivenChip.RunMs(time, 300, a, b);
            Assert.Equal([7], Assert.Single(b.Received));
        }

        var (clock, ether, _) = World(100);
        var sender = new DrivenChip(ether, new LoRaSettings());
        var receiver = new DrivenChip(ether, new LoRaSettings());
        receiver.Pins.StuckInterrupt = false;
        receiver.Radio.Receive(clock.NowMs);
        DrivenChip.RunMs(clock, 5, sender, receiver);
        sender.Radio.Transmit([8], 0, 1, clock.NowMs);
        DrivenChip.RunMs(clock, 2_000, sender, receiver);
        Assert.Equal([8], Assert.Single(receiver.Received));
    }
}
