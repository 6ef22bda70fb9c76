using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

/// <summary>Frames for the neighbours that may be recordings: what they make a node send is bounded, unless their sender shows that it is there.</summary>
public class StrangerTests
{
    private const byte EmptyPage = 0x21;
    private const byte WantById = 0x41;
    private const int Items = 20;

    [Fact]
    public void However_many_recorded_summaries_of_strangers_come_the_node_sends_no_more_than_the_allowance()
    {
        RelayBench bench = BenchWithItems();
        int before = Repairs(bench) + Summaries(bench);
        for (uint i = 0; i < 200; i++)
        {
            bench.Hear(Local((ushort)(500 + i), 70 + i, [EmptyPage, 0, 0, 0xFF, 0xFF]));
            bench.Run(1_000);
        }

        int caused = Repairs(bench) + Summaries(bench) - before;
        int refilled = 200_000 / StrangerAllowance.RefillMs;
        Assert.InRange(caused, 1, StrangerAllowance.Burst + refilled + 1);
    }

    [Fact]
    public void A_request_that_echoes_a_number_of_this_session_is_answered_when_the_allowance_is_used_up()
    {
        RelayBench bench = BenchWithItems();
        Exhaust(bench);
        int before = Repairs(bench);
        bench.Hear(Want(77, 5, echo: LastLocalCounter(bench)));
        bench.Run(20_000);
        Assert.Equal(Items, Repairs(bench) - before);
    }

    [Fact]
    public void A_request_that_echoes_a_number_of_an_earlier_session_is_not()
    {
        RelayBench bench = BenchWithItems();
        Exhaust(bench);
        int before = Repairs(bench);
        bench.Hear(Want(77, 5, echo: (ushort)(LastLocalCounter(bench) + 300)));
        bench.Run(20_000);
        Assert.Equal(0, Repairs(bench) - before);
    }

    [Fact]
    public void A_copy_of_a_frame_from_before_the_restart_is_not_relayed_again()
    {
        var bench = new RelayBench();
        byte[] frame = RelayBench.Flood(FrameType.Message, 7, 1, [1, 2, 3], 7);
        Assert.True(bench.Engine.Restore(frame, frame.Length, bench.NowMs + 3_600_000, bench.NowMs));
        bench.Hear(frame);
        bench.Run(30_000);
        Assert.DoesNotContain(bench.Sent, f => FrameHeader.Type(f) == FrameType.Message);
    }

    private static RelayBench BenchWithItems()
    {
        var bench = new RelayBench(dutyPerMille: 1000);
        for (uint i = 1; i <= Items; i++)
        {
            bench.Hear(RelayBench.Flood(FrameType.Message, 7, i, [1, 2, (byte)i], 7));
            bench.Run(2_000);
        }

        bench.Run(900_000);
        return bench;
    }

    private static void Exhaust(RelayBench bench)
    {
        for (uint i = 0; i < 30; i++)
        {
            bench.Hear(Local((ushort)(500 + i), 70 + i, [EmptyPage, 0, 0, 0xFF, 0xFF]));
            bench.Run(200);
        }

        bench.Run(60_000);
    }

    private static byte[] Want(ushort from, uint counter, ushort echo)
    {
        var payload = new List<byte> { WantById, 10, 0, (byte)echo, (byte)(echo >> 8) };
        for (uint i = 1; i <= Items; i++)
        {
            payload.AddRange([7, 0]);
            payload.AddRange(BitConverter.GetBytes((i << 3) | (uint)FrameType.Message));
        }

        return Local(from, counter, [.. payload]);
    }

    private static byte[] Local(ushort from, uint counter, byte[] payload)
    {
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, FrameType.Beacon, 0, 0, from, from, counter);
        payload.CopyTo(frame, FrameHeader.Size);
        return frame[..RelayBench.Cipher.Seal(frame, payload.Length)];
    }

    private static ushort LastLocalCounter(RelayBench bench) => (ushort)FrameHeader.Counter(bench.Sent.Last(f => FrameHeader.Type(f) == FrameType.Beacon));

    private static int Repairs(RelayBench bench) => bench.Log.Count(l => l.Purpose == TransmitPurpose.Repair);

    private static int Summaries(RelayBench bench) => bench.Log.Count(l => l.Purpose == TransmitPurpose.Control);
}
