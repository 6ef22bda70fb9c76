using System.Text.Json;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Monitor;

/// <summary><c>loranode monitor</c> as a person uses it, against virtual nodes.</summary>
public sealed class MonitorProcessTests(MonitoredNodes nodes) : IClassFixture<MonitoredNodes>
{
    private const string AlertText = "Көпір жабық, айналып өтіңіз";

    [Theory]
    [InlineData(80, 24, "en", "Alerts", "q quit")]
    [InlineData(132, 43, "kk", "Хабарландырулар", "q шығу")]
    [InlineData(100, 30, "ru", "Оповещения", "q выход")]
    public async Task On_a_terminal_the_screen_fits_and_q_gives_the_terminal_back(int columns, int rows, string language, string title, string keys)
    {
        using TerminalProcess terminal = nodes.Monitor(columns, rows, "--lang", language);

        await terminal.ShowsAsync(AlertText[..10]);
        await terminal.ShowsAsync("school");
        TerminalScreen screen = terminal.Screen;
        await terminal.TypeAsync("q");
        int code = await terminal.EndAsync();

        Assert.True(screen.IsAlternate);
        Assert.False(screen.HasCursor);
        string[] lines = screen.Text.Split('\n');
        Assert.Contains("roof-12", lines[0], StringComparison.Ordinal);
        Assert.Contains(title, screen.Text, StringComparison.Ordinal);
        Assert.Contains("Medics", screen.Text, StringComparison.Ordinal);
        Assert.StartsWith(keys, lines[^1], StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Equal(0, terminal.Screen.Scrolls);
        Assert.False(terminal.Screen.IsAlternate);
        Assert.True(terminal.Screen.HasCursor);
    }

    [Fact]
    public async Task Ctrl_c_gives_the_terminal_back()
    {
        using TerminalProcess terminal = nodes.Monitor(80, 24);

        await terminal.ShowsAsync("roof-12");
        await terminal.TypeAsync("\u0003");

        Assert.Equal(0, await terminal.EndAsync());
        Assert.False(terminal.Screen.IsAlternate);
        Assert.True(terminal.Screen.HasCursor);
    }

    [Fact]
    public async Task Help_pause_and_escape_lead_back_to_watching()
    {
        using TerminalProcess terminal = nodes.Monitor(100, 24);

        await terminal.ShowsAsync("? help");
        await terminal.TypeAsync("?");
        await terminal.ShowsAsync("signs an alert");
        await terminal.TypeAsync("x");
        await terminal.ShowsAsync("? help");
        await terminal.TypeAsync("p");
        await terminal.ShowsAsync("PAUSED");
        await terminal.TypeAsync("p");
        await terminal.TypeAsync("m");
        await terminal.ShowsAsync("Message to the group");
        await terminal.TypeAsync("never mind\u001b");
        await terminal.ShowsAsync("? help");
        Assert.DoesNotContain("PAUSED", terminal.Screen.Text, StringComparison.Ordinal);
        await terminal.TypeAsync("q");
        Assert.Equal(0, await terminal.EndAsync());
    }

    [Fact]
    public async Task A_message_typed_at_the_monitor_reaches_the_other_node()
    {
        using TerminalProcess terminal = nodes.Monitor(80, 24);
        await terminal.ShowsAsync("? help");

        await terminal.TypeAsync("m");
        await terminal.ShowsAsync("Message to the group");
        await terminal.TypeAsync("Су әкелдікк\u007f\r");
        await terminal.ShowsAsync("Message sent");
        await terminal.ShowsAsync("Су әкелдік");
        await terminal.TypeAsync("q");
        await terminal.EndAsync();

        Assert.Equal("roof-12", (await nodes.TextAsync(1, "Су әкелдік")).GetProperty("origin").GetString());
    }

    [Fact]
    public async Task An_alert_typed_at_the_monitor_is_signed_after_passphrase_and_confirmation()
    {
        using TerminalProcess terminal = nodes.MonitorWith(string.Empty, 100, 24);
        await terminal.ShowsAsync("? help");

        await terminal.TypeAsync("a");
        await terminal.ShowsAsync("Alert to all");
        await terminal.TypeAsync("Bridge is open again\r");
        await terminal.ShowsAsync("Passphrase");
        await terminal.TypeAsync("wrong\r");
        await terminal.ShowsAsync("passphrase does not open");
        await terminal.TypeAsync("a");
        await terminal.TypeAsync("Bridge is open again\r");
        await terminal.ShowsAsync("Passphrase");
        await terminal.TypeAsync(Technician.Passphrase + "\r");
        await terminal.ShowsAsync("Signed by Medics");
        Assert.DoesNotContain(Technician.Passphrase, terminal.Written, StringComparison.Ordinal);
        await terminal.TypeAsync("n");
        await terminal.ShowsAsync("Not sent");
        await terminal.TypeAsync("a");
        await terminal.TypeAsync("Bridge is open again\r");
        await terminal.ShowsAsync("Signed by Medics");
        await terminal.TypeAsync("y");
        await terminal.ShowsAsync("is on its way");
        await terminal.TypeAsync("q");
        await terminal.EndAsync();

        Assert.Equal("Medics", (await nodes.TextAsync(1, "Bridge is open again")).GetProperty("issuerName").GetString());
    }

    [Fact]
    public async Task For_a_number_of_seconds_one_object_tells_everything()
    {
        JsonElement told = JsonDocument.Parse(await nodes.DoneAsync(0, "--for", "2", "--json")).RootElement;

        Assert.Equal("roof-12", told.GetProperty("status").GetProperty("node").GetString());
        Assert.True(told.GetProperty("status").GetProperty("airtimeLimitMs").GetInt32() > 0);
        Assert.Equal("school", Assert.Single(told.GetProperty("neighbours").EnumerateArray()).GetProperty("node").GetString());
        JsonElement alert = told.GetProperty("texts").EnumerateArray().First(t => t.GetProperty("text").GetString() == AlertText);
        Assert.Equal(("alert", "Medics", "school"), (alert.GetProperty("type").GetString(), alert.GetProperty("issuerName").GetString(), alert.GetProperty("heardFrom").GetString()));
        Assert.True(told.GetProperty("seconds").GetDouble() >= 2);
    }

    [Fact]
    public async Task For_another_program_each_change_is_a_line_of_json()
    {
        using RunningProgram monitor = nodes.Start(0, "--json");
        var types = new HashSet<string>();
        while (!types.IsSupersetOf(["status", "neighbours", "alert"]))
        {
            string line = (await monitor.Output.ReadLineAsync(TestContext.Current.CancellationToken))!;
            types.Add(JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()!);
        }
    }

    [Fact]
    public async Task Where_there_is_no_terminal_things_are_told_in_lines()
    {
        string text = await nodes.DoneAsync(0, "--for", "2", "--lang", "ru");

        Assert.DoesNotContain('\u001b', text);
        Assert.Contains(AlertText, text, StringComparison.Ordinal);
        Assert.Contains("Слышит school", text, StringComparison.Ordinal);
        Assert.Contains("Эфир", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_screen_that_is_too_small_gets_lines()
    {
        using TerminalProcess terminal = nodes.Monitor(50, 10, "--for", "1");

        Assert.Equal(0, await terminal.EndAsync());
        Assert.DoesNotContain("\u001b[?1049h", terminal.Written, StringComparison.Ordinal);
        Assert.Contains("roof-12", terminal.Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--for", "0")]
    [InlineData("--port", "/dev/nowhere")]
    public async Task What_cannot_be_watched_gets_one_line(params string[] arguments)
    {
        string[] port = arguments[0] == "--port" ? [] : ["--port", nodes.Ports[0]];

        ToolResult result = await Tool.RunAsync(["monitor", .. arguments, .. port]);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
        Assert.Empty(result.Output);
    }

    /// <summary>The alert that every test sees.</summary>
    internal static string Alert => AlertText;
}
