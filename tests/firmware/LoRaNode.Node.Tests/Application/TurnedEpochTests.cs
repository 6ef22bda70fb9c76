using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Application;

/// <summary>Alerts outlive the key under which they came; messages go with it.</summary>
public sealed class TurnedEpochTests
{
    private const int GraceMinutes = 5;
    private const long MinuteMs = 60_000;

    private static readonly byte[] Message = [0x80, (byte)'h', (byte)'i'];

    [Fact]
    public void An_alert_stays_and_a_message_goes_when_the_key_is_erased()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        byte[] alert = SendAlert(bench, board, "Bridge closed");
        Assert.Equal(LinkStatus.Ok, bench.Request(board, LinkOperation.SendMessage, Message).Status);

        Turn(bench, board);

        Assert.Equal(alert, Assert.Single(bench.Shown(board)));
    }

    [Fact]
    public void Alerts_are_shown_again_when_a_node_restarts_after_the_turn()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.ProvisionedBoard("a", flash);
        byte[] alert = SendAlert(bench, board, "Bridge closed");
        Turn(bench, board);
        board.PowerOff();

        VirtualBoard again = bench.Board(flash);
        bench.Run(10_000);

        Assert.Equal(alert, Assert.Single(bench.Shown(again)));
    }

    [Fact]
    public void Who_comes_after_the_turn_gets_what_was_sent_before_it()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        byte[] alert = SendAlert(bench, board, "Bridge closed");
        Turn(bench, board);

        VirtualBoard late = bench.ProvisionedBoard("b");
        bench.Run(30 * MinuteMs);

        Assert.Equal(alert, Assert.Single(bench.Shown(late)));
    }

    [Fact]
    public void Two_turns_in_one_minute_lose_no_alert()
    {
        using var bench = new Bench();
        VirtualBoard first = bench.ProvisionedBoard("a");
        VirtualBoard second = bench.ProvisionedBoard("b");
        bench.Run(5_000);
        byte[] alert = SendAlert(bench, first, "Bridge closed");
        bench.Run(10_000);
        EpochTurn waiting = bench.Community.TurnEpoch([], Bench.Now.AddMinutes(30), TimeSpan.FromMinutes(GraceMinutes));
        EpochTurn atOnce = bench.Community.TurnEpoch([], grace: TimeSpan.FromMinutes(GraceMinutes));
        foreach (EpochTurn turn in new[] { waiting, atOnce })
        {
            Assert.Equal(LinkStatus.Pending, bench.Request(first, LinkOperation.SendTrust, Assert.Single(turn.Statements)).Status);
            bench.Run(5_000);
        }

        bench.Run(20 * MinuteMs);

        foreach (VirtualBoard board in new[] { first, second })
        {
            Assert.Equal(atOnce.Epoch, board.Application.Network.Trust.Keys.Epoch);
            Assert.Equal(alert, Assert.Single(bench.Shown(board)));
        }
    }

    [Fact]
    public void A_power_cut_at_any_write_of_the_turn_loses_no_alert_and_leaves_no_old_key()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.ProvisionedBoard("a", flash);
        string[] alerts = [.. new[] { "Bridge closed", "Curfew", "Water" }.Select(text => Convert.ToHexString(SendAlert(bench, board, text))).Order()];
        byte[] oldKey = NetworkKeyOf(board);
        var left = new List<MemoryVolume>();
        flash.Observer = (name, stays, added) =>
        {
            left.Add(flash.CloneWith(name, added is null ? null : [.. stays, .. added[..(added.Length / 2)]]));
            left.Add(flash.CloneWith(name, added is null ? null : [.. stays, .. added]));
        };
        byte[] statement = Turn(bench, board);
        flash.Observer = null;

        Assert.InRange(left.Count, 12, 2_000);
        Assert.Contains(left, volume => Holds(volume, oldKey));
        foreach (MemoryVolume volume in left)
        {
            using var after = new Bench(bench);
            VirtualBoard again = after.Board(volume);
            after.Run(10_000);
            after.Request(again, LinkOperation.SendTrust, statement);
            after.Run((GraceMinutes + 1) * MinuteMs);
            Assert.Equal(alerts, after.Shown(again).Select(Convert.ToHexString).Order());
            Assert.Equal(1, again.Application.Network.Trust.Keys.Epoch);
            Assert.False(Holds(volume, oldKey), "the old key is on the medium");
        }
    }

    private static byte[] SendAlert(Bench bench, VirtualBoard board, string text)
    {
        byte[] alert = bench.Alert(text);
        Assert.Equal(LinkStatus.Ok, bench.SendAlert(board, alert).Status);
        return alert;
    }

    /// <summary>The key turns, its grace goes by, and the old one is erased. Returns the root's statement.</summary>
    private static byte[] Turn(Bench bench, VirtualBoard board)
    {
        byte[] statement = Assert.Single(bench.Community.TurnEpoch([], grace: TimeSpan.FromMinutes(GraceMinutes)).Statements);
        Assert.Equal(LinkStatus.Pending, bench.Request(board, LinkOperation.SendTrust, statement).Status);
        bench.Run((GraceMinutes + 1) * MinuteMs);
        Assert.Equal(1, board.Application.Network.Trust.Keys.Epoch);
        return statement;
    }

    private static byte[] NetworkKeyOf(VirtualBoard board)
    {
        byte[] stored = new byte[NetworkKeys.MaxStored];
        board.Application.Network.Trust.Keys.Save(stored);
        return stored[13..29];
    }

    private static bool Holds(MemoryVolume volume, byte[] key) => volume.List().Any(name =>
    {
        byte[] content = new byte[volume.Length(name)];
        volume.Read(name, 0, content, 0, content.Length);
        return content.AsSpan().IndexOf(key) >= 0;
    });
}
