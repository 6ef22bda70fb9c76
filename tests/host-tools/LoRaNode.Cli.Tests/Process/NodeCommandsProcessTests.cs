using System.Collections.Concurrent;
using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>What a technician asks of a node and sets at it, as typed, against virtual nodes on pseudo-terminals.</summary>
public sealed class NodeCommandsProcessTests
{
    [Fact]
    public async Task A_node_is_looked_at_set_restarted_and_erased()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 2);
        string[] a = ["--port", tray.Ports[0]];
        string[] b = ["--port", tray.Ports[1]];
        JsonElement first = await technician.JsonAsync(["node", "provision", "--name", "a", .. a]);
        JsonElement second = await technician.JsonAsync(["node", "provision", "--name", "b", .. b]);
        Assert.Equal(("skipped", "bothWays"), (first.GetProperty("radioTest").GetString(), second.GetProperty("radioTest").GetString()));
        Assert.Equal("a", Assert.Single(second.GetProperty("neighbours").EnumerateArray()).GetProperty("name").GetString());

        JsonElement settings = await technician.JsonAsync(["node", "settings", "get", .. a]);
        Assert.Equal(("kz-863", 865_500_000), (settings.GetProperty("region").GetString(), settings.GetProperty("frequencyHz").GetInt32()));
        JsonElement tried = await technician.JsonAsync(["node", "settings", "set", "--display-language", "ru", "--antenna-gain", "5", "--power", "9", "--dry-run", .. a]);
        Assert.Equal("ru", tried.GetProperty("settings").GetProperty("displayLanguage").GetString());
        Assert.Equal(settings.ToString(), (await technician.JsonAsync(["node", "settings", "get", .. a])).ToString());
        JsonElement set = await technician.JsonAsync(["node", "settings", "set", "--display-language", "ru", "--antenna-gain", "5", "--power", "9", .. a]);
        Assert.True(set.GetProperty("restarted").GetBoolean());
        Assert.Equal((9, 5m), (set.GetProperty("settings").GetProperty("powerDbm").GetInt32(), set.GetProperty("settings").GetProperty("antennaGainDbi").GetDecimal()));
        ToolResult tooMuch = await technician.RunAsync(["node", "settings", "set", "--power", "14", .. a]);
        Assert.Equal(2, tooMuch.ExitCode);
        Assert.Single(tooMuch.ErrorLines);

        int boots = (await technician.JsonAsync(["node", "identify", .. a])).GetProperty("boots").GetInt32();
        Assert.False((await technician.JsonAsync(["node", "reboot", "--dry-run", .. a])).GetProperty("rebooted").GetBoolean());
        Assert.True((await technician.JsonAsync(["node", "reboot", .. a])).GetProperty("rebooted").GetBoolean());
        Assert.Equal(boots + 1, (await technician.JsonAsync(["node", "identify", .. a])).GetProperty("boots").GetInt32());

        JsonElement heard = Assert.Single((await technician.JsonAsync(["node", "neighbours", .. b])).EnumerateArray());
        Assert.Equal("a", heard.GetProperty("name").GetString());
        Assert.InRange(heard.GetProperty("snrDb").GetDouble(), 1, 50);
        JsonElement stats = await technician.JsonAsync(["node", "stats", .. b]);
        Assert.Equal(1, stats.GetProperty("neighbours").GetInt32());
        Assert.InRange(stats.GetProperty("channelRssiDbm").GetInt32(), -130, -90);

        foreach (string[] dry in (string[][])[["node", "erase"], ["node", "panic"]])
        {
            Assert.False((await technician.JsonAsync([.. dry, "--dry-run", .. b])).GetProperty("erased").GetBoolean());
            Assert.Equal(2, (await technician.RunAsync([.. dry, .. b])).ExitCode);
        }

        Assert.True((await technician.JsonAsync(["node", "identify", .. b])).GetProperty("provisioned").GetBoolean());
        Assert.True((await technician.JsonAsync(["node", "panic", "--yes", .. b])).GetProperty("erased").GetBoolean());
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => !n.GetProperty("provisioned").GetBoolean()), "it has keys");
        Assert.False((await technician.JsonAsync(["node", "identify", .. b])).GetProperty("regionKnown").GetBoolean());
    }

    [Fact]
    public async Task A_dry_run_of_the_root_changes_nothing()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.ProvisionedAsync(technician, 2);
        string[] at = ["--port", tray.Ports[0]];
        string before = (await technician.JsonAsync("issuer", "list")).ToString();
        foreach (string[] command in (string[][])[["issuer", "add", "Rescue"], ["issuer", "revoke", "Medics"], ["epoch", "turn", "--without", "roof-1"], ["network", "publish"]])
        {
            JsonElement dry = await technician.JsonAsync([.. command, "--dry-run", .. at]);
            Assert.True(dry.GetProperty("dryRun").GetBoolean());
            Assert.InRange(dry.GetProperty("frames").GetInt32(), 1, 20);
        }

        Assert.Equal(before, (await technician.JsonAsync("issuer", "list")).ToString());
        Assert.Equal(0, (await technician.JsonAsync("network", "show")).GetProperty("epoch").GetInt32());
    }

    [Fact]
    public async Task Events_are_told_as_they_happen()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.ProvisionedAsync(technician, 2);
        using RunningProgram watching = new Tool().In("LORANODE_PASSPHRASE", Technician.Passphrase)
            .Start("node", "events", "--port", tray.Ports[1], "--network", technician.Network, "--jsonl");
        var told = new ConcurrentQueue<JsonElement>();
        var firstMessage = new TaskCompletionSource();
        bool IsTold(string kind, string key, string value) =>
            told.Any(e => e.GetProperty("event").GetString() == kind && e.TryGetProperty(key, out JsonElement found) && found.GetString() == value);
        Task reading = Task.Run(async () =>
        {
            while (await watching.Output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                told.Enqueue(JsonDocument.Parse(line).RootElement);
                if (IsTold("message", "text", "Нан бар"))
                {
                    firstMessage.TrySetResult();
                }
            }
        }, TestContext.Current.CancellationToken);

        // What is sent before the watch has begun is not told to it: then it is sent again.
        Assert.True(await Eventually.IsTrueAsync(async () =>
        {
            await technician.JsonAsync("message", "send", "Нан бар", "--wait", "0", "--port", tray.Ports[0]);
            await Task.WhenAny(firstMessage.Task, Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
            return firstMessage.Task.IsCompleted;
        }));
        await technician.JsonAsync("alert", "send", "Су келе жатыр", "--wait", "0", "--port", tray.Ports[0]);
        Assert.True(await Eventually.IsTrueAsync(() => IsTold("alert", "text", "Су келе жатыр") && IsTold("log", "code", "AlertShown")));
        Assert.True(IsTold("message", "node", "roof-0"));
        watching.Interrupt();
        Assert.Equal(0, await watching.EndAsync());
        await reading;

        Assert.Equal(JsonValueKind.Array, (await technician.JsonAsync("node", "events", "--port", tray.Ports[1], "--for", "1")).ValueKind);
    }

    [Fact]
    public async Task Receipts_come_in_while_a_person_watches_and_are_counted_at_the_end()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 3);
        await technician.DoneAsync(["node", "provision", "--all", .. tray.Ports.SelectMany(p => new[] { "--port", p })]);

        Task<string> alert = technician.DoneAsync("alert", "send", "Water", "--port", tray.Ports[0], "--watch");
        Task<JsonElement> message = technician.JsonAsync("message", "send", "Bread", "--port", tray.Ports[1], "--watch");
        string[] lines = [.. (await alert).Split('\n').Where(l => l.StartsWith("Reached ", StringComparison.Ordinal))];
        JsonElement sent = await message;

        Assert.InRange(lines.Length, 1, 2);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
        Assert.Equal("Reached 2 of 2 other nodes.", lines[^1]);
        Assert.Equal((2, 2), (sent.GetProperty("reached").GetInt32(), sent.GetProperty("nodes").GetInt32()));
        JsonElement kept = Assert.Single((await technician.JsonAsync("alert", "list")).EnumerateArray());
        Assert.Equal(2, kept.GetProperty("reached").GetInt32());
    }

    [Fact]
    public async Task A_board_for_another_band_is_refused_with_what_to_do_and_stays_blank()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using Technician other = await Technician.WithNetworkAsync("--region", "kz-433");
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 1, "--board", "esp32-devkitc-ra-02");

        ToolResult refused = await technician.RunAsync("node", "provision", "--port", tray.Ports[0], "--name", "a");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("band", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.False((await Technician.IdentifyAsync(tray.Ports[0])).GetProperty("provisioned").GetBoolean());
        Assert.Empty((await technician.JsonAsync("network", "show")).GetProperty("nodes").EnumerateArray());

        JsonElement taken = await other.JsonAsync("node", "provision", "--port", tray.Ports[0], "--name", "a");
        Assert.InRange(taken.GetProperty("frequencyHz").GetInt32(), 433_075_000, 434_775_000);
    }

    [Fact]
    public async Task Boards_that_do_not_hear_each_other_are_found_out_at_provisioning()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 2, "--loss", "200");
        string[] all = ["node", "provision", "--all", "--radio-test", "3", .. tray.Ports.SelectMany(p => new[] { "--port", p })];

        ToolResult result = await technician.RunAsync([.. all, "--json"]);
        ToolResult again = await technician.RunAsync(all);

        Assert.Equal((1, 1), (result.ExitCode, again.ExitCode));
        Assert.All(JsonDocument.Parse(result.Output).RootElement.EnumerateArray(), b =>
        {
            Assert.True(b.GetProperty("verified").GetBoolean());
            Assert.Equal("unheard", b.GetProperty("radioTest").GetString());
        });
        Assert.Contains("antenna", again.Output, StringComparison.Ordinal);
    }
}
