using System.Text.Json;
using System.Xml.Linq;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Host.Fleet;
using SkiaSharp;

namespace LoRaNode.Cli.Tests.Fleet;

/// <summary><c>loranode fleet</c> and <c>loranode logs plot</c> as a person types them, over the logs of nodes that lived.</summary>
public sealed class FleetCommandTests(RehearsedFleet fleet) : IClassFixture<RehearsedFleet>
{
    [Fact]
    public async Task The_report_tells_programs_what_the_nodes_noted()
    {
        JsonElement report = await JsonAsync("fleet", "report", "--network", fleet.Network);

        JsonElement[] nodes = [.. report.GetProperty("nodes").EnumerateArray()];
        Assert.Equal(RehearsedFleet.Nodes, nodes.Length);
        Assert.Equal(RehearsedFleet.Nodes, report.GetProperty("totals").GetProperty("nodes").GetInt32());
        Assert.All(nodes, node =>
        {
            Assert.True(node.GetProperty("neighbours").GetInt32() > 0);
            Assert.InRange(node.GetProperty("battery").GetProperty("lowestMillivolts").GetInt32(), 3_000, 4_200);
            Assert.InRange(node.GetProperty("airtime").GetProperty("mostShare").GetDouble(), 0.0001, 0.5);
            Assert.True(node.GetProperty("boots").GetInt32() >= 1);
            Assert.True(node.GetProperty("alertsShown").GetInt32() >= 1);
        });
        Assert.NotEmpty(report.GetProperty("links").EnumerateArray());
        Assert.NotEmpty(report.GetProperty("relays").EnumerateArray());
        Assert.Contains(report.GetProperty("findings").EnumerateArray(), f => f.GetProperty("kind").GetString() == "forged");
        Assert.All(report.GetProperty("findings").EnumerateArray(), f => Assert.NotEmpty(f.GetProperty("advice").GetString()!));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("path").ValueKind);
    }

    [Fact]
    public async Task The_node_beside_a_source_of_noise_is_found_from_the_logs_of_all()
    {
        JsonElement report = await JsonAsync("fleet", "report", "--network", fleet.Network);

        JsonElement noisy = Assert.Single(report.GetProperty("findings").EnumerateArray(), f => f.GetProperty("kind").GetString() == "hearsPoorly");
        Assert.InRange(noisy.GetProperty("value").GetDouble(), 7, 11);
    }

    [Theory]
    [InlineData("kk", "Алдымен нені жөндеу керек")]
    [InlineData("ru", "Что чинить в первую очередь")]
    [InlineData("en", "What to fix first")]
    public async Task The_page_is_one_file_in_the_language_asked_for(string language, string heading)
    {
        string path = fleet.File($"report-{language}.html");

        ToolResult result = await Tool.RunAsync("fleet", "report", "--network", fleet.Network, "--out", path, "--lang", language);

        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        string html = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(heading, html, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org/2000/svg", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_is_drawn_in_lines_or_in_pixels()
    {
        string svg = fleet.File("map.svg");
        string png = fleet.File("map.png");

        JsonElement told = await JsonAsync("fleet", "map", "--network", fleet.Network, "--out", svg);
        await JsonAsync("fleet", "map", "--network", fleet.Network, "--out", png, "--theme", "dark", "--lang", "kk");

        Assert.Equal(RehearsedFleet.Nodes, told.GetProperty("placed").GetInt32());
        XElement[] marks = [.. XDocument.Load(svg).Descendants().Where(e => e.Attribute("data-part")?.Value == "node")];
        Assert.Equal(RehearsedFleet.Nodes, marks.Length);
        using SKBitmap picture = SKBitmap.Decode(png);
        Assert.True(picture.Width > 1000);
        Assert.NotEqual(picture.GetPixel(2, 2), new SKColor(255, 255, 255));
    }

    [Fact]
    public async Task Every_chart_is_drawn_and_differs_from_the_others()
    {
        string folder = fleet.File("plots");

        JsonElement told = await JsonAsync("logs", "plot", "--network", fleet.Network, "--out", folder, "--lang", "kk");

        string[] expected = [.. Enum.GetNames<LogChart>().Select(n => n.ToLowerInvariant())];
        Assert.Equal(expected, told.EnumerateArray().Select(c => c.GetProperty("chart").GetString()));
        byte[][] pictures = [.. expected.Select(c => File.ReadAllBytes(Path.Combine(folder, c + ".png")))];
        Assert.Equal(expected.Length, pictures.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(pictures, p =>
        {
            using SKBitmap picture = SKBitmap.Decode(p);
            Assert.True(picture.Pixels.Distinct().Count() > 50);
        });
    }

    [Theory]
    [InlineData("fleet", "map", "--out", "map.jpg")]
    [InlineData("fleet", "report", "--since", "yesterday-ish")]
    [InlineData("logs", "plot", "battery", "snr", "--out", "one.png")]
    [InlineData("logs", "plot", "--node", "nobody")]
    [InlineData("fleet", "rehearse", "--nodes", "2")]
    [InlineData("fleet", "rehearse", "--days", "0")]
    public async Task What_cannot_be_done_gets_one_line(params string[] arguments)
    {
        string[] network = arguments[1] == "rehearse" ? ["--out", fleet.File("never")] : ["--network", fleet.Network];

        ToolResult result = await Tool.RunAsync([.. arguments, .. network]);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_rehearsal_never_goes_into_a_folder_that_holds_something()
    {
        ToolResult result = await Tool.RunAsync("fleet", "rehearse", "--out", fleet.Network);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync([.. arguments, "--json"]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
