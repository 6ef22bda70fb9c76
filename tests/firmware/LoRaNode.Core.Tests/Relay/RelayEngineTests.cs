using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

public class RelayEngineTests
{
    private static readonly byte[] Text = [1, 2, 3, 4, 5];

    [Fact]
    public void A_node_that_knows_nobody_relays_a_message_once_after_a_contention_wait()
    {
        var bench = new RelayBench();
        bench.Hear(RelayBench.Flood(FrameType.Message, 7, 1, Text, 7));
        bench.Run(60_000);
        byte[] relayed = Assert.Single(bench.Log, l => l.Purpose == TransmitPurpose.Item).Frame;
        Assert.Equal(7, FrameHeader.Origin(relayed));
        Assert.Equal(10, FrameHeader.Transmitter(relayed));
        Assert.Equal(30, FrameHeader.HopsLeft(relayed));
        Assert.Equal(Text, Assert.Single(bench.Judged).Payload);
    }

    [Fact]
    public void A_refused_item_is_never_relayed_and_judged_once()
    {
        var bench = new RelayBench { Verdict = FrameVerdict.Refuse };
        bench.Hear(RelayBench.Flood(FrameType.Message, 7, 1, Text, 7));
        bench.Hear(RelayBench.Flood(FrameType.Message, 7, 1, Text, 8));
        bench.Hear(RelayBench.Flood(FrameType.Alert, 7, 1, Text, 8));
        bench.Run(60_000);
        Assert.DoesNotContain(bench.Sent, f => FrameHeader.Type(f) is FrameType.Message or FrameType.Alert);
        Assert.Single(bench.Judged, j => j.Type == FrameType.Message);
    }

    [Fact]
    public void A_pending_alert_is_relayed_only_after_its_verdict()
    {
        var bench = new RelayBench { Verdict = FrameVerdict.Pending };
        bench.Hear(RelayBench.Flood(FrameType.Alert, 7, 1, Text, 7));
        bench.Run(5_000);
        Assert.DoesNotContain(bench.Sent, f => FrameHeader.Type(f) == FrameType.Alert);
        bench.Engine.Resolve(bench.Judged[0].Handle, FrameVerdict.Accept, bench.NowMs);
        bench.Run(5_000);
        Assert.Single(bench.Sent, f => FrameHeader.Type(f) == FrameType.Alert);
    }

    [Fact]
    public void A_frame_without_hops_left_goes_on_with_all_hops_after_a_wait_and_only_once()
    {
        var bench = new RelayBench();
        long heardMs = bench.NowMs;
        byte[] frame = RelayBench.Flood(FrameType.Message, 7, 1, Text, 7, hops: 0);
        bench.Hear(frame);
        bench.Run(20_000);
        bench.Hear(frame);
        bench.Run(20_000);
        Assert.Single(bench.Judged);
        Assert.DoesNotContain(bench.Log, l => l.Purpose == TransmitPurpose.Item);
        var (onward, _, atMs) = Assert.Single(bench.Log, l => l.Purpose == TransmitPurpose.Repair);
        Assert.Equal(FrameHeader.MaxHops, FrameHeader.HopsLeft(onward));
        Assert.InRange(atMs - heardMs, 400, 5_000);
    }

    [Fact]
    public void A_frame_without_hops_left_of_which_another_copy_is_heard_goes_no_further()
    {
        var bench = new RelayBench();
        byte[] frame = RelayBench.Flood(FrameType.Message, 7, 1, Text, 7, hops: 0);
        bench.Hear(frame);
        bench.Run(100);
        bench.Hear(RelayBench.Flood(FrameType.Message, 7, 1, Text, 8, hops: 5));
        bench.Run(20_000);
        Assert.DoesNotContain(bench.Log, l => l.Purpose is TransmitPurpose.Item or TransmitPurpose.Repair);
    }

    [Fact]
    public void An_alert_goes_before_a_message_that_came_earlier()
    {
        var bench = new RelayBench();
        bench.Engine.Originate(FrameType.Message, Text, 5, false, 60_000, bench.NowMs);
        bench.Engine.Originate(FrameType.Alert, Text, 5, false, 60_000, bench.NowMs);
        bench.Run(3_000);
        var items = bench.Log.Where(l => l.Purpose == TransmitPurpose.Item).ToList();
        Assert.Equal(FrameType.Alert, FrameHeader.Type(items[0].Frame));
        Assert.Equal(FrameType.Message, FrameHeader.Type(items[1].Frame));
    }

