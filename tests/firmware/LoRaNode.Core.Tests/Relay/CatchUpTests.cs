using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

public class CatchUpTests
{
    private const ushort Neighbour = 20;
    private const ushort Other = 21;
    private const ushort Origin = 30;
    private const byte Page = LocalKind.Summary | LocalKind.PageFlag;
    private const byte AwayPage = Page | LocalKind.AwayFlag;
    private const int IdSize = 6;
    private const byte Keys = LocalKind.Request | LocalKind.WantFlag | LocalKind.KeysFlag;
    private uint _counter = 100;

    [Theory]
    [InlineData(2, Page, 2, 0)]
    [InlineData(2, AwayPage, 2, 0)]
    [InlineData(12, AwayPage, 0, 1)]
    [InlineData(12, Page, 0, 0)]
    public void A_page_with_a_few_gaps_is_answered_with_the_items_and_one_with_many_of_a_node_that_was_away_with_a_page(int items, byte kind, int repairs, int pages)
    {
        var bench = new RelayBench();
        for (uint i = 1; i <= items; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Message, Origin, i, [(byte)i], Neighbour));
            bench.Hear(RelayBench.Flood(FrameType.Message, Origin, i, [(byte)i], Other));
            bench.Run(500);
        }

        bench.Run(20_000);
        bench.Log.Clear();
        bench.Hear(Local(Neighbour, [kind, 0, 0, 0xFF, 0xFF]));
        bench.Run(6_000);
        Assert.Equal(repairs, bench.Log.Count(l => l.Purpose == TransmitPurpose.Repair));
        Assert.Equal(pages, bench.Log.Count(l => IsLocal(l.Frame, Page)));
    }

    [Fact]
    public void What_a_page_lists_is_asked_for_part_by_part_the_oldest_first_until_all_has_come()
    {
        var bench = new RelayBench();
        bench.Hear(Local(Neighbour, PageOf(30)));
        var asked = new List<uint>();
        for (int part = 0; part < 2; part++)
        {
            // The wave of what just came passes first.
            bench.Run(part == 0 ? 1_000 : 4_000);
            uint[] counters = Counters(Assert.Single(bench.Sent, f => IsLocal(f, LocalKind.Request | LocalKind.WantFlag)));
            asked.AddRange(counters);
            bench.Sent.Clear();
            foreach (uint counter in counters)
            {
                bench.Hear(RelayBench.Flood(FrameType.Alert, Origin, counter, [1], Neighbour, hops: 0));
                bench.Hear(RelayBench.Flood(FrameType.Alert, Origin, counter, [1], Other, hops: 0));
            }
        }

        Assert.Equal(Enumerable.Range(1, 30).Select(i => (uint)i), asked);
        bench.Run(60_000);
        Assert.DoesNotContain(bench.Sent, f => IsLocal(f, LocalKind.Request | LocalKind.WantFlag));
    }

    [Fact]
    public void A_request_of_which_nothing_comes_is_repeated_a_few_times_and_given_up()
    {
        var bench = new RelayBench();
        bench.Hear(Local(Neighbour, PageOf(3)));
        bench.Run(120_000);
        Assert.Equal(4, bench.Sent.Count(f => IsLocal(f, LocalKind.Request | LocalKind.WantFlag)));
    }

    [Fact]
    public void A_neighbour_that_holds_other_things_for_long_is_told_all_though_another_agrees()
    {
        var bench = new RelayBench();
        bench.Hear(RelayBench.Flood(FrameType.Message, Origin, 1, [1], Neighbour, hops: 0));
        bench.Run(10_000);
        bench.Hear(Beacon(Neighbour, 0xBEEF));
        bench.Run(10_000);
        bench.Hear(Beacon(Neighbour, 0xBEEF));
        bench.Run(290_000);

        // A difference of seconds at the edge of an age is not one; a neighbour that agrees says nothing about the other.
        Assert.DoesNotContain(bench.Sent, f => IsLocal(f, Page));
        bench.Engine.Probe(bench.NowMs);
        bench.Run(500);
        byte[] own = bench.Sent.Last(f => IsLocal(f, LocalKind.Beacon));
        bench.Hear(Beacon(Other, (ushort)(own[FrameHeader.Size + 5] | (own[FrameHeader.Size + 6] << 8))));
        bench.Hear(Beacon(Neighbour, 0xBEEF));
        bench.Run(5_000);
        Assert.Single(bench.Sent, f => IsLocal(f, Page));
    }

    [Fact]
    public void What_was_dropped_for_want_of_room_is_not_asked_for_again_and_again()
    {
        var bench = new RelayBench(adjust: o => o.StoreFrames = 16);
        byte[] first = RelayBench.Flood(FrameType.Alert, Origin, 1, [1], Neighbour, hops: 0);
        bench.Hear(first);

        // More than the store and the memory of what is gone hold.
        for (uint i = 2; i < 120; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Alert, Origin, i, [1], Neighbour, hops: 0));
            bench.Run(100);
        }

        bench.Run(60_000);
        bench.Sent.Clear();
        bench.Hear(Local(Neighbour, Recent(first)));
        bench.Run(1_000);
        Assert.Single(bench.Sent, f => IsLocal(f, Keys));
        bench.Hear(first);
        for (int i = 0; i < 5; i++)
        {
            bench.Hear(Local(Neighbour, Recent(first)));
            bench.Run(20_000);
        }

        Assert.Single(bench.Sent, f => IsLocal(f, Keys));
    }

    [Fact]
    public void A_node_that_is_back_asks_again_when_one_neighbour_has_sent_what_it_had()
    {
        var bench = new RelayBench();
        bench.Run(60_000);
        bench.Engine.OnWake(bench.NowMs);

        // Told three times, as nobody answers.
        bench.Run(100_000);
        Assert.Equal(3, bench.Sent.Count(f => IsLocal(f, AwayPage)));
        bench.Hear(Local(Neighbour, PageOf(3)));
        bench.Run(1_500);
        for (uint i = 1; i <= 3; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Alert, Origin, i, [1], Neighbour, hops: 0));
        }

        bench.Run(15_000);
        Assert.Equal(4, bench.Sent.Count(f => IsLocal(f, AwayPage)));
    }

    [Fact]
    public void Repairs_do_not_make_the_air_look_full()
    {
        var bench = new RelayBench();
        bench.Hear(RelayBench.Flood(FrameType.Message, Origin, 1, [1, 2, 3], Neighbour));
        bench.Hear(RelayBench.Flood(FrameType.Message, Origin, 1, [1, 2, 3], Other));
        bench.Run(120_000);
        bench.Hear(Local(Neighbour, [LocalKind.Summary, 100, 0, 0]));
        bench.Run(5_000);
        Assert.Single(bench.Log, l => l.Purpose == TransmitPurpose.Repair);
        bench.Run(30_000);

        // In a full air nobody asks after a damaged frame.
        bench.Engine.OnFrameDamaged(100, 40, bench.NowMs);
        bench.Run(3_000);
        Assert.Contains(bench.Sent, f => IsLocal(f, LocalKind.Request));
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(100, true)]
    public void A_damaged_frame_much_shorter_than_all_items_is_no_reason_to_ask(int length, bool isAsked)
    {
        var bench = new RelayBench();
        bench.Hear(RelayBench.Flood(FrameType.Message, Origin, 1, new byte[100], Neighbour, hops: 0));
        bench.Run(20_000);
        bench.Engine.OnFrameDamaged(length, 40, bench.NowMs);
        bench.Run(3_000);
        Assert.Equal(isAsked, bench.Sent.Any(f => IsLocal(f, LocalKind.Request)));
    }

    private static byte[] PageOf(int items)
    {
        var payload = new List<byte> { Page, 0, 0, 0xFF, 0xFF };
        for (uint i = 0; i < items; i++)
        {
            // In an order that is not theirs.
            uint counter = ((i * 7) % (uint)items) + 1;
            payload.AddRange([(byte)Origin, 0]);
            payload.AddRange(BitConverter.GetBytes((counter << 3) | (uint)FrameType.Alert));
        }

        return [.. payload];
    }

    private byte[] Recent(byte[] item)
    {
        // The salt is the number of the frame that the keys are in: the next.
        ushort key = RelayEngine.Key(RelayEngine.Hash(FrameHeader.Type(item), FrameHeader.Origin(item), FrameHeader.Counter(item)), (byte)(_counter + 1));
        return [LocalKind.Summary, 10, 0, 0, (byte)key, (byte)(key >> 8)];
    }

    private static uint[] Counters(byte[] request)
    {
        const int start = FrameHeader.Size + 5;
        int count = (request.Length - FrameHeader.TagSize - start) / IdSize;
        return [.. Enumerable.Range(0, count).Select(i => BitConverter.ToUInt32(request, start + (i * IdSize) + 2) >> 3)];
    }

    private static bool IsLocal(byte[] frame, int kind) =>
        FrameHeader.Type(frame) == FrameType.Beacon && (kind == LocalKind.Beacon ? (frame[FrameHeader.Size] & LocalKind.Mask) == kind : frame[FrameHeader.Size] == kind);

    private byte[] Beacon(ushort from, ushort held) => Local(from, [LocalKind.Beacon, 1, 1, 0, 0, (byte)held, (byte)(held >> 8)]);

    private byte[] Local(ushort from, byte[] payload)
    {
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, FrameType.Beacon, 0, 0, from, from, ++_counter);
        payload.CopyTo(frame, FrameHeader.Size);
        return frame[..RelayBench.Cipher.Seal(frame, payload.Length)];
    }
}
