using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>A fleet that several technicians share through a PostgreSQL server, as they type it.</summary>
[Collection(SharedPostgres.Name)]
public sealed class SharedDatabaseTests(PostgresServer server)
{
    [Fact]
    public async Task Two_technicians_provision_and_pull_at_once_and_both_see_everything()
    {
        string database = server.NewDatabase();
        using Technician first = await Technician.WithNetworkAsync("--database", database);
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(first.File("boards"), 4);
        string[] shared = ["--database", database];

        // The second one joins with nothing but the address and the passphrase.
        using var second = new Technician();
        await second.DoneAsync(["network", "join", .. shared]);
        await Task.WhenAll(
            WorkAsync(first, tray.Ports[..2], "north", shared),
            WorkAsync(second, tray.Ports[2..], "south", shared));

        foreach (Technician technician in (Technician[])[first, second])
        {
            JsonElement network = await technician.JsonAsync(["network", "show", .. shared]);
            Assert.Equal(["north-0", "north-1", "south-0", "south-1"], network.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
            Assert.Equal(4, network.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("address").GetInt32()).Distinct().Count());
        }

        // Both pull the same node, twice: each record once, and opened by either.
        await Task.WhenAll(first.DoneAsync(["logs", "pull", "--port", tray.Ports[0], .. shared]), second.DoneAsync(["logs", "pull", "--port", tray.Ports[3], .. shared]));
        JsonElement added = await second.JsonAsync(["logs", "pull", "--again", "--port", tray.Ports[0], .. shared]);
        Assert.Equal(0, added.GetProperty("sealed").GetInt32());
        JsonElement[] logs = [.. (await first.JsonAsync(["logs", "show", "--limit", "1000", .. shared])).EnumerateArray()];
        Assert.Equal(logs.Length, logs.Select(l => (l.GetProperty("board").GetString(), l.GetProperty("number").GetUInt32())).Distinct().Count());
        Assert.Equal(2, logs.Select(l => l.GetProperty("board").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task The_variable_names_the_database_too_and_what_is_wrong_is_told_in_one_line()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        ToolResult silent = await new Tool().In("LORANODE_DATABASE", $"postgres://nobody@127.0.0.1:{ServerProcess.FreePort()}/city").WithAsync("alert", "list", "--network", technician.Network);
        ToolResult wrong = await technician.RunAsync("alert", "list", "--database", server.Address("postgres", "wrong"));
        ToolResult word = await technician.RunAsync("alert", "list", "--database", "city");

        Assert.All((ToolResult[])[silent, wrong, word], r => Assert.Equal((2, string.Empty), (r.ExitCode, r.Output)));
        Assert.Contains("cannot be reached", Assert.Single(silent.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(PostgresServer.User, Assert.Single(wrong.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("postgres://", Assert.Single(word.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fleet_that_began_in_a_folder_becomes_shared_and_keys_changed_apart_are_not_mixed()
    {
        string database = server.NewDatabase();
        using Technician first = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(first.File("boards"), 3);
        await first.DoneAsync("node", "provision", "--port", tray.Ports[0], "--name", "before");
        await first.DoneAsync("network", "share", "--database", database);
        using var second = new Technician();
        await second.DoneAsync("network", "join", "--database", database);
        Assert.Equal("before", (await second.JsonAsync("network", "show", "--database", database)).GetProperty("nodes")[0].GetProperty("name").GetString());

        // One forgets the option, the other does not: that cannot be put together.
        await first.DoneAsync("node", "provision", "--port", tray.Ports[1], "--name", "apart");
        await second.DoneAsync("node", "provision", "--port", tray.Ports[2], "--name", "together", "--database", database);
        ToolResult apart = await first.RunAsync("network", "show", "--database", database);
        Assert.Equal(2, apart.ExitCode);
        Assert.Single(apart.ErrorLines);
    }

    private static async Task WorkAsync(Technician technician, string[] ports, string name, string[] shared)
    {
        for (int i = 0; i < ports.Length; i++)
        {
            await technician.DoneAsync(["node", "provision", "--port", ports[i], "--name", $"{name}-{i}", .. shared]);
        }
    }
}
