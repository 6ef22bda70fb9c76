using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Text;
using LoRaNode.Host.Keys;
using LoRaNode.Node.Display;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Power;
using LoRaNode.Node.Tests.Application;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Node.Tests.EventLoop;

/// <summary>The whole node as the device's program runs it: loop, panel, button, battery, radio and restart, on simulated time.</summary>
public sealed class WholeNodeTests
{
    private const int HoldMs = NodeButton.HoldMs + NodeButton.CountdownMs;

    [Fact]
    public void An_alert_from_the_air_comes_up_on_a_dark_panel_and_long_messages_outlive_a_restart()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        using var board = ProvisionedBoard(bench, flash);
        VirtualBoard neighbour = bench.ProvisionedBoard("neighbour");
        board.Run(NodeScreen.SleepMs + 5_000);
        Assert.Null(board.Panel);

        const string text = "Су тасқыны: көпірден өтпеңіздер, жоғары көшеге шығыңыздар.";
        Assert.Equal(LinkStatus.Ok, SendAlert(bench, board, neighbour, text).Status);
        board.Run(10_000);

        Assert.NotNull(board.Panel);
        Assert.Equal(DisplayPage.Alert, board.Screen.Page);
        Assert.Equal(text, new string(board.Screen.State.Text));
        Assert.Equal("Medics", board.Screen.State.AlertIssuer);

        // Longer than a frame: its fragments come, are kept, and are put together again after the restart.
        string words = string.Concat(Enumerable.Range(0, 160).Select(i => $"{i} жиырма "));
        byte[] message = [0x00, .. Encode(words[..900])];
        Assert.True(message.Length > 250, $"{message.Length} bytes are one frame");
        bench.Request(neighbour, LinkOperation.SendMessage, message);
        board.Run(120_000);
        Assert.Equal(2, board.Application.Network!.Board.Count);

