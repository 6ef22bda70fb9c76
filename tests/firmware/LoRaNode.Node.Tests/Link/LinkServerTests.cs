using CsCheck;
using LoRaNode.Node.Link;
using LoRaNode.Node.Tests.Application;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Node.Tests.Link;

public sealed class LinkServerTests
{
    [Fact]
    public void Any_bytes_get_a_reply_or_silence_and_never_harm()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        Gen.Byte.Array[0, 1200].Sample(
            bytes =>
            {
                // Erasing is a rightful request, but it would end the test.
                if (bytes.Length == 0 || (bytes[0] != (byte)LinkOperation.FactoryErase && bytes[0] != (byte)LinkOperation.Panic))
                {
                    byte[] reply = board.Request(bytes);
                    Assert.True(reply.Length is 0 or (>= LinkMessage.ReplyHeader and <= LinkMessage.MaxLength));
                }
            },
            threads: 1);

        Assert.True(bench.Identify(board).IsProvisioned);
    }

    [Fact]
    public void An_unknown_operation_is_named_as_such()
    {
        using var bench = new Bench();

        Assert.Equal(LinkStatus.UnknownOperation, bench.Request(bench.Board(), (LinkOperation)0x7E).Status);
    }

    [Fact]
    public void A_repeated_request_gets_the_same_reply_and_does_nothing_twice()
    {
        using var bench = new Bench();
        VirtualBoard sender = bench.ProvisionedBoard("a");
        VirtualBoard receiver = bench.ProvisionedBoard("b");
        bench.Run(1_000);
        byte[] request = [(byte)LinkOperation.SendMessage, 9, 9, 0x80, (byte)'x'];

        byte[] first = board(request);
        byte[] second = board(request);
        bench.Run(10_000);

        Assert.Equal(first, second);
        Assert.Single(bench.Shown(sender));
        Assert.Single(bench.Shown(receiver));

        byte[] board(byte[] bytes) => sender.Request(bytes);
    }

    [Fact]
    public void The_log_is_read_in_order_from_any_number_and_to_its_end()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();
        uint next = bench.Identify(board).NextLogIndex;

        byte[] all = bench.Request(board, LinkOperation.ReadLog, 0, 0, 0, 0).Body;
        byte[] after = bench.Request(board, LinkOperation.ReadLog, (byte)next, 0, 0, 0).Body;

        Assert.NotEmpty(all);
        Assert.Empty(after);
    }
}
