using System.Text.Json;
using LoRaNode.Cli.Tests.Process;

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
        using PlainBrowser browser = await PlainBrowser.EnterAsync(server);

        // All three have answered.
        string page = await browser.UntilAsync("/provision", "Every board that is plugged in (3)");
        string form = page[page.IndexOf("action=\"/provision/all\"", StringComparison.Ordinal)..];
        (_, string work, _) = await browser.SendAgainAsync(form, "/provision/all", ("prefix", "roof-"));
        Assert.StartsWith("/task/", work, StringComparison.Ordinal);
        string result = await browser.UntilAsync(work, "class=\"done\"");
        byte[] labels = await browser.FileAsync(work + "/file");

        Assert.Contains("Қалқан Алматы", result, StringComparison.Ordinal);
        Assert.True(labels.AsSpan().StartsWith("%PDF"u8));
        JsonElement[] nodes = [.. (await technician.JsonAsync("network", "show")).GetProperty("nodes").EnumerateArray()];
        Assert.Equal(["roof-01", "roof-02", "roof-03"], nodes.Select(n => n.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(nodes, n => Assert.Equal("verified", n.GetProperty("state").GetString()));

        // The same form sent twice is the same work.
        Assert.Equal(work, (await browser.SendAgainAsync(form, "/provision/all")).Path);
    }
}