        board.Start(new MemoryStorage(flash));
        board.Run(20_000);
        Assert.Equal(2, board.Application.Network!.Board.Count);
        Assert.Equal(text, new string(board.Screen.State.Text));
        Press(board);
        board.Run(3_000);
        Assert.Equal(DisplayPage.Messages, board.Screen.Page);
        Assert.Equal(words[..900], new string(board.Screen.State.Text));
    }

    [Fact]
    public void Holding_the_button_to_the_end_erases_the_keys_at_once_and_restarts_an_empty_node()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        using var board = ProvisionedBoard(bench, flash);
        byte[] linkKey = (byte[])board.Application.Identity.LinkKey.Clone();
        Assert.True(IsOn(flash, linkKey));

        board.IsPressed = true;
        board.Run(HoldMs - 500);
        Assert.NotNull(board.Application.Identity);
        board.IsPressed = false;
        board.Run(2_000);
        Assert.NotNull(board.Application.Identity);

        board.IsPressed = true;
        for (int waitedMs = 0; !board.Application.IsErasing && waitedMs < HoldMs + 1_000; waitedMs += 20)
        {
            board.Run(20);
        }

        Assert.True(board.Application.IsErasing);
        Assert.Null(board.Application.Identity);
        Assert.False(IsOn(flash, linkKey));
        Assert.Equal(LinkStatus.Busy, board.Request(LinkOperation.Provision, [1, 0, 0, 0, 1]));

        board.Run(30_000);
        Assert.Equal(RestartReason.Erased, board.Loop.Restart);
        board.Start(new MemoryStorage(flash));
        board.Run(1_000);
        Assert.Null(board.Application.Identity);
        Assert.False(board.Screen.State.IsProvisioned);
    }

    [Fact]
    public async Task A_loop_that_hangs_in_a_link_is_restarted_and_the_log_says_where_it_hung()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        using var board = ProvisionedBoard(bench, flash);
        using var release = new ManualResetEventSlim();
        board.Parts.Links = [new HangingLink(release)];
        board.Run(1_000);
        Assert.False(board.Heartbeat.IsStuck());

        // The board's own supervisor is a thread that looks every five seconds.
        HangingLink.Begin(board.Parts.Links[0]);
        Task loop = Task.Run(() => board.Loop.Pass(bench.Time.NowMs), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => board.Heartbeat.Stage == LoopStage.Link, TimeSpan.FromMinutes(3)), "the loop does not come to its links");
        int looks = 0;
        while (!board.Heartbeat.IsStuck())
        {
            Assert.True(++looks < 20, "a loop that does not come round is not noticed");
        }

        Assert.Equal(LoopStage.Link, board.Heartbeat.Stage);
        ((IRestartNote)board).Write(RestartReason.Stuck, board.Heartbeat.Stage);
        release.Set();
        await loop;

        uint before = board.Application.Log.NextIndex;
        board.Start(new MemoryStorage(flash));
        LogRecord record = Records(bench, board, before).First(r => r.Code == LogCode.Restarted);
        Assert.Equal(((int)RestartReason.Stuck, (int)LoopStage.Link), (record.A, record.B));
    }

    [Fact]
    public void A_weak_battery_limits_the_transmitter_and_an_empty_one_writes_nothing_and_sleeps()
    {
        using var bench = new Bench();
        var flash = new MemoryVolume();
        using var board = ProvisionedBoard(bench, flash);
        VirtualBoard neighbour = bench.ProvisionedBoard("neighbour");
        var powers = new List<double>();
        bench.Air.FrameStarted += frame =>
        {
            if (frame.Station == board.Station)
            {
                powers.Add(frame.PowerDbm);
            }
        };
        board.Run(60_000);
        Assert.All(powers, power => Assert.Equal(17, power));

        board.BatteryMillivolts = 3_380;
        board.Run(10 * 60_000);
        powers.Clear();

        // So weak a battery lets the radio wake every ten minutes only.
        board.Request(LinkOperation.SendMessage, [0x80, (byte)'h', (byte)'i']);
        board.Run(PowerPlan.BeaconPeriodMs + PowerPlan.BeaconListenMs);
        Assert.NotEmpty(powers);
        Assert.All(powers, power => Assert.Equal(PowerPolicy.LowPowerDbm, power));

        board.BatteryMillivolts = 3_000;
        int writes = 0;
        board.Run(PowerPolicy.MeasureEveryMs);
        flash.Observer = (_, _, _) => writes++;
        bench.Request(neighbour, LinkOperation.SendMessage, 0x80, (byte)'h', (byte)'o');
        board.Run(5 * 60_000);
        Assert.Equal(RestartReason.BatteryEmpty, board.Loop.Restart);
        Assert.Equal(0, writes);

        // Woken after a quarter of an hour with the battery as it was: nothing starts, nothing is written.
        board.Start(new MemoryStorage(flash));
        Assert.False(board.Loop.HasStarted);
        Assert.Equal(RestartReason.BatteryEmpty, board.Loop.Restart);
        Assert.Equal(0, writes);

        board.BatteryMillivolts = 3_900;
        board.Start(new MemoryStorage(flash));
        Assert.True(board.Loop.HasStarted);
        Assert.NotNull(board.Application.Network);
    }

    private static LoopBoard ProvisionedBoard(Bench bench, MemoryVolume flash)
    {
        var board = new LoopBoard(bench.Air, new MemoryStorage(flash), 77);
        Assert.Equal(LinkStatus.Ok, board.Provision(bench.Community.IssueCredentials(bench.Community.AddNode("loop").Address, Bench.Now)));
        board.Run(2_000);
        Assert.NotNull(board.Application.Network);
        return board;
    }

    private static (LinkStatus Status, byte[] Body) SendAlert(Bench bench, LoopBoard board, VirtualBoard from, string text)
    {
        byte[] alert = bench.Issuer.SignAlert(
            new AlertDraft(0x60, AlertUrgency.Immediate, AlertSeverity.Severe, AlertCertainty.Observed, ContentLanguage.Kazakh, TimeSpan.FromHours(2)),
            Encode(text),
            Bench.Now);
        (LinkStatus Status, byte[] Body) reply;
        while ((reply = bench.Request(from, LinkOperation.SendAlert, alert)).Status == LinkStatus.Pending)
        {
            board.Run(100);
        }

        return reply;
    }

    private static byte[] Encode(string text)
    {
        byte[] buffer = new byte[4096];
        int length = new TextEncoder(new TextModels(new EmbeddedTextModelStore())).Encode(text, buffer, 0, buffer.Length);
        Assert.True(length > 0);
        return buffer[..length];
    }

    private static void Press(LoopBoard board)
    {
        board.Run(200);
        board.IsPressed = true;
        board.Run(200);
        board.IsPressed = false;
        board.Run(200);
    }

    private static bool IsOn(MemoryVolume flash, byte[] secret)
    {
        foreach (string name in flash.List())
        {
            byte[] content = new byte[flash.Length(name)];
            flash.Read(name, 0, content, 0, content.Length);
            if (content.AsSpan().IndexOf(secret) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<LogRecord> Records(Bench bench, LoopBoard board, uint from)
    {
        var opener = new LogOpener(bench.Community.LogKey(bench.Community.Node(board.Application.Identity.Address)));
        byte[] buffer = new byte[NodeLog.MaxRecord];
        for (uint i = from; i < board.Application.Log.NextIndex; i++)
        {
            int length = board.Application.Log.ReadOne(i, buffer, 0);
            yield return new Host.Link.LogEntry(i, buffer[..length]).Open(opener)!;
        }
    }

    /// <summary>A link whose carrier does not come back.</summary>
    private sealed class HangingLink(ManualResetEventSlim release) : ILoopLink
    {
        private bool _hangs;

        public static void Begin(ILoopLink link) => ((HangingLink)link)._hangs = true;

        public bool Run(long nowMs)
        {
            if (_hangs)
            {
                release.Wait();
            }

            return false;
        }
    }
}
