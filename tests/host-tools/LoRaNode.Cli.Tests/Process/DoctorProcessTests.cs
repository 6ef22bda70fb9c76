using System.Text.Json;
using LoRaNode.Host.Keys;
using LoRaNode.Node.Storage;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>What the doctor finds, and that it says what to do.</summary>
public sealed class DoctorProcessTests
{
    [Fact]
    public async Task A_node_of_the_community_is_in_order_and_one_of_another_is_not()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using Technician other = await Technician.WithNetworkAsync();
        string ours = "virtual:" + technician.File("ours");
        string theirs = "virtual:" + technician.File("theirs");
        await technician.DoneAsync("node", "provision", "--port", ours, "--name", "roof-1");
        await other.DoneAsync("node", "provision", "--port", theirs, "--name", "roof-1");

        JsonElement good = await technician.JsonAsync("doctor", "--port", ours);
        ToolResult bad = await technician.RunAsync("doctor", "--port", theirs, "--json");
        ToolResult blank = await technician.RunAsync("doctor", "--port", "virtual:" + technician.File("blank"), "--json");

        Assert.Equal("good", LevelOf(good, "credentials"));
        Assert.Equal("good", LevelOf(good, "radio"));
        Assert.Equal((1, "problem"), (bad.ExitCode, LevelOf(JsonDocument.Parse(bad.Output).RootElement, "credentials")));
        Assert.Equal((1, "problem"), (blank.ExitCode, LevelOf(JsonDocument.Parse(blank.Output).RootElement, "credentials")));
    }

    [Fact]
    public async Task A_node_left_behind_in_an_old_epoch_is_told_with_the_command_that_helps()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        string port = "virtual:" + technician.File("node");
        await technician.DoneAsync("node", "provision", "--port", port, "--name", "roof-1");
        await technician.DoneAsync("epoch", "turn");

        ToolResult result = await technician.RunAsync("doctor", "--port", port);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("loranode network publish", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Antenna")]
    [InlineData("ru", "Антенна")]
    [InlineData("kk", "Антенна")]
    public async Task A_node_without_an_antenna_is_found_out_because_nobody_answers(string language, string word)
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 2, "--loss", "200");
        await technician.RunAsync(["node", "provision", "--all", "--radio-test", "0", .. tray.Ports.SelectMany(p => new[] { "--port", p })]);

        ToolResult result = await technician.RunAsync("doctor", "--port", tray.Ports[0], "--radio-test", "2", "--lang", language);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"x {word}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_healthy_nodes_antenna_noise_and_clock_are_told_in_figures()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 2);
        await technician.DoneAsync(["node", "provision", "--all", .. tray.Ports.SelectMany(p => new[] { "--port", p })]);

        JsonElement findings = await technician.JsonAsync("doctor", "--port", tray.Ports[0]);

        Assert.All(["antenna", "noise", "clock", "firmware", "board", "region"], s => Assert.Equal("good", LevelOf(findings, s)));
        Assert.Contains("dBm", TextOf(findings, "noise"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-2, "warning")]
    [InlineData(2, "problem")]
    public async Task A_clock_that_is_days_off_is_told_with_what_to_do(int days, string level)
    {
        using Technician technician = await Technician.WithNetworkAsync();
        string folder = technician.File("node");
        string port = "virtual:" + folder;
        await technician.DoneAsync("node", "provision", "--port", port, "--name", "roof-1");
        Assert.True(new StoredNumber(new FolderStorage(folder), StorageNames.TimeFloor).Write(NetworkClock.Seconds(DateTimeOffset.UtcNow.AddDays(days))));

        ToolResult result = await technician.RunAsync("doctor", "--port", port, "--json");

        JsonElement findings = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((days < 0 ? 0 : 1, level), (result.ExitCode, LevelOf(findings, "clock")));
        if (days < 0)
        {
            Assert.Contains("loranode node time", TextOf(findings, "clock"), StringComparison.Ordinal);
            await technician.JsonAsync("node", "time", "--port", port);
            Assert.Equal("good", LevelOf(await technician.JsonAsync("doctor", "--port", port), "clock"));
        }
    }

    [Fact]
    public async Task Old_firmware_is_to_be_flashed_anew()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        using Technician technician = await Technician.WithNetworkAsync();
        using var node = new OldNode();

        ToolResult result = await technician.RunAsync("doctor", "--port", "line:" + node.Path, "--json");

        JsonElement findings = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((1, "problem"), (result.ExitCode, LevelOf(findings, "firmware")));
        Assert.Contains("loranode node flash", TextOf(findings, "firmware"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_without_permission_is_told_with_the_group_to_join()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Permissions of ports are a matter of Linux.");
            return;
        }

        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        string port = folder.File("ttyUSB0");
        await File.WriteAllTextAsync(port, string.Empty, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(port, UnixFileMode.None);

        // The superuser may open everything: the tool then runs as somebody else.
        Tool tool = new Tool { Before = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [] }.In("TMPDIR", "/tmp").In("HOME", "/tmp");
        ToolResult result = await tool.WithAsync("doctor", "--port", port, "--json", "--network", "/nonexistent");

        Assert.Equal("problem", LevelOf(JsonDocument.Parse(result.Output).RootElement, "permissions"));
        Assert.Contains("dialout", result.Output, StringComparison.Ordinal);
    }

    private static string TextOf(JsonElement findings, string subject) =>
        findings.EnumerateArray().First(f => f.GetProperty("subject").GetString() == subject).GetProperty("text").GetString()!;

    private static string LevelOf(JsonElement findings, string subject) =>
        findings.EnumerateArray().First(f => f.GetProperty("subject").GetString() == subject).GetProperty("level").GetString()!;
}
