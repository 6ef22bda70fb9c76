using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Tests;

public class AirTests
{
    private const long SymbolUs = 512; // SF 7, 250 kHz
    private const int Bytes = 40;

    // Chips 0 and 2 send, 1 receives; the losses to 1 are given. Returns what 1 has of the two frames.
    private static (Bench Bench, AirOutcome First, AirOutcome Second) Collide(double firstLossDb, double secondLossDb, double delaySymbols, int secondSf = 7)
    {
        var losses = new LossMatrix(3);
        losses.Set(0, 1, firstLossDb);
        losses.Set(2, 1, secondLossDb);
        var bench = new Bench(3, losses);
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.Chips[2].StartLoRa(sf: secondSf);
        bench.RunMs(2);
        bench.A.Send(new byte[Bytes]);
        bench.RunUs((long)(delaySymbols * SymbolUs));
        bench.Chips[2].Send(new byte[Bytes]);
        bench.RunMs(3_000);
        return (bench, Of(bench, 0), Of(bench, 1));
    }

    private static AirOutcome Of(Bench bench, long frame) => bench.Outcomes.Single(o => o.Frame == frame && o.Station == 1).Outcome;

    [Fact]
    public void The_stronger_of_two_simultaneous_frames_is_received()
    {
        Assert.Equal(AirOutcome.Received, Collide(100, 110, 0).First);
        Assert.Equal(AirOutcome.Received, Collide(110, 100, 0).Second);
    }

    [Fact]
    public void Two_equally_strong_simultaneous_frames_destroy_each_other()
    {
        var (bench, first, second) = Collide(100, 100, 0);
        Assert.Equal(AirOutcome.Interference, first);
        Assert.Equal(AirOutcome.Interference, second);
        Assert.Equal(LoRaInterrupts.None, bench.B.Flags);
    }

