using System.Text.Json;
using LoRaNode.Cli.Tests.CommandLine;
using LoRaNode.Host.Texts;
using LoRaNode.Radio;

namespace LoRaNode.Cli.Tests.Radio;

public class AirtimeTests
{
    [Fact]
    public async Task Command_of_the_manual_prints_the_time_as_json()
    {
        (int code, string output, string error) = await CliHarness.LineAsync(
            "radio airtime --sf 9 --bw 250000 --cr 5 --length 120 --preamble 8 --json");
        Assert.Equal(ExitCode.Success, code);
        Assert.Empty(error);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal(317_952, json.RootElement.GetProperty("timeOnAirMicroseconds").GetInt64());
        JsonElement[] regions = [.. json.RootElement.GetProperty("regions").EnumerateArray()];
        foreach (string country in (string[])["KZ", "EU", "RU", "KG", "UZ", "US"])
        {
            Assert.Contains(regions, r => r.GetProperty("country").GetString() == country);
        }

        // 10 % of the time: nine times as long silent as loud.
        JsonElement europe = regions.Single(r => r.GetProperty("region").GetString() == "eu-869.4");
        Assert.Equal(9 * 317_952, europe.GetProperty("pauseMicroseconds").GetInt64());
        Assert.Equal(1132, europe.GetProperty("framesPerHour").GetInt32());
        Assert.All(regions, r => Assert.NotEmpty(r.GetProperty("source").GetString()!));
    }

    [Fact]
    public async Task Header_and_crc_can_be_left_out()
    {
        var settings = new LoRaSettings { ExplicitHeader = false, PayloadCrc = false, SpreadingFactor = SpreadingFactor.Sf12, BandwidthHz = 125_000 };
        (_, string output, _) = await CliHarness.LineAsync("radio airtime --sf 12 --bw 125000 --length 51 --implicit-header --no-crc --json");
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal(TimeOnAir.Microseconds(settings, 51), json.RootElement.GetProperty("timeOnAirMicroseconds").GetInt64());
        Assert.True(json.RootElement.GetProperty("implicitHeader").GetBoolean());
        Assert.False(json.RootElement.GetProperty("crc").GetBoolean());
    }

    [Theory]
    [InlineData("--bw 7800")]
    [InlineData("--bw 7812")]
    [InlineData("--bw 7813")]
    public async Task Narrow_bandwidths_have_their_rounded_and_their_true_names(string option)
    {
        (_, string output, _) = await CliHarness.LineAsync($"radio airtime --sf 7 --length 1 {option} --json");
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal(16_384, json.RootElement.GetProperty("symbolMicroseconds").GetInt64());
    }

    [Theory]
    [InlineData("--sf 5 --length 1")]
    [InlineData("--sf 13 --length 1")]
    [InlineData("--bw 1000 --length 1")]
    [InlineData("--bw -1 --length 1")]
    [InlineData("--cr 4 --length 1")]
    [InlineData("--cr 9 --length 1")]
    [InlineData("--length 256")]
    [InlineData("--length -1")]
    [InlineData("--length many")]
    [InlineData("--length 1 --preamble 5")]
    [InlineData("--length 1 --preamble 65536")]
    [InlineData("--sf 9")]
    public async Task Impossible_values_give_one_line_and_exit_code_2(string options)
    {
        (int code, string output, string error) = await CliHarness.LineAsync("radio airtime " + options);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("‹", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Kazakh, "Қазақстан")]
    [InlineData(Language.Russian, "Казахстан")]
    [InlineData(Language.English, "Kazakhstan")]
    public async Task Table_speaks_the_persons_language(Language language, string country)
    {
        (int code, string output, _) = await CliHarness.LineAsync("radio airtime --length 120", language);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains(country, output, StringComparison.Ordinal);
        Assert.Contains("317.952", output, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", output, StringComparison.Ordinal);
    }
}
