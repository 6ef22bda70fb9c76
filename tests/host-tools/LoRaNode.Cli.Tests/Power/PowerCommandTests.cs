using System.Text.Json;
using LoRaNode.Cli.Tests.CommandLine;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Boards;

namespace LoRaNode.Cli.Tests.Power;

public class PowerCommandTests
{
    [Fact]
    public async Task Current_and_days_of_one_board_are_one_json_value()
    {
        var (code, output, error) = await CliHarness.LineAsync("node power --board tbeam-1.1 --battery 6000 --duty 0.5 --json");
        Assert.Equal(ExitCode.Success, code);
        Assert.Empty(error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(5, json.RootElement.GetProperty("dutyPerMille").GetInt32());
        var board = json.RootElement.GetProperty("boards").EnumerateArray().Single();
        Assert.Equal("tbeam-1.1", board.GetProperty("id").GetString());
        Assert.True(board.GetProperty("overheadIsMeasured").GetBoolean());
        foreach (var state in board.GetProperty("states").EnumerateArray())
        {
            // Days follow from the current: 80 % of 6,000 mAh, whole hours.
            var hours = Math.Floor(6000 * 1000 * 0.8 / state.GetProperty("averageMicroamperes").GetInt32());
            Assert.Equal(hours / 24, state.GetProperty("days").GetDouble(), 0.01);
        }
    }

    [Theory]
    [InlineData(Language.Kazakh, "тек маяк")]
    [InlineData(Language.Russian, "только маяк")]
    [InlineData(Language.English, "saving")]
    public async Task Every_board_is_in_the_table_of_each_language(Language language, string word)
    {
        var (code, output, _) = await CliHarness.LineAsync("node power", language);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains(word, output, StringComparison.Ordinal);
        foreach (var id in BoardCatalog.Ids())
        {
            Assert.Contains(id, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--board nothing")]
    [InlineData("--battery 50")]
    [InlineData("--tx-power 21")]
    [InlineData("--tx-power 1")]
    [InlineData("--duty 101")]
    [InlineData("--duty -1")]
    [InlineData("--battery many")]
    public async Task Impossible_values_give_one_line_and_exit_code_2(string options)
    {
        var (code, output, error) = await CliHarness.LineAsync("node power " + options);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
