using System.Text;
using CsCheck;
using LoRaNode.Core.Primitives;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Settings;
using LoRaNode.Radio;
using LoRaNode.Radio.Regions;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Node.Tests.Application;

/// <summary>What a technician does at a node: settings, counts, live events, restarts.</summary>
public sealed class TechnicianTests
{
    [Fact]
    public void Settings_are_stored_and_hold_from_the_next_start_on()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        VirtualBoard board = bench.ProvisionedBoard("a", flash);
        NodeSettings settings = Settings();

        Assert.Equal(LinkStatus.Ok, Set(bench, board, settings).Status);
        board.PowerOff();
        VirtualBoard again = bench.Board(flash);

        NodeSettings stored = Get(bench, again);
        Assert.Equal(RadioBandId.Kazakhstan433, stored.Band);
        Assert.Equal(434_000_000u, stored.Radio.FrequencyHz);
        Assert.Equal("Төбе 12", Encoding.UTF8.GetString(stored.Name));
        Assert.Equal(434_000_000u, again.Chip.Station >= 0 ? again.Application.Settings.Radio.FrequencyHz : 0);
        Assert.Equal(RadioStatus.Ok, bench.Identify(again).Radio);
    }

    [Fact]
    public void A_wifi_password_is_kept_and_never_told()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();
        NodeSettings settings = Settings();
        settings.WifiName = "cafe"u8.ToArray();
        settings.WifiPassword = "correct horse"u8.ToArray();
        Assert.Equal(LinkStatus.Ok, Set(bench, board, settings).Status);

        byte[] told = bench.Request(board, LinkOperation.GetSettings).Body;
        Assert.True(told.AsSpan().IndexOf("correct horse"u8) < 0);
        Assert.Equal(LinkStatus.Ok, bench.Request(board, LinkOperation.SetSettings, told).Status);
        Assert.Equal("correct horse"u8.ToArray(), board.Application.Settings.WifiPassword);
    }

    [Theory]
    [InlineData(SettingsFault.Frequency)]
    [InlineData(SettingsFault.Power)]
    [InlineData(SettingsFault.Band)]
    [InlineData(SettingsFault.Bandwidth)]
    [InlineData(SettingsFault.SpreadingFactor)]
    [InlineData(SettingsFault.CodingRate)]
    [InlineData(SettingsFault.Board)]
    [InlineData(SettingsFault.Language)]
    [InlineData(SettingsFault.Name)]
    [InlineData(SettingsFault.Wifi)]
    [InlineData(SettingsFault.SerialPins)]
    public void Settings_against_the_rules_are_refused_with_their_fault_and_change_nothing(SettingsFault fault)
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();
        byte[] before = bench.Request(board, LinkOperation.GetSettings).Body;
        NodeSettings settings = Settings();
        switch (fault)
        {
            case SettingsFault.Frequency: settings.Radio.FrequencyHz = 434_774_000; break;
            case SettingsFault.Power: settings.Radio.PowerDbm = 9; break;
            case SettingsFault.Band: settings.Band = (RadioBandId)200; break;
            case SettingsFault.Bandwidth: settings.Radio.BandwidthHz = 100_000; break;
            case SettingsFault.SpreadingFactor: settings.Radio.SpreadingFactor = SpreadingFactor.Sf6; break;
            case SettingsFault.CodingRate: settings.Radio.CodingRate = (CodingRate)9; break;
            case SettingsFault.Board: settings.Board = "toaster"u8.ToArray(); break;
            case SettingsFault.Language: settings.Language = (LoRaNode.Node.Display.DisplayLanguage)3; break;
            case SettingsFault.Name: settings.Name = [0xC3, 0x28]; break;
            case SettingsFault.Wifi: settings.WifiPassword = "no name here"u8.ToArray(); break;
            default: settings.SerialReceivePin = 5; break;
        }

        (LinkStatus status, byte[] body) = Set(bench, board, settings);

        Assert.Equal(LinkStatus.Refused, status);
        Assert.Equal((byte)fault, Assert.Single(body));
        Assert.Equal(before, bench.Request(board, LinkOperation.GetSettings).Body);
    }

    [Fact]
    public void A_board_is_not_set_to_a_band_that_it_is_not_made_for()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();
        NodeSettings settings = Settings();
        settings.Board = "esp32-devkitc-rfm95w"u8.ToArray();

        Assert.Equal((byte)SettingsFault.Band, Assert.Single(Set(bench, board, settings).Body));
    }

    [Fact]
    public void Settings_of_any_bytes_are_taken_or_refused_and_never_break_the_node()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.Board();
        byte[] good = bench.Request(board, LinkOperation.GetSettings).Body;
        for (int cut = 0; cut < good.Length; cut++)
        {
            Assert.NotEqual(LinkStatus.Ok, bench.Request(board, LinkOperation.SetSettings, good[..cut]).Status);
        }

        Gen.Byte.Array[0, 200].Sample(bytes => bench.Request(board, LinkOperation.SetSettings, bytes), iter: 300, threads: 1);
        Assert.Equal(LinkStatus.Ok, bench.Request(board, LinkOperation.SetSettings, good).Status);
    }

    [Fact]
    public void Neighbours_are_told_with_how_well_they_are_heard()
    {
        using var bench = new Bench();
        VirtualBoard a = bench.ProvisionedBoard("a");
        VirtualBoard b = bench.ProvisionedBoard("b");
        bench.Run(60_000);

        byte[] body = bench.Request(a, LinkOperation.Neighbours, 0).Body;

        var neighbour = new NeighbourEntry();
        Assert.Equal(NeighbourEntry.Size, body.Length);
        neighbour.Read(body, 0);
        Assert.Equal(bench.Identify(b).Address, neighbour.Address);
        Assert.InRange(neighbour.SnrQuarterDb, 4, 200);
        Assert.InRange(neighbour.SilentSeconds, 0u, 60u);
        Assert.Empty(bench.Request(a, LinkOperation.Neighbours, 1).Body);
        NodeStatistics statistics = bench.Statistics(a);
        Assert.Equal(1, statistics.Neighbours);
        Assert.True(statistics.FramesReceived > 0 && statistics.FramesSent > 0);
    }

    [Fact]
    public void A_subscriber_is_told_of_texts_and_log_records_until_the_subscription_ends()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        var port = new Listener();
        var way = new LinkPort(board.Application.Link, port);
        board.Ports.Add(way);
        way.Request([(byte)LinkOperation.Subscribe, 1, 0, 5, 0, 0b110], 6, bench.Time.NowMs);
        byte[] alert = bench.Alert("Bridge closed");
        bench.SendAlert(board, alert);
        bench.Run(1_000);

        byte[][] events = [.. port.Messages.Where(m => m[0] == 0xFF)];
        Assert.Contains(events, e => e[3] == (byte)LinkEventKind.Text && e.AsSpan()[^alert.Length..].SequenceEqual(alert));
        Assert.Contains(events, e => e[3] == (byte)LinkEventKind.Log);
        Assert.Equal(Enumerable.Range(0, events.Length), events.Select(e => LittleEndian.Get16(e, 1)));

        bench.Run(10_000);
        port.Messages.Clear();
        bench.Request(board, LinkOperation.SendMessage, 0x80, (byte)'h', (byte)'i');
        bench.Run(1_000);
        Assert.Empty(port.Messages);
    }

    [Fact]
    public void The_log_streams_in_order_and_ends_with_an_empty_piece()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        for (int i = 0; i < 100; i++)
        {
            board.Application.Log.Write(LogCode.Relayed, i, i, 0);
        }

        var port = new Listener();
        var way = new LinkPort(board.Application.Link, port);
        board.Ports.Add(way);
        way.Request([(byte)LinkOperation.StreamLog, 1, 0, 0, 0, 0, 0, 50], 8, bench.Time.NowMs);
        board.Wake();
        bench.Run(1_000);

        uint next = 0;
        foreach (byte[] piece in port.Messages)
        {
            Assert.Equal(next, LittleEndian.Get32(piece, LinkMessage.ReplyHeader));
            for (int at = LinkMessage.ReplyHeader + 4; at < piece.Length; at += NodeLog.EntryHeader + piece[at + 4])
            {
                Assert.Equal(next++, LittleEndian.Get32(piece, at));
            }
        }

        Assert.Equal(board.Application.NextLogIndex, next);
        Assert.Equal(LinkMessage.ReplyHeader + 4, port.Messages[^1].Length);
        Assert.True(port.Messages.Count < 10);
    }

    [Fact]
    public void A_restart_over_the_link_is_counted_and_its_reason_logged()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        bench.Run(1_000);
        uint from = board.Application.NextLogIndex;

        Assert.Equal(LinkStatus.Ok, bench.Request(board, LinkOperation.Reboot).Status);
        bench.Run(1_000);

        Assert.Equal(2u, bench.Identify(board).Boots);
        Assert.True(bench.Identify(board).IsProvisioned);
        Assert.Equal([LogCode.Restarted, LogCode.Started], bench.Log(board, from).Select(r => r.Code));
        Assert.Equal((int)RestartReason.Requested, bench.Log(board, from)[0].A);
    }

    [Fact]
    public void Panic_over_the_link_leaves_a_node_as_new()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");

        Assert.Equal(LinkStatus.Ok, bench.Request(board, LinkOperation.Panic).Status);
        bench.Run(1_000);

        Assert.False(bench.Identify(board).IsProvisioned);
        Assert.Null(board.Application.Network);
    }

    [Fact]
    public void The_self_test_runs_beside_the_radio_and_reports_line_by_line()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        var lines = new List<string>();
        byte[] body = bench.Request(board, LinkOperation.SelfTest, SelfTestReport.Start).Body;
        do
        {
            bench.Run(100);
            body = bench.Request(board, LinkOperation.SelfTest, (byte)lines.Count).Body;
            lines.AddRange(Encoding.UTF8.GetString(body, SelfTestReport.HeadSize, body.Length - SelfTestReport.HeadSize).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        while (body[0] == 1);

        Assert.Equal("12 passed, 0 failed", lines[^1]);
        Assert.Equal(13, lines.Count);
    }

    private static NodeSettings Settings()
    {
        var settings = new NodeSettings { Band = RadioBandId.Kazakhstan433, Name = "Төбе 12"u8.ToArray() };
        settings.Radio.FrequencyHz = 434_000_000;
        settings.Radio.BandwidthHz = 125_000;
        settings.Radio.PowerDbm = 7;
        return settings;
    }

    private static (LinkStatus Status, byte[] Body) Set(Bench bench, VirtualBoard board, NodeSettings settings)
    {
        byte[] body = new byte[NodeSettings.MaxSize + 100];
        return bench.Request(board, LinkOperation.SetSettings, body[..settings.Write(body, 0, true)]);
    }

    private static NodeSettings Get(Bench bench, VirtualBoard board)
    {
        var settings = new NodeSettings();
        byte[] body = bench.Request(board, LinkOperation.GetSettings).Body;
        Assert.Equal(SettingsFault.None, settings.TryRead(body, 0, body.Length));
        return settings;
    }

    private sealed class Listener : ILinkMessages
    {
        public List<byte[]> Messages { get; } = [];

        public void Send(byte[] message, int length) => Messages.Add(message[..length]);
    }
}
