using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>A whole tray of boards from the page, as a browser without scripts does it.</summary>
public sealed class TrayPageTests
{
    [Fact]
    public async Task All_boards_that_are_plugged_in_become_nodes_and_get_a_sheet_of_labels()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 3);
        using ServeProcess server = await ServeProcess.StartAsync(technician.Network, [.. tray.Ports.SelectMany(p => new[] { "--node", p })]);
        using var client = new HttpClient { BaseAddress = new Uri(server.Origin) };
        using (await client.GetAsync(server.Url, TestContext.Current.CancellationToken))
        {
            // The cookie is what was wanted.
        }

        // All three have answered.
        string page = await UntilAsync(client, "/provision", "Every board that is plugged in (3)");
        string all = page[page.IndexOf("/provision/all", StringComparison.Ordinal)..];
        using HttpResponseMessage started = await client.PostAsync(
            "/provision/all",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["form"] = Hidden(all, "form"),
                ["once"] = Hidden(all, "once"),
                ["prefix"] = "roof-",
                ["passphrase"] = Technician.Passphrase,
            }),
            TestContext.Current.CancellationToken);
        string work = started.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.StartsWith("/task/", work, StringComparison.Ordinal);
        string result = await UntilAsync(client, work, "class=\"done\"");
        byte[] labels = await client.GetByteArrayAsync(work + "/file", TestContext.Current.CancellationToken);

        Assert.Contains("Қалқан Алматы", WebUtility.HtmlDecode(result), StringComparison.Ordinal);
        Assert.True(labels.AsSpan().StartsWith("%PDF"u8));
        JsonElement[] nodes = [.. (await technician.JsonAsync("network", "show")).GetProperty("nodes").EnumerateArray()];
        Assert.Equal(["roof-01", "roof-02", "roof-03"], nodes.Select(n => n.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(nodes, n => Assert.Equal("verified", n.GetProperty("state").GetString()));

        using HttpResponseMessage again = await client.PostAsync(
            "/provision/all",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = Hidden(all, "form"), ["once"] = Hidden(all, "once"), ["passphrase"] = Technician.Passphrase }),
            TestContext.Current.CancellationToken);
        Assert.Equal(work, again.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;

    private static async Task<string> UntilAsync(HttpClient client, string path, string sign)
    {
        string html = string.Empty;
        bool isThere = await Eventually.IsTrueAsync(async () =>
        {
            html = await client.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("class=\"alarm\"", html, StringComparison.Ordinal);
            return html.Contains(sign, StringComparison.Ordinal);
        });
        Assert.True(isThere, $"{path} never shows {sign}.");
        return html;
    }
}
