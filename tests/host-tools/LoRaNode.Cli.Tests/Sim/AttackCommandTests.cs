using System.Text.Json;
using LoRaNode.Cli.Tests.CommandLine;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Tests.Sim;

public class AttackCommandTests
{
    [Fact]
    public async Task One_attack_is_one_json_value_with_what_was_counted()
    {
        (int code, string output, string error) = await CliHarness.LineAsync("sim attack --only forgedAlert --nodes 6 --json");
        Assert.Equal(ExitCode.Success, code);
        Assert.Empty(error);
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("passed").GetBoolean());
        JsonElement attack = Assert.Single(json.RootElement.GetProperty("attacks").EnumerateArray());
        Assert.Equal(0, attack.GetProperty("nodesThatShowIt").GetInt32());
        Assert.Equal(0, attack.GetProperty("transmissionsBeyondFirstHop").GetInt32());
    }

    [Theory]
    [InlineData(Language.Kazakh)]
    [InlineData(Language.Russian)]
    [InlineData(Language.English)]
    public async Task The_table_has_words_for_everything_in_each_language(Language language)
    {
        (int code, string output, _) = await CliHarness.LineAsync("sim attack --nodes 4", language);
        Assert.True(code is ExitCode.Success or ExitCode.Failure);
        Assert.DoesNotContain('‹', output);
    }

    [Theory]
    [InlineData("sim attack --nodes 3")]
    [InlineData("sim attack --only nothing")]
    public async Task Impossible_values_give_one_line_and_exit_code_2(string line)
    {
        (int code, string output, string error) = await CliHarness.LineAsync(line);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
