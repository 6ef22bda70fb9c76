using System.Text.Json;
using LoRaNode.Cli.Demo;
using LoRaNode.Cli.Tests.Cities;
using LoRaNode.Cli.Tests.CommandLine;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator;

namespace LoRaNode.Cli.Tests.Demo;

/// <summary>The demo command over a made-up city, for ends that a real one should never have.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_connected_node_without_the_text_makes_the_exit_code_1()
    {
        var cli = new CliHarness();

        int code = await RunAsync(cli, SyntheticCity.Of(12, 3, deaf: 1), "demo", "text", "--out", _folder.Path);

        Assert.Equal(ExitCode.Failure, code);
        Assert.Contains("1 of 12", cli.Error, StringComparison.Ordinal);
        Assert.Contains("Connected, but without the text: N", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_without_links_does_not_count()
    {
        var cli = new CliHarness();

        int code = await RunAsync(cli, SyntheticCity.Of(12, 3, lonely: 1), "demo", "text", "--json", "--out", _folder.Path);

        Assert.Equal(ExitCode.Success, code);
        using JsonDocument json = JsonDocument.Parse(cli.Output);
        Assert.Equal(11, json.RootElement.GetProperty("connected").GetInt32());
        Assert.Equal(11, json.RootElement.GetProperty("verified").GetInt32());
    }

    [Fact]
    public async Task When_nobody_hears_the_sender_there_is_no_last_node()
    {
        var cli = new CliHarness();

        await RunAsync(cli, SyntheticCity.Of(2, 3, lonely: 1), "demo", "text", "--json", "--out", _folder.Path);

        using JsonDocument json = JsonDocument.Parse(cli.Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("lastNodeMs").ValueKind);
    }

    [Theory]
    [InlineData(Language.Kazakh)]
    [InlineData(Language.Russian)]
    [InlineData(Language.English)]
    public async Task The_console_shows_every_node_with_its_time_and_its_place_in_the_tree(Language language)
    {
        var cli = new CliHarness(language);
        CityRun run = SyntheticCity.Of(25, 5).Build();

        await RunAsync(cli, SyntheticCity.Of(25, 5), "demo", "text", "--out", _folder.Path);

        string[] lines = cli.Output.Split('\n');
        foreach (CityNode node in run.Nodes.Where(n => n.Hops is > 0))
        {
            // Each hop is one step to the right: four characters.
            string line = Assert.Single(lines, l => l.Contains("── ", StringComparison.Ordinal) && l.Contains(node.Name, StringComparison.Ordinal));
            Assert.Equal(node.Hops!.Value * 4, line.IndexOf("── ", StringComparison.Ordinal) + 3);
        }

        Assert.DoesNotContain("‹", cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[red]markup[/] [[ ]")]
    [InlineData("{0} {1}")]
    [InlineData("🔥 水 ‮")]
    public async Task Any_text_can_be_shown(string text)
    {
        var cli = new CliHarness();

        int code = await RunAsync(cli, SyntheticCity.Of(6, 1, text: text), "demo", text, "--out", _folder.Path);

        Assert.Equal(ExitCode.Success, code);
        Assert.Contains(text, cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Characters_that_the_picture_lacks_are_named()
    {
        var cli = new CliHarness();

        await RunAsync(cli, SyntheticCity.Of(6, 1, text: "Fire 🔥 水"), "demo", "Fire 🔥 水", "--json", "--out", _folder.Path);

        Assert.Contains("🔥 水", Assert.Single(cli.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_report_stays_when_the_run_fails()
    {
        string report = _folder.File("report.html");
        await File.WriteAllTextAsync(report, "older", TestContext.Current.CancellationToken);
        var cli = new CliHarness();

        await cli.RunAsync(c => [DemoCommands.Create(c, (_, _, _) => throw new UserError("demo.error.text.empty"))], "demo", "text", "--out", _folder.Path);

        Assert.Equal("older", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
    }

    private static Task<int> RunAsync(CliHarness cli, SyntheticCity city, params string[] arguments) =>
        cli.RunAsync(c => [DemoCommands.Create(c, (_, observer, cancellation) => Replay.To(observer, city.Build(), cancellation))], arguments);
}