    [Theory]
    [InlineData(FrameType.Message, 1_000)]
    [InlineData(FrameType.Message, 2_000)]
    [InlineData(FrameType.Message, RelayEngine.MaxItemPayload)]
    public void A_long_item_arrives_whole_whatever_the_order_of_its_fragments(FrameType type, int length)
    {
        var sender = new RelayBench(20, 1000, o =>
        {
            o.StoreBytes = 32_768;
        });
        var receiver = new RelayBench(21, 1000, o =>
        {
            o.StoreBytes = 32_768;
        });
        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);
        Assert.True(sender.Engine.Originate(type, payload, length, false, 3_600_000, sender.NowMs) >= 0);
        sender.Run(30_000);
        var frames = sender.Log.Where(l => l.Purpose == TransmitPurpose.Item).Select(l => l.Frame).Reverse().ToList();
        Assert.True(frames.Count > 1);
        foreach (byte[] frame in frames)
        {
            receiver.Hear(frame);
        }

        Assert.Equal(payload, Assert.Single(receiver.Judged).Payload);
    }

    [Theory]
    [InlineData(FrameType.Alert)]
    [InlineData(FrameType.Trust)]
    public void A_signed_item_is_one_frame_and_a_part_of_one_is_refused(FrameType type)
    {
        var bench = new RelayBench();
        byte[] payload = new byte[2_000];
        Assert.Equal(-1, bench.Engine.Originate(type, payload, payload.Length, false, 3_600_000, bench.NowMs));
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, type, 0, 31, 7, 7, 1);

        // Fragmented; the first of two.
        frame[FrameHeader.Size] = 0x40;
        frame[FrameHeader.Size + 1] = 0x10;
        bench.Hear(frame[..RelayBench.Cipher.Seal(frame, 40)]);
        bench.Run(30_000);
        Assert.Empty(bench.Judged);
        Assert.DoesNotContain(bench.Sent, f => FrameHeader.Type(f) == type);
    }

    [Fact]
    public void A_unicast_item_is_acknowledged_and_ends_as_delivered()
    {
        var sender = new RelayBench(30);
        var receiver = new RelayBench(31);
        int handle = sender.Engine.OriginateUnicast(31, Text, 5, 600_000, sender.NowMs);
        sender.Run(2_000, f => receiver.Hear(f));
        Assert.Equal(Text, Assert.Single(receiver.Judged).Payload);
        receiver.Run(5_000, f => sender.Hear(f));
        Assert.Equal((handle, true), Assert.Single(sender.UnicastEnds));
    }

    [Fact]
    public void A_unicast_item_that_nobody_acknowledges_is_retried_and_given_up()
    {
        var sender = new RelayBench(30);
        int handle = sender.Engine.OriginateUnicast(31, Text, 5, 120_000, sender.NowMs);
        sender.Run(400_000);
        Assert.Equal((handle, false), Assert.Single(sender.UnicastEnds));
        Assert.InRange(sender.Sent.Count(f => FrameHeader.Type(f) == FrameType.Unicast), 2, 8);
    }

    [Fact]
    public void A_node_that_wakes_gets_what_its_neighbour_holds()
    {
        var keeper = new RelayBench(40, 1000);
        for (uint i = 0; i < 10; i++)
        {
            keeper.Hear(RelayBench.Flood(FrameType.Alert, 7, i, [(byte)i], 7));
        }

        keeper.Run(60_000);
        var sleeper = new RelayBench(41, 1000);
        sleeper.Run(60_000);
        sleeper.Engine.OnWake(sleeper.NowMs);
        for (int i = 0; i < 3; i++)
        {
            sleeper.Run(5_000, f => keeper.Hear(f));
            keeper.Run(20_000, f => sleeper.Hear(f));
        }

        Assert.Equal(10, sleeper.Judged.Count);
    }

    [Fact]
    public void A_restored_frame_is_offered_again_but_not_sent_of_itself()
    {
        var bench = new RelayBench();
        Assert.True(bench.Engine.Restore(RelayBench.Flood(FrameType.Alert, 7, 1, Text, 7), 24, 3_600_000, bench.NowMs));
        bench.Run(30_000);
        Assert.DoesNotContain(bench.Log, l => l.Purpose is TransmitPurpose.Item or TransmitPurpose.Repair);
    }

    [Fact]
    public void Any_bytes_and_events_keep_the_promises_of_the_engine()
    {
        // Any input: no exception, no item relayed twice on the fast path, the airtime account within its limit, no loop that spins.
        Gen.Select(Gen.Int[0, 9], Gen.Byte.Array[0, 60], Gen.UShort, Gen.Int[0, 40_000]).Array[1, 300].Sample(
            steps =>
            {
                var bench = new RelayBench(10, 10);
                foreach (var (kind, bytes, number, wait) in steps)
                {
                    Apply(bench, kind, bytes, number);
                    bench.Run(wait / 20);
                }

                bench.Run(600_000);
                var relayed = bench.Log.Where(l => l.Purpose == TransmitPurpose.Item)
                    .GroupBy(l => (FrameHeader.Type(l.Frame), FrameHeader.Origin(l.Frame), FrameHeader.Counter(l.Frame)));
                Assert.All(relayed.Where(g => g.Key.Item1 is FrameType.Alert or FrameType.Message or FrameType.Trust), g => Assert.Single(g));
                Assert.InRange(bench.Engine.Budget.UsedMs(bench.NowMs), 0, bench.Engine.Budget.LimitMs);
                Assert.InRange(bench.Engine.NeighbourCount, 0, 64);
                Assert.InRange(bench.MostIdleAsks, 0, 3);
            },
            iter: 150);
    }

    [Fact]
    public void A_node_whose_airtime_is_used_up_does_not_spin_over_what_it_may_not_send()
    {
        var bench = new RelayBench(10, 10);
        bench.Run(60_000);
        bench.Engine.Budget.Spend(bench.Engine.Budget.LimitMs, bench.NowMs);
        bench.Hear(RelayBench.Flood(FrameType.Message, 7, 1, Text, 7));
        bench.Run(10_000);
        bench.Engine.OnFrameDamaged(100, 40, bench.NowMs);
        bench.Run(600_000);
        Assert.DoesNotContain(bench.Log, l => l.AtMs > 61_000);
        Assert.InRange(bench.MostIdleAsks, 0, 3);
    }

    private static void Apply(RelayBench bench, int kind, byte[] bytes, ushort number)
    {
        ushort origin = (ushort)(number | 1);
        switch (kind)
        {
            case 0:
                bench.Hear(bytes);
                break;
            case 1:
            case 2:
                bench.Hear(RelayBench.Flood(FrameType.Message, (ushort)(100 + (number % 5)), number, bytes, (ushort)(50 + (number % 100))), number % 90);
                break;
            case 3:
                bench.Verdict = (FrameVerdict)(number % 3);
                bench.Hear(RelayBench.Flood(FrameType.Alert, origin, number, bytes, (ushort)(50 + (number % 100))));
                break;
            case 4:
            case 5:
                // Authentic local frames with arbitrary content: lying neighbours.
                byte[] frame = new byte[FrameHeader.MaxFrame];
                FrameHeader.Write(frame, FrameType.Beacon, 0, 0, origin, origin, number);
                bytes.CopyTo(frame, FrameHeader.Size);
                int length = RelayBench.Cipher.Seal(frame, bytes.Length);
                bench.Hear(frame[..length], number % 100);
                break;
            case 6:
                bench.Engine.OnFrameDamaged(number % 256, number % 80, bench.NowMs);
                break;
            case 7:
                if (bench.Judged.Count > 0)
                {
                    bench.Engine.Resolve(bench.Judged[number % bench.Judged.Count].Handle, (FrameVerdict)(number % 3), bench.NowMs);
                }

                break;
            case 8:
                bench.Engine.Originate(FrameType.Message, bytes, bytes.Length, number % 2 == 0, 60_000, bench.NowMs);
                break;
            default:
                bench.Engine.OnWake(bench.NowMs);
                break;
        }
    }
}
