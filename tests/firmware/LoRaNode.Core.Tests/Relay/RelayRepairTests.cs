using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

public class RelayRepairTests
{
    private const ushort Neighbour = 20;

    [Fact]
    public void A_node_that_lacks_what_a_hint_names_asks_for_it_within_a_second()
    {
        var bench = new RelayBench();
        bench.Hear(Hint(counter: 7, hash: 0x12345678));
        bench.Run(600);
        byte[] request = Assert.Single(bench.Sent, f => KindOf(f) == LocalKind.Request);
        Assert.Equal(LocalKind.Request | LocalKind.WantFlag | LocalKind.KeysFlag, request[FrameHeader.Size]);
        Assert.Equal(Neighbour, request[FrameHeader.Size + 1]);

        // Salt of the hint, then the key as the hint named it.
        Assert.Equal(7, request[FrameHeader.Size + 5]);
        ushort key = RelayEngine.Key(0x12345678, 7);
        Assert.Equal([(byte)key, (byte)(key >> 8)], request[(FrameHeader.Size + 6)..(FrameHeader.Size + 8)]);
    }

    [Fact]
    public void A_hint_that_names_what_is_held_is_not_answered()
    {
        var bench = new RelayBench();
        bench.Hear(RelayBench.Flood(FrameType.Message, 30, 5, [1, 2, 3], Neighbour));
        bench.Run(3_000);
        bench.Sent.Clear();
        bench.Hear(Hint(counter: 9, hash: RelayEngine.Hash(FrameType.Message, 30, 5)));
        bench.Run(3_000);
        Assert.DoesNotContain(bench.Sent, f => KindOf(f) == LocalKind.Request);
    }

    [Fact]
    public void Two_items_that_share_a_key_under_one_salt_do_not_under_the_next()
    {
        uint first = RelayEngine.Hash(FrameType.Message, 30, 1);
        int pairs = 0;
        for (uint counter = 2; counter < 2_000_000 && pairs < 20; counter++)
        {
            uint other = RelayEngine.Hash(FrameType.Message, 30, counter);
            if (RelayEngine.Key(first, 0) == RelayEngine.Key(other, 0))
            {
                pairs++;
                int shared = Enumerable.Range(1, 16).Count(salt => RelayEngine.Key(first, (byte)salt) == RelayEngine.Key(other, (byte)salt));
                Assert.InRange(shared, 0, 3);
            }
        }

        Assert.Equal(20, pairs);
    }

    [Fact]
    public void A_prompt_relay_is_missed_soon_and_one_that_varies_is_given_time()
    {
        var delays = new RelayDelays(1);
        delays.Reset(0);
        int before = delays.PatienceMs(0);
        for (int i = 0; i < 40; i++)
        {
            delays.Note(0, 16);
        }

        Assert.InRange(delays.PatienceMs(0), 16, 400);
        Assert.True(delays.PatienceMs(0) < before);
        for (int i = 0; i < 40; i++)
        {
            delays.Note(0, i % 2 == 0 ? 16 : 700);
        }

        Assert.InRange(delays.PatienceMs(0), 700, 2_500);
    }

    [Theory]
    [InlineData(0, 0, 60)]
    [InlineData(30, 240, 360)]
    [InlineData(60, 520, 680)]
    public void The_share_of_lost_frames_is_read_off_the_counters(int lossPercent, int least, int most)
    {
        var loss = new LinkLoss();
        var random = new Random(1);
        ushort before = 0;
        for (uint counter = 1; counter < 2_000; counter++)
        {
            if (random.Next(100) >= lossPercent)
            {
                loss.Note(before, counter);
                before = (ushort)counter;
            }
        }

        Assert.InRange(loss.PerMille, least, most);
    }

    [Fact]
    public void A_restart_of_a_neighbour_or_a_long_silence_is_no_loss()
    {
        var loss = new LinkLoss();
        loss.Note(0, 1);
        loss.Note(1, 4_000);
        loss.Note(4_000, 3);
        loss.Note(3, 3);
        Assert.Equal(0, loss.PerMille);
    }

    private static int KindOf(byte[] frame) => FrameHeader.Type(frame) == FrameType.Beacon ? frame[FrameHeader.Size] & LocalKind.Mask : -1;

    private static byte[] Hint(uint counter, uint hash)
    {
        ushort key = RelayEngine.Key(hash, (byte)counter);
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, FrameType.Beacon, 0, 0, Neighbour, Neighbour, counter);
        frame[FrameHeader.Size] = LocalKind.Hint;
        frame[FrameHeader.Size + 1] = (byte)key;
        frame[FrameHeader.Size + 2] = (byte)(key >> 8);
        return frame[..RelayBench.Cipher.Seal(frame, 3)];
    }
}
