using System.Text.Json;
using LoRaNode.Cli.Tests.CommandLine;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Tests.Boards;

public class BoardsCommandTests
{
    [Fact]
    public async Task Boards_are_listed_with_the_image_that_each_takes()
    {
        (int code, string output, _) = await CliHarness.LineAsync("boards --json");
        Assert.Equal(ExitCode.Success, code);
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement beam = json.RootElement.EnumerateArray().Single(b => b.GetProperty("id").GetString() == "tbeam-1.1");
        Assert.Equal("ESP32_PSRAM_REV3", beam.GetProperty("image").GetString());
    }

    [Theory]
    [InlineData(Language.Kazakh)]
    [InlineData(Language.Russian)]
    [InlineData(Language.English)]
    public async Task Wires_of_a_board_are_shown(Language language)
    {
        (int code, string output, _) = await CliHarness.LineAsync("boards show heltec-wifi-lora-32-v2", language);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("Radio DIO1", output, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_board_gets_one_line_with_the_known_ones()
    {
        (int code, string output, string error) = await CliHarness.LineAsync("boards show toaster");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Contains("tbeam-1.1", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_is_no_repository_is_refused()
    {
        (int code, _, string error) = await CliHarness.LineAsync("boards generate /nowhere");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }
}
