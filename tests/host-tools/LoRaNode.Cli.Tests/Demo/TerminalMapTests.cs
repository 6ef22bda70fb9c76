using LoRaNode.Cli.Demo;
using LoRaNode.Cli.Tests.Cities;
using LoRaNode.Simulator;
using Spectre.Console;

namespace LoRaNode.Cli.Tests.Demo;

/// <summary>The map in characters.</summary>
public class TerminalMapTests
{
    [Theory]
    [InlineData(2, 40, 8)]
    [InlineData(30, 76, 24)]
    [InlineData(200, 40, 8)]
    [InlineData(200, 120, 60)]
    public void Every_node_has_a_mark_of_its_own_within_the_frame(int nodes, int width, int height)
    {
        CityRun run = SyntheticCity.Run(nodes, 2);

        string[] rows = Markup.Remove(new TerminalMap(run.Nodes, width, height).Draw(_ => ('●', "grey"))).Split('\n');

        Assert.InRange(rows.Length, 1, height);
        Assert.All(rows, r => Assert.Equal(width, r.Length));
        Assert.Equal(nodes, rows.Sum(r => r.Count(c => c == '●')));
    }

    [Fact]
    public void North_is_up_and_east_is_right()
    {
        CityNode Node(int index, double x, double y) => new(index, "N" + index, 1, x, y, true, null, null, null, 0);
        CityNode[] nodes = [Node(0, 0, 0), Node(1, 1000, 1000)];

        string[] rows = new TerminalMap(nodes, 40, 10).Draw(i => ((char)('a' + i), "grey")).Split('\n');

        Assert.Contains("a", Markup.Remove(rows[^1]), StringComparison.Ordinal);
        Assert.StartsWith("a", Markup.Remove(rows[^1]), StringComparison.Ordinal);
        Assert.EndsWith("b", Markup.Remove(rows[0]).Replace("N1", string.Empty, StringComparison.Ordinal).TrimEnd(), StringComparison.Ordinal);
    }
}
