using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

public class PressureTests
{
    private const ushort Neighbour = 20;
    private const int Messages = 6;

    [Theory]
    [InlineData(5_000, 1, 3)]
    [InlineData(60_000, Messages, Messages)]
    public void Messages_wait_while_alerts_follow_one_another_closely_and_none_waits_for_ever(int gapMs, int least, int most)
    {
        var bench = new RelayBench();
        for (ushort i = 0; i < 30; i++)
        {
            // Thirty neighbours, for whom a message is one of many.
            bench.Hear(RelayBench.Flood(FrameType.Message, (ushort)(100 + i), 1, [1], (ushort)(100 + i), hops: 0));
            bench.Hear(RelayBench.Flood(FrameType.Message, (ushort)(100 + i), 1, [1], Neighbour, hops: 0));
        }

        bench.Run(600_000);
        for (uint i = 1; i <= 8; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Alert, 30, i, [1], Neighbour));
            bench.Run(gapMs);
        }

        bench.Log.Clear();
        for (uint i = 1; i <= Messages; i++)
        {
            bench.Engine.Originate(FrameType.Message, [1, 2, 3], 3, false, 3_600_000, bench.NowMs);
        }

        for (uint i = 9; i <= 16; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Alert, 30, i, [1], Neighbour));
            bench.Run(gapMs);
        }

        Assert.InRange(Sent(bench), least, most);
        bench.Run(200_000);
        Assert.Equal(Messages, Sent(bench));
        Assert.Equal(8, bench.Log.Count(l => FrameHeader.Type(l.Frame) == FrameType.Alert && l.Purpose == TransmitPurpose.Item));
    }

    [Fact]
    public void A_store_full_of_alerts_still_passes_messages()
    {
        var bench = new RelayBench(adjust: o => o.StoreFrames = 16);
        for (uint i = 1; i <= 20; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Alert, 30, i, [1], Neighbour));
            bench.Run(60_000);
        }

        bench.Judged.Clear();
        for (uint i = 1; i <= 5; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Message, 31, i, [1], Neighbour));
        }

        Assert.Equal(5, bench.Judged.Count);
        Assert.Equal((14, 2), (Held(bench, FrameType.Alert, 30), Held(bench, FrameType.Message, 31)));

        // More alerts leave them their place, for a message has to wait longer to be relayed.
        for (uint i = 21; i <= 40; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Alert, 30, i, [1], Neighbour));
            bench.Run(1_000);
        }

        Assert.Equal((14, 2), (Held(bench, FrameType.Alert, 30), Held(bench, FrameType.Message, 31)));
    }

    private static int Held(RelayBench bench, FrameType type, ushort origin) =>
        Enumerable.Range(1, 40).Count(i => bench.Engine.CopyFrame(type, origin, (uint)i, new byte[255]) > 0);

    private static int Sent(RelayBench bench) => bench.Log.Count(l => FrameHeader.Type(l.Frame) == FrameType.Message && l.Purpose == TransmitPurpose.Item);
}