    [Fact]
    public void A_stronger_frame_that_comes_before_the_last_preamble_symbols_of_the_first_wins()
    {
        var (bench, first, second) = Collide(110, 100, 2);
        Assert.Equal(AirOutcome.Interference, first);
        Assert.Equal(AirOutcome.Received, second);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader, bench.B.Flags);
    }

    [Fact]
    public void A_stronger_frame_that_comes_during_the_payload_destroys_the_first_and_is_not_heard_itself()
    {
        var (bench, first, second) = Collide(110, 100, 30);
        Assert.Equal(AirOutcome.PayloadLost, first);
        Assert.Equal(AirOutcome.Busy, second);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader | LoRaInterrupts.PayloadCrcError, bench.B.Flags);
    }

    [Fact]
    public void A_weaker_frame_that_comes_during_the_payload_changes_nothing()
    {
        var (_, first, second) = Collide(100, 110, 30);
        Assert.Equal(AirOutcome.Received, first);
        Assert.Equal(AirOutcome.Busy, second);
    }

    [Fact]
    public void After_a_header_that_a_collision_destroyed_the_receiver_finds_the_next_preamble()
    {
        // The second starts in the first one's header, so its own deciding symbols come after the first was given up.
        var (_, first, second) = Collide(110, 100, 18);
        Assert.Equal(AirOutcome.HeaderLost, first);
        Assert.Equal(AirOutcome.Received, second);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(-4, true)]
    [InlineData(-13, false)]
    public void A_frame_of_another_spreading_factor_disturbs_only_when_it_is_much_stronger(double sirDb, bool received)
    {
        Assert.Equal(received, Collide(110, 110 + sirDb, 0, secondSf: 9).First == AirOutcome.Received);
    }

    [Fact]
    public void A_sender_does_not_hear_what_comes_meanwhile()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa();
        bench.RunMs(1);
        bench.A.Send(new byte[10]);
        bench.RunUs(3 * SymbolUs);
        bench.B.Send(new byte[10]);
        bench.RunMs(300);
        Assert.Equal([(0L, 1, AirOutcome.Sending), (1L, 0, AirOutcome.Sending)], bench.Outcomes);
    }

    [Fact]
    public void A_receiver_that_comes_after_the_deciding_symbols_began_misses_the_frame()
    {
        foreach (var (lateUs, expected) in ((long, AirOutcome)[])[(-200, AirOutcome.Received), (200, AirOutcome.NotListening)])
        {
            var bench = new Bench();
            bench.A.StartLoRa();
            bench.B.StartLoRa();
            bench.RunMs(1);
            AirFrame? frame = null;
            bench.Air.FrameStarted += f => frame = f;
            bench.A.Send(new byte[10]);
            bench.RunUs(115);
            long readyUs = frame!.LockStartUs + lateUs;
            bench.Time.RunUntil(readyUs - 131);
            bench.B.Listen();
            bench.RunMs(300);
            Assert.Equal(expected, Assert.Single(bench.Outcomes).Outcome);
        }
    }

    [Fact]
    public void A_chip_that_is_added_while_a_frame_is_on_its_way_hears_the_next_one()
    {
        var bench = new Bench(1);
        bench.A.StartLoRa();
        bench.RunMs(1);
        bench.A.Send(new byte[50]);
        bench.RunMs(1);
        var late = new Probe(bench.Air);
        late.StartLoRa().Listen();
        bench.RunMs(200);
        Assert.Equal(LoRaInterrupts.None, late.Flags);
        Assert.Equal(0x10, late.Read(Register.ModemStat));
        bench.A.Send([1, 2]);
        bench.RunMs(200);
        Assert.Equal([1, 2], late.ReceivedPayload());
    }

    [Fact]
    public void A_sender_that_is_stopped_leaves_a_damaged_frame_and_no_TxDone()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        bench.A.Send(new byte[100]);
        bench.RunMs(60);
        bench.A.Write(Register.OpMode, Probe.Standby);
        bench.RunMs(300);
        Assert.Equal(LoRaInterrupts.None, bench.A.Flags);
        Assert.Equal(LoRaInterrupts.RxDone | LoRaInterrupts.ValidHeader | LoRaInterrupts.PayloadCrcError, bench.B.Flags);
        Assert.Equal(AirOutcome.SenderStopped, Assert.Single(bench.Outcomes).Outcome);
    }

    [Fact]
    public void A_receiver_that_is_stopped_loses_the_frame()
    {
        var bench = new Bench();
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        bench.RunMs(1);
        bench.A.Send(new byte[100]);
        bench.RunMs(60);
        bench.B.Write(Register.OpMode, Probe.Standby);
        bench.RunMs(300);
        Assert.Equal(LoRaInterrupts.ValidHeader, bench.B.Flags);
        Assert.Equal(AirOutcome.ReceiverStopped, Assert.Single(bench.Outcomes).Outcome);
    }

    [Fact]
    public void Near_the_limit_the_share_of_frames_that_arrive_follows_the_curve_of_the_link()
    {
        var model = new LinkModel();
        double noiseDbm = model.NoiseFloorDbm(250_000);
        foreach (double marginDb in (double[])[-1.5, -0.5, 1])
        {
            // 13.2 dBm sent.
            double snrDb = model.DemodulatorLimitDb(7) + marginDb;
            var bench = new Bench(2, 13.2 - (noiseDbm + snrDb));
            bench.A.StartLoRa();
            bench.B.StartLoRa().Listen();
            bench.RunMs(2);
            AirFrame? frame = null;
            bench.Air.FrameStarted += f => frame = f;
            const int count = 400;
            for (int i = 0; i < count; i++)
            {
                bench.A.Send(new byte[20]);
                bench.RunMs(60);
            }

            double expected = model.FrameProbability(snrDb, frame!.Wave);
            double share = bench.Outcomes.Count(o => o.Outcome == AirOutcome.Received) / (double)count;
            double tolerance = 4 * Math.Sqrt(Math.Max(expected * (1 - expected), 0.001) / count);
            Assert.InRange(share, expected - tolerance, expected + tolerance);
        }
    }

    [Fact]
    public void Activity_detection_takes_the_time_of_the_datasheet_and_says_clear_in_silence()
    {
        var bench = new Bench(1);
        var probe = bench.A.StartLoRa(sf: 9);
        bench.RunMs(1);
        probe.Write(Register.DioMapping1, 0x80);
        long fromUs = bench.Time.NowUs;
        long doneUs = 0;
        probe.Chip.PinChanged += (dio, level) => doneUs = dio == 0 && level ? bench.Time.NowUs : doneUs;
        probe.Write(Register.OpMode, Probe.Detect);
        bench.RunMs(50);

        // Start-up, (2^SF + 32) / BW, SF 2^SF / 1.75 MHz.
        Assert.Equal(60 + 71 + ((512 + 32) * 4) + (9 * 512 * 100 / 175), doneUs - fromUs);
        Assert.Equal(LoRaInterrupts.CadDone, probe.Flags);
        Assert.Equal(DeviceMode.Standby, probe.Chip.Mode);
    }

    [Theory]
    [InlineData(100, 3, true)] // strong, in the preamble
    [InlineData(100, 40, true)] // strong, in the payload
    [InlineData(142, 3, false)] // far below the noise
    public void Activity_detection_finds_what_is_strong_enough(double lossDb, int afterSymbols, bool found)
    {
        var bench = new Bench(lossDb: lossDb);
        bench.A.StartLoRa();
        bench.B.StartLoRa();
        bench.RunMs(1);
        bench.A.Send(new byte[60]);
        bench.RunUs(115 + (afterSymbols * SymbolUs));
        bench.B.Write(Register.OpMode, Probe.Detect);
        bench.RunMs(10);
        Assert.Equal(found ? LoRaInterrupts.CadDone | LoRaInterrupts.CadDetected : LoRaInterrupts.CadDone, bench.B.Flags);
    }

    [Fact]
    public void Activity_detection_is_less_sure_near_the_limit_and_least_in_the_payload()
    {
        var model = new LinkModel();
        double preamble = Share(afterSymbols: 3);
        double payload = Share(afterSymbols: 40);
        Assert.InRange(preamble, 0.85, 1);
        Assert.True(payload < preamble - 0.1);
        Assert.True(payload > 0.05);

        double Share(int afterSymbols)
        {
            double snrDb = model.DemodulatorLimitDb(7) - 2.5;
            var bench = new Bench(2, 13.2 - (model.NoiseFloorDbm(250_000) + snrDb));
            bench.A.StartLoRa();
            bench.B.StartLoRa();
            bench.RunMs(1);
            int found = 0;
            for (int i = 0; i < 200; i++)
            {
                bench.B.ClearFlags();
                bench.A.Send(new byte[60]);
                bench.RunUs(115 + (afterSymbols * SymbolUs));
                bench.B.Write(Register.OpMode, Probe.Detect);
                bench.RunMs(100);
                found += bench.B.Flags.HasFlag(LoRaInterrupts.CadDetected) ? 1 : 0;
            }

            return found / 200.0;
        }
    }

    [Fact]
    public void A_jammer_silences_a_link_while_it_is_on_and_only_in_its_band()
    {
        var losses = new LossMatrix(3);
        losses.Set(0, 1, 110);
        losses.Set(2, 1, 90);
        var bench = new Bench(2, losses);
        int place = bench.Air.Attach(null);
        bench.Air.Add(new Jammer(place, 869.525e6, 250e3, 20, FromUs: 1_000_000, UntilUs: 2_000_000));
        bench.Air.Add(new Jammer(place, 868.1e6, 125e3, 30));
        bench.A.StartLoRa();
        bench.B.StartLoRa().Listen();
        for (int i = 0; i < 3; i++)
        {
            bench.Time.RunUntil((i * 1_000_000) + 100_000);
            bench.A.Send([1, 2, 3]);
        }

        bench.RunMs(900);
        Assert.Equal([AirOutcome.Received, AirOutcome.Interference, AirOutcome.Received], bench.Outcomes.Select(o => o.Outcome));
    }

    [Fact]
    public void A_busy_city_repeats_exactly_with_the_same_seed_and_not_with_another()
    {
        var first = Chatter(seed: 5);
        Assert.Equal(first, Chatter(seed: 5));
        Assert.NotEqual(first, Chatter(seed: 6));
        Assert.True(first.Select(o => o.Outcome).Distinct().Count() >= 4);

        static List<(long, int, AirOutcome Outcome)> Chatter(uint seed)
        {
            var losses = new LossMatrix(12);
            for (int i = 0; i < 12; i++)
            {
                for (int k = 0; k < i; k++)
                {
                    losses.Set(i, k, 118 + (20 * LinkDraw.Uniform(1, i, k, 0)));
                }
            }

            var bench = new Bench(12, losses, seed);
            bench.Air.FadingSigmaDb = 2;
            foreach (var chip in bench.Chips)
            {
                chip.StartLoRa().Listen();
            }

            for (int i = 0; i < 200; i++)
            {
                var chip = bench.Chips[i * 7 % 12];
                chip.Send(new byte[10 + (i % 30)]);
                bench.RunMs(20 + (i % 7));
                chip.Listen();
            }

            return bench.Outcomes;
        }
    }
}
