using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

/// <summary>What a node does that wanted the channel while it was in use.</summary>
public class ChannelTests
{
    // Twelve symbols of 2.048 ms and twice the turnaround of 12 ms.
    private const int SlotMs = 48;

    [Fact]
    public void Whoever_only_noticed_a_frame_waits_a_slot_after_it_for_those_who_read_it()
    {
        RelayEngine engine = BenchThatWantsToSend(out long nowMs);
        engine.OnChannelBusy(nowMs);
        nowMs = engine.NextDueMs;
        Assert.Equal(RelayAction.DetectActivity, engine.Next(nowMs));
        engine.OnChannelClear(nowMs + 5);
        Assert.Equal(RelayAction.None, engine.Next(nowMs + 5));
        Assert.InRange(engine.NextDueMs, nowMs + 5 + SlotMs, nowMs + 5 + (2 * SlotMs));

        nowMs = engine.NextDueMs;
        Assert.Equal(RelayAction.DetectActivity, engine.Next(nowMs));
        engine.OnChannelClear(nowMs + 5);
        Assert.Equal(RelayAction.Transmit, engine.Next(nowMs + 5));
    }

    [Fact]
    public void Whoever_found_the_channel_free_sends_at_once()
    {
        RelayEngine engine = BenchThatWantsToSend(out long nowMs);
        engine.OnChannelClear(nowMs);
        Assert.Equal(RelayAction.Transmit, engine.Next(nowMs));
    }

    [Fact]
    public void Frames_without_end_do_not_keep_a_node_from_sending()
    {
        var bench = new RelayBench();
        bench.Engine.Originate(FrameType.Message, new byte[20], 20, false, 600_000, bench.NowMs);
        long beganMs = bench.NowMs;
        for (uint i = 0; i < 200 && bench.Sent.Count == 0; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Message, (ushort)(300 + i), i, [1, 2, 3], (ushort)(300 + i), hops: 1));
            bench.Run(20);
        }

        Assert.NotEmpty(bench.Sent);
        Assert.InRange(bench.NowMs - beganMs, 1, 7_000);
    }

    [Fact]
    public void A_beacon_that_finds_the_channel_in_use_waits_for_the_wave_to_pass()
    {
        var bench = new RelayBench();
        bench.Engine.Probe(bench.NowMs);
        Assert.Equal(RelayAction.DetectActivity, bench.Engine.Next(bench.NowMs));
        bench.Engine.OnChannelBusy(bench.NowMs);
        Assert.InRange(bench.Engine.NextDueMs - bench.NowMs, 1_000, 5_000);
    }

    private static RelayEngine BenchThatWantsToSend(out long nowMs)
    {
        var bench = new RelayBench();
        bench.Engine.Originate(FrameType.Message, new byte[20], 20, false, 600_000, bench.NowMs);
        Assert.Equal(RelayAction.DetectActivity, bench.Engine.Next(bench.NowMs));
        nowMs = bench.NowMs + 5;
        return bench.Engine;
    }
}
