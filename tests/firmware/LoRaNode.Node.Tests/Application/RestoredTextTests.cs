using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Application;

/// <summary>What a node showed and kept for others outlives a restart; nothing is shown whose signature was not checked anew.</summary>
public sealed class RestoredTextTests
{
    private static readonly byte[] Message = [0x80, (byte)'h', (byte)'i'];

    [Fact]
    public void Texts_are_shown_again_after_a_restart()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.ProvisionedBoard("a", flash);
        byte[] alert = bench.Alert("Bridge closed");
        Assert.Equal(LinkStatus.Ok, bench.SendAlert(board, alert).Status);
        Assert.Equal(LinkStatus.Ok, bench.Request(board, LinkOperation.SendMessage, Message).Status);
        board.PowerOff();

        VirtualBoard again = bench.Board(flash);
        bench.Run(10_000);

        Assert.Equal([alert, Message], bench.Shown(again).Order(ByLength));
    }

    [Fact]
    public void A_late_joiner_gets_what_was_sent_before_its_neighbour_restarted()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard sender = bench.ProvisionedBoard("a", flash);
        byte[] alert = bench.Alert("Bridge closed");
        Assert.Equal(LinkStatus.Ok, bench.SendAlert(sender, alert).Status);
        bench.Run(5_000);
        sender.PowerOff();

        bench.Board(flash);
        VirtualBoard late = bench.ProvisionedBoard("b");
        bench.Run(30 * 60_000);

        Assert.Equal(alert, Assert.Single(bench.Shown(late)));
    }

    [Fact]
    public void A_stored_alert_whose_signature_is_false_is_not_shown()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.ProvisionedBoard("a", flash);
        byte[] forged = bench.Alert("Curfew cancelled");
        forged[^1] ^= 1;
        Store(board, flash, FrameType.Alert, forged);

        VirtualBoard again = bench.Board(flash);
        bench.Run(10_000);

        Assert.Empty(bench.Shown(again));
        Assert.Equal(0, new FrameArchive(new MemoryStorage(flash), 0).Count);
    }

    [Fact]
    public void An_alert_that_was_replaced_does_not_come_back()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.ProvisionedBoard("a", flash);
        byte[] first = bench.Alert("Bridge closed");
        Assert.Equal(LinkStatus.Ok, bench.SendAlert(board, first).Status);
        byte[] second = bench.Replacement("Bridge open", first);
        Assert.Equal(LinkStatus.Ok, bench.SendAlert(board, second).Status);
        Assert.Equal(second, Assert.Single(bench.Shown(board)));
        board.PowerOff();

        VirtualBoard again = bench.Board(flash);
        bench.Run(10_000);

        Assert.Equal(second, Assert.Single(bench.Shown(again)));
    }

    private static readonly Comparer<byte[]> ByLength = Comparer<byte[]>.Create((a, b) => b.Length.CompareTo(a.Length));

    /// <summary>Puts a frame of the network among those that the board keeps, as somebody with the network key and the flash could.</summary>
    private static void Store(VirtualBoard board, MemoryVolume flash, FrameType type, byte[] item)
    {
        byte[] frame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(frame, type, board.Application.Network!.Trust.Keys.Epoch, 7, 77, 77, 1);
        item.CopyTo(frame, FrameHeader.Size + 1);
        int length = board.Application.Network.Trust.Keys.Seal(frame, item.Length + 1);
        uint nowS = board.Application.Network.Trust.Time.Seconds(0);
        Assert.True(new FrameArchive(new MemoryStorage(flash), nowS).Add(frame, length, nowS + 3600, nowS));
    }
}
