using System.Text.Json;
using System.Xml.Linq;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Alerts and messages through a node on a pseudo-terminal, and on to another by radio.</summary>
public sealed class AlertProcessTests
{
    [Fact]
    public async Task An_alert_is_sent_updated_and_cancelled_through_one_node_and_shown_by_another()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.ProvisionedAsync(technician, 2);

        string[] at = ["--port", tray.Ports[0], "--wait", "0"];
        JsonElement sent = await technician.JsonAsync(
            ["alert", "send", "Су көтеріліп жатыр, биікке шығыңыз", "--event", "flood", "--urgency", "immediate", "--severity", "extreme",
                "--certainty", "observed", "--hours", "6", "--zone", "3", .. at]);

        Assert.True(sent.GetProperty("sent").GetBoolean());
        Assert.Equal(34, sent.GetProperty("characters").GetInt32());
        Assert.InRange(sent.GetProperty("textBytes").GetInt32(), 1, 33);
        Assert.Equal(1, sent.GetProperty("nodes").GetInt32());
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => n.GetProperty("texts").GetInt32() == 1), "the other node does not show it");

        int number = sent.GetProperty("number").GetInt32();
        JsonElement updated = await technician.JsonAsync(["alert", "update", $"{number}", "Вода спадает", .. at]);
        JsonElement[] active = [.. (await technician.JsonAsync("alert", "list", "--active")).EnumerateArray()];
        JsonElement update = Assert.Single(active);
        Assert.Equal(("Вода спадает", "flood", "extreme"), (update.GetProperty("text").GetString(), update.GetProperty("event").GetString(), update.GetProperty("severity").GetString()));

        await technician.JsonAsync(["alert", "cancel", $"{updated.GetProperty("number").GetInt32()}", .. at]);
        Assert.Empty((await technician.JsonAsync("alert", "list", "--active")).EnumerateArray());
        Assert.Equal(3, (await technician.JsonAsync("alert", "list")).GetArrayLength());

        await technician.JsonAsync(["message", "send", "Нан бар", .. at]);
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => n.GetProperty("texts").GetInt32() >= 2), "the other node does not show the message");

        // What was sent, and what the other node received, as documents for other systems: the cancellation refers to both before it.
        JsonElement ours = await technician.JsonAsync("alert", "export", "--cap", technician.File("ours"));
        Assert.Equal(3, ours.GetProperty("files").GetArrayLength());
        XNamespace cap = CapNames.Namespace;
        XDocument? cancellation = null;
        int exports = 0;
        bool isThere = await Eventually.IsTrueAsync(async () =>
        {
            // The cancellation may still be on the air when the message is there.
            JsonElement received = await technician.JsonAsync("alert", "export", "--cap", technician.File($"theirs-{++exports}"), "--port", tray.Ports[1]);
            Assert.Equal(0, received.GetProperty("refused").GetInt32());
            cancellation = XDocument.Load(Assert.Single(received.GetProperty("files").EnumerateArray()).GetProperty("file").GetString()!);
            return cancellation.Root!.Element(cap + "msgType")!.Value == "Cancel";
        });
        Assert.True(isThere, "the other node does not have the cancellation");
        Assert.Empty(CapSchema.Validate(cancellation!));
        Assert.Equal(2, cancellation!.Root!.Element(cap + "references")!.Value.Split(' ').Length);
        await technician.JsonAsync("alert", "export", $"{number}", "--cap", technician.File("flood.xml"));
        XElement info = XDocument.Load(technician.File("flood.xml")).Root!.Element(cap + "info")!;
        Assert.Equal(("Су көтеріліп жатыр, биікке шығыңыз", "Extreme"), (info.Element(cap + "description")!.Value, info.Element(cap + "severity")!.Value));
        Assert.Equal(2, (await technician.RunAsync("alert", "export", "99", "--cap", technician.File("no.xml"))).ExitCode);

        JsonElement again = await technician.JsonAsync(["alert", "resend", $"{updated.GetProperty("number").GetInt32() + 1}", .. at]);
        Assert.True(again.GetProperty("sent").GetBoolean());
    }

    [Fact]
    public async Task A_dry_run_shows_what_a_text_costs_and_uses_no_number()
    {
        using Technician technician = await Technician.WithNetworkAsync("--preset", "dense");
        JsonElement dense = await technician.JsonAsync("alert", "send", "Мосты закрыты", "--event", "дорога-закрыта", "--dry-run");
        using Technician other = await Technician.WithNetworkAsync("--preset", "wide");
        JsonElement wide = await other.JsonAsync("alert", "send", "Мосты закрыты", "--event", "жол-жабық", "--dry-run");

        Assert.Equal(dense.GetProperty("frameBytes").GetInt32(), wide.GetProperty("frameBytes").GetInt32());
        Assert.True(wide.GetProperty("timeOnAirMs").GetDouble() > 5 * dense.GetProperty("timeOnAirMs").GetDouble());
        Assert.Equal(0, (await technician.JsonAsync("alert", "list")).GetArrayLength());
    }

    [Theory]
    [InlineData("--event", "picnic", "flood")]
    [InlineData("--hours", "999", "176")]
    [InlineData("--zone", "nowhere", "255")]
    [InlineData("--geohash", "abc", "five")]
    [InlineData("--issuer", "Nobody", "Medics")]
    public async Task A_wrong_word_gets_one_line_that_says_what_is_right(string option, string value, string hint)
    {
        using Technician technician = await Technician.WithNetworkAsync();

        ToolResult result = await technician.RunAsync("alert", "send", "x", option, value, "--dry-run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(hint, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blank_node_a_text_that_is_too_long_and_an_unknown_number_use_up_no_number()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        string port = "virtual:" + technician.File("blank");

        Assert.Equal(2, (await technician.RunAsync("alert", "send", "x", "--port", port)).ExitCode);
        Assert.Equal(2, (await technician.RunAsync("alert", "send", new string('ӝ', 400), "--dry-run")).ExitCode);
        Assert.Equal(2, (await technician.RunAsync("alert", "cancel", "7", "--dry-run")).ExitCode);
        Assert.Equal(0, (await technician.JsonAsync("alert", "list")).GetArrayLength());
    }

    [Fact]
    public async Task A_new_issuer_is_heard_a_revoked_one_is_not_and_a_lost_node_stays_behind_in_the_old_epoch()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.ProvisionedAsync(technician, 3);

        string[] at = ["--port", tray.Ports[0]];
        JsonElement added = await technician.JsonAsync(["issuer", "add", "Rescue", "--scope", "rescue,fire", "--days", "30", .. at]);
        Assert.True(added.GetProperty("published").GetBoolean());
        Assert.True((await technician.JsonAsync(["alert", "send", "Help", "--issuer", "Rescue", "--event", "help-needed", "--wait", "0", .. at])).GetProperty("sent").GetBoolean());
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => n.GetProperty("texts").GetInt32() == 1), "the new issuer is not heard");

        ToolResult beyond = await technician.RunAsync(["alert", "send", "Flood", "--issuer", "Rescue", "--event", "flood", "--wait", "0", .. at]);
        Assert.Equal(1, beyond.ExitCode);
        Assert.Single(beyond.ErrorLines);

        await technician.JsonAsync(["issuer", "revoke", "Rescue", .. at]);
        Assert.True((await technician.JsonAsync("issuer", "list")).EnumerateArray().Single(i => i.GetProperty("name").GetString() == "Rescue").GetProperty("revoked").GetBoolean());
        Assert.Equal(2, (await technician.RunAsync(["alert", "send", "Help", "--issuer", "Rescue", "--wait", "0", .. at])).ExitCode);

        JsonElement turned = await technician.JsonAsync(["epoch", "turn", "--without", "roof-2", .. at]);
        Assert.Equal(1, turned.GetProperty("epoch").GetInt32());
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => n.GetProperty("epoch").GetInt32() == 1), "the other node did not turn");
        Assert.Equal(0, (await Technician.IdentifyAsync(tray.Ports[2])).GetProperty("epoch").GetInt32());
    }
}
