using System.Net;
using System.Text.Json;
using LoRaNode.Cli.Tests.Process;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>What the root says from the pages, and that the nodes hear it.</summary>
public sealed class TrustPageTests
{
    [Fact]
    public async Task An_issuer_is_made_and_withdrawn_and_a_lost_node_is_left_out_from_the_pages()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.ProvisionedAsync(technician, 3);
        using ServeProcess server = await ServeProcess.StartAsync(technician.Network, [.. tray.Ports.SelectMany(p => new[] { "--node", p })]);
        using PlainBrowser browser = await PlainBrowser.EnterAsync(server);
        (string, string) port = ("port", tray.Ports[0]);
        Assert.DoesNotContain("name=\"passphrase\"", await browser.PageAsync("/network/issuer"), StringComparison.Ordinal);
        await browser.SendAsync("/network", "/network");
        Assert.Contains("/network/epoch", await browser.PageAsync("/network"), StringComparison.Ordinal);

        // Rescue may speak of rescue only, and then not at all.
        (HttpStatusCode status, _, string html) = await browser.SendAsync("/network/issuer", "/network/issuer", ("name", "Rescue"), ("days", "9999"), port);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("3650", html, StringComparison.Ordinal);
        Assert.Contains("Rescue", await browser.WorkAsync("/network/issuer", ("name", "Rescue"), ("scope-4", "yes"), ("days", "30"), port), StringComparison.Ordinal);
        JsonElement rescue = await IssuerAsync(technician);
        Assert.Equal(("rescue", false), (rescue.GetProperty("scope").GetString(), rescue.GetProperty("revoked").GetBoolean()));
        string[] send = ["alert", "send", "Help", "--issuer", "Rescue", "--event", "help-needed", "--wait", "0", "--port", tray.Ports[0]];
        Assert.True((await technician.JsonAsync(send)).GetProperty("sent").GetBoolean());
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => n.GetProperty("texts").GetInt32() == 1), "the new issuer is not heard");

        (string, string) slot = ("issuer", $"{rescue.GetProperty("slot").GetInt32()}");
        (status, _, _) = await browser.SendAsync("/network/revoke", "/network/revoke", slot, port);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.False((await IssuerAsync(technician)).GetProperty("revoked").GetBoolean());
        await browser.WorkAsync("/network/revoke", slot, port, ("confirm", "yes"));
        Assert.True((await IssuerAsync(technician)).GetProperty("revoked").GetBoolean());

        int lost = (await Technician.IdentifyAsync(tray.Ports[2])).GetProperty("address").GetInt32();
        await browser.WorkAsync("/network/epoch", ("without", $"{lost}"), ("grace", "5"), port, ("confirm", "yes"));
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => n.GetProperty("epoch").GetInt32() == 1), "the other node did not turn");
        Assert.Equal(0, (await Technician.IdentifyAsync(tray.Ports[2])).GetProperty("epoch").GetInt32());
        Assert.Contains("key epoch 1", await browser.WorkAsync("/network/publish", port), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_root_key_nothing_can_be_changed()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        File.Delete(Path.Combine(technician.Network, "root.key"));
        using ServeProcess server = await ServeProcess.StartAsync(technician.Network);
        using PlainBrowser browser = await PlainBrowser.EnterAsync(server);
        await browser.SendAsync("/network", "/network");

        Assert.DoesNotContain("/network/epoch", await browser.PageAsync("/network"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"passphrase\"", await browser.PageAsync("/network/epoch"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> IssuerAsync(Technician technician) =>
        (await technician.JsonAsync("issuer", "list")).EnumerateArray().Single(i => i.GetProperty("name").GetString() == "Rescue");
}
