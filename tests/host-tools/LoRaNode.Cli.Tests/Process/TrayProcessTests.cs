using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>A whole tray of boards in parallel, with cables that come loose and a tool that is ended in the middle.</summary>
public sealed class TrayProcessTests
{
    private const int Boards = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Twenty_boards_are_all_right_in_the_end_whatever_is_pulled_and_ended(int seed)
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), Boards, "--pull-cables", "0.1", "--seed", $"{seed}");
        string[] all = ["node", "provision", "--all", "--prefix", "roof-", "--patience", "40", .. tray.Ports.SelectMany(p => new[] { "--port", p })];

        // The tool is killed, not asked to end: what it was doing stays as it was.
        var chance = new Random(seed);
        for (int run = 0; run < 4; run++)
        {
            using RunningProgram provision = new Tool().In("LORANODE_PASSPHRASE", Technician.Passphrase).Start([.. all, "--network", technician.Network]);
            provision.EndsWithin(TimeSpan.FromMilliseconds(chance.Next(400, 1600)));
        }

        JsonElement[] boards = [.. (await technician.JsonAsync(all)).EnumerateArray()];

        Assert.Equal(Boards, boards.Length);
        Assert.All(boards, b => Assert.True(b.GetProperty("verified").GetBoolean()));
        Assert.Equal(Boards, boards.Select(b => b.GetProperty("address").GetInt32()).Distinct().Count());
        Assert.All(boards, b => Assert.Contains(b.GetProperty("radioTest").GetString(), (string[])["bothWays", "heard"]));
        JsonElement[] known = [.. (await technician.JsonAsync("network", "show")).GetProperty("nodes").EnumerateArray()];
        Assert.Equal(Enumerable.Range(1, Boards).Select(i => $"roof-{i:D2}"), known.Select(n => n.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(known, n => Assert.Equal("verified", n.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_board_of_another_community_is_left_alone_and_named()
    {
        using Technician other = await Technician.WithNetworkAsync();
        using Technician technician = await Technician.WithNetworkAsync();
        string port = "virtual:" + technician.File("board");
        await other.DoneAsync("node", "provision", "--name", "theirs", "--port", port);

        ToolResult result = await technician.RunAsync("node", "provision", "--all", "--port", port, "--json");

        Assert.Equal(1, result.ExitCode);
        JsonElement board = Assert.Single(JsonDocument.Parse(result.Output).RootElement.EnumerateArray());
        Assert.False(board.GetProperty("verified").GetBoolean());
        Assert.Contains("erase", board.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Empty((await technician.JsonAsync("network", "show")).GetProperty("nodes").EnumerateArray());
    }
}
