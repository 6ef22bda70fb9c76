using CsCheck;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Application;

public sealed class NodeApplicationTests
{
    [Fact]
    public void An_alert_and_a_message_that_are_given_again_in_turn_are_both_known_and_sent_once()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        byte[] alert = bench.Alert("Bridge closed");
        byte[] message = [1, 2, 3, 4, 0x80, (byte)'h', (byte)'i'];
        (LinkStatus Status, byte[] Body) first = bench.SendAlert(board, alert);
        (LinkStatus Status, byte[] Body) second = bench.Request(board, LinkOperation.SendMessageOnce, message);

        Assert.Equal((LinkStatus.Ok, LinkStatus.Ok), (first.Status, second.Status));
        (LinkStatus status, byte[] body) = bench.SendAlert(board, alert);
        Assert.Equal((first.Status, Convert.ToHexString(first.Body)), (status, Convert.ToHexString(body)));
        (status, body) = bench.Request(board, LinkOperation.SendMessageOnce, message);
        Assert.Equal((second.Status, Convert.ToHexString(second.Body)), (status, Convert.ToHexString(body)));
        Assert.Equal(2, bench.Shown(board).Count);
    }

    [Fact]
    public void A_node_that_was_restarted_knows_its_neighbours_again_within_two_minutes_also_where_little_is_said()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.ProvisionedBoard("a", flash);
        for (int i = 0; i < 4; i++)
        {
            bench.ProvisionedBoard($"n{i}");
        }

        bench.Run(2_400_000);
        Assert.Equal(4, board.Application.Network!.Engine.NeighbourCount);
        board.PowerOff();
        board.PowerOn();
        bench.Run(120_000);

        Assert.Equal(4, board.Application.Network!.Engine.NeighbourCount);
    }

    [Fact]
    public void An_alert_given_to_one_board_is_shown_by_the_other()
    {
        using var bench = new Bench();
        VirtualBoard sender = bench.ProvisionedBoard("a");
        VirtualBoard receiver = bench.ProvisionedBoard("b");
        bench.Run(1_000);
        byte[] alert = bench.Alert("Bridge closed");

        Assert.Equal(LinkStatus.Ok, bench.SendAlert(sender, alert).Status);
        bench.Run(10_000);

        Assert.Equal(alert, Assert.Single(bench.Shown(sender)));
        Assert.Equal(alert, Assert.Single(bench.Shown(receiver)));
    }

    [Fact]
    public void A_forged_alert_is_refused_at_the_cable_and_never_sent()
    {
        using var bench = new Bench();
        VirtualBoard sender = bench.ProvisionedBoard("a");
        VirtualBoard receiver = bench.ProvisionedBoard("b");
        byte[] alert = bench.Alert("Curfew cancelled");
        alert[10] ^= 1;

        (LinkStatus status, byte[] body) = bench.SendAlert(sender, alert);
        bench.Run(10_000);

        Assert.Equal(LinkStatus.Refused, status);
        Assert.Equal((byte)TrustReason.BadSignature, Assert.Single(body));
        Assert.Empty(bench.Shown(sender));
        Assert.Empty(bench.Shown(receiver));
    }

    [Fact]
    public void A_message_reaches_the_group()
    {
        using var bench = new Bench();
        VirtualBoard sender = bench.ProvisionedBoard("a");
        VirtualBoard receiver = bench.ProvisionedBoard("b");
        bench.Run(1_000);

        Assert.Equal(LinkStatus.Ok, bench.Request(sender, LinkOperation.SendMessage, 0x80, (byte)'h', (byte)'i').Status);
        bench.Run(10_000);

        Assert.Equal([0x80, (byte)'h', (byte)'i'], Assert.Single(bench.Shown(receiver)));
    }

    [Fact]
    public void A_board_of_another_community_shows_nothing()
    {
        using var bench = new Bench();
        using var others = new Bench();
        VirtualBoard sender = bench.ProvisionedBoard("a");
        VirtualBoard stranger = bench.Board();
        ushort address = others.Community.AddNode("stranger").Address;
        Assert.Equal(LinkStatus.Ok, bench.Provision(stranger, others.Community.IssueCredentials(address, Bench.Now)));

        Assert.Equal(LinkStatus.Ok, bench.SendAlert(sender, bench.Alert("For us alone")).Status);
        bench.Run(10_000);

        Assert.Empty(bench.Shown(stranger));
    }

    [Fact]
    public void A_board_without_credentials_answers_and_takes_no_alert()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();

        NodeIdentification identification = bench.Identify(board);

        Assert.False(identification.IsProvisioned);
        Assert.Equal(LoRaNode.Radio.RadioStatus.Ok, identification.Radio);
        Assert.Equal(1u, identification.Boots);
        Assert.Equal(LinkStatus.NotProvisioned, bench.Request(board, LinkOperation.SendAlert, bench.Alert("x")).Status);
    }

    [Fact]
    public void Credentials_are_taken_whole_or_not_at_all()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();
        byte[] credentials = bench.Community.IssueCredentials(bench.Community.AddNode("a").Address, Bench.Now);
        Gen.Int[0, credentials.Length - 1].Sample(
            at =>
            {
                byte[] damaged = (byte[])credentials.Clone();
                damaged[at] ^= 0x10;
                Assert.Equal(LinkStatus.Malformed, bench.Provision(board, damaged));
                Assert.False(bench.Identify(board).IsProvisioned);
            },
            threads: 1,
            iter: 40);

        Assert.Equal(LinkStatus.Ok, bench.Provision(board, credentials));
        Assert.True(bench.Identify(board).IsProvisioned);
        Assert.Equal(LinkStatus.AlreadyProvisioned, bench.Provision(board, credentials));
    }

    [Fact]
    public void Credentials_survive_a_reboot_and_the_boots_are_counted()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        ushort address = bench.Identify(bench.ProvisionedBoard("a", flash)).Address;

        NodeIdentification again = bench.Identify(bench.Board(flash));

        Assert.True(again.IsProvisioned);
        Assert.Equal(address, again.Address);
        Assert.Equal(2u, again.Boots);
    }

    [Fact]
    public void An_erased_board_is_as_new_and_its_flash_holds_no_key()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.Board(flash);
        byte[] credentials = bench.Community.IssueCredentials(bench.Community.AddNode("a").Address, Bench.Now);
        bench.Provision(board, credentials);
        var secrets = new NodeCredentials();
        Assert.True(secrets.TryRead(credentials, credentials.Length));
        Assert.Contains(Files(flash), file => Holds(file, secrets.LinkKey));

        Assert.Equal(LinkStatus.Ok, bench.Erase(board));

        Assert.False(bench.Identify(board).IsProvisioned);
        Assert.DoesNotContain(Files(flash), file => Holds(file, secrets.LinkKey) || Holds(file, secrets.LogKey) || Holds(file, secrets.RootKey));
        Assert.Equal(LinkStatus.Ok, bench.Provision(board, bench.Community.IssueCredentials(bench.Community.AddNode("b").Address, Bench.Now)));
    }

    private static bool Holds(byte[] file, byte[] secret) => file.AsSpan().IndexOf(secret.AsSpan(0, 16)) >= 0;

    private static List<byte[]> Files(MemoryVolume flash)
    {
        var files = new List<byte[]>();
        foreach (string name in flash.List())
        {
            byte[] content = new byte[flash.Length(name)];
            flash.Read(name, 0, content, 0, content.Length);
            files.Add(content);
        }

        return files;
    }
}
