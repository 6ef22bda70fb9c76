using System.Text;
using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>The demo as a person and as a script run it: the real executable, the real city.</summary>
public class DemoProcessTests
{
    private static readonly string[] Keys =
        ["text", "seed", "nodes", "connected", "verified", "transmissions", "beacons", "airtimeMs", "lastNodeMs", "simulatedSeconds", "wallSeconds", "png", "svg", "report"];

    [Theory]
    [InlineData("Не пейте воду")]
    [InlineData("Суды ішпеңіз")]
    [InlineData("Stay inside")]
    public async Task A_text_crosses_the_city_and_the_figures_are_one_json_object(string text)
    {
        using var folder = new TemporaryFolder();

        ToolResult result = await Tool.RunAsync("demo", text, "--json", "--seed", "3", "--nodes", "8", "--out", folder.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal(Keys, json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(text, json.RootElement.GetProperty("text").GetString());
        Assert.Equal(8, json.RootElement.GetProperty("nodes").GetInt32());
        Assert.Equal(json.RootElement.GetProperty("connected").GetInt32(), json.RootElement.GetProperty("verified").GetInt32());
        Assert.True(json.RootElement.GetProperty("simulatedSeconds").GetDouble() >= 600);
        foreach (string file in (ReadOnlySpan<string>)["png", "svg", "report"])
        {
            string path = json.RootElement.GetProperty(file).GetString()!;
            Assert.StartsWith(folder.Path, path, StringComparison.Ordinal);
            Assert.True(new FileInfo(path).Length > 1000, path);
        }
    }

    [Fact]
    public async Task The_same_seed_repeats_the_run_and_its_pictures()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();

        await Tool.RunAsync("demo", "again", "--seed", "5", "--nodes", "6", "--out", first.Path);
        await Tool.RunAsync("demo", "again", "--seed", "5", "--nodes", "6", "--out", second.Path);

        Assert.Equal(
            await File.ReadAllTextAsync(first.File("city.svg"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(second.File("city.svg"), TestContext.Current.CancellationToken));
        Assert.Equal(
            await File.ReadAllBytesAsync(first.File("city.png"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(second.File("city.png"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_text_may_come_from_standard_input()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = await new Tool { Input = Encoding.UTF8.GetBytes("Су жоқ\n") }.WithAsync("demo", "--json", "--nodes", "4", "--out", folder.Path);

        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal("Су жоқ", json.RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_any_text_the_example_is_sent(bool keepsInputOpen)
    {
        using var folder = new TemporaryFolder();

        ToolResult result = await new Tool { KeepsInputOpen = keepsInputOpen }.WithAsync("demo", "--json", "--lang", "ru", "--nodes", "4", "--out", folder.Path);

        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.StartsWith("Воду из-под крана", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(keepsInputOpen ? 1 : 0, result.ErrorLines.Length);
    }

    [Fact]
    public async Task People_are_told_who_has_it_when_and_where_the_files_are()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = await Tool.RunAsync("demo", "Stay inside", "--nodes", "6", "--out", folder.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Stay inside", result.Output, StringComparison.Ordinal);
        Assert.Contains("N06", result.Output, StringComparison.Ordinal);
        Assert.Contains(folder.File("report.html"), result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task In_real_time_the_run_keeps_the_pace_of_the_clock_and_tells_each_arrival()
    {
        using var folder = new TemporaryFolder();
        long started = System.Diagnostics.Stopwatch.GetTimestamp();

        ToolResult result = await Tool.RunAsync("demo", "Stay inside", "--nodes", "3", "--real-time", "--out", folder.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(2));
        Assert.Contains("shows the text, from", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_with_exit_code_130_and_one_line()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill, which Windows does not have.");
        using var folder = new TemporaryFolder();
        using RunningProgram demo = new Tool().Start("demo", "Stay inside", "--real-time", "--nodes", "200", "--out", folder.Path);
        demo.Input.Close();

        // The first line tells that the run has begun. So large a city takes long on any machine.
        Assert.NotNull(await demo.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        demo.Interrupt();

        string error = await demo.Error.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, await demo.EndAsync());
        Assert.Equal("interrupted", error.Trim());
    }
}
