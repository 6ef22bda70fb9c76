using System.Text.Json;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>The first evening, as a person types it, against a virtual node.</summary>
public sealed class NodeProcessTests
{
    [Fact]
    public async Task A_network_is_created_a_node_provisioned_its_log_read_and_the_node_erased()
    {
        using var folder = new TemporaryFolder();
        string network = Path.Combine(folder.Path, "my-city");
        string port = "virtual:" + Path.Combine(folder.Path, "roof-12");

        ToolResult created = await Run("network", "create", "--network", network, "--name", "Қалқан Алматы", "--issuer", "Medics", "--json");
        Assert.Equal((0, string.Empty), (created.ExitCode, created.Error));
        using (JsonDocument json = JsonDocument.Parse(created.Output))
        {
            Assert.Equal("Қалқан Алматы", json.RootElement.GetProperty("name").GetString());
            Assert.Equal(16, json.RootElement.GetProperty("identifier").GetString()!.Length);
        }

        ToolResult provisioned = await Run("node", "provision", "--network", network, "--port", port, "--name", "roof-12", "--json");
        Assert.Equal((0, string.Empty), (provisioned.ExitCode, provisioned.Error));
        int address = JsonDocument.Parse(provisioned.Output).RootElement.GetProperty("address").GetInt32();

        ToolResult identified = await Run("node", "identify", "--port", port, "--json");
        Assert.Equal(address, JsonDocument.Parse(identified.Output).RootElement.GetProperty("address").GetInt32());

        ToolResult log = await Run("logs", "show", "--network", network, "--port", port, "--json");
        JsonElement[] records = [.. JsonDocument.Parse(log.Output).RootElement.EnumerateArray()];
        Assert.Contains(records, r => r.GetProperty("code").GetString() == "Provisioned" && r.GetProperty("a").GetInt32() == address);
        Assert.Contains(records, r => r.GetProperty("sealed").GetBoolean());

        ToolResult again = await Run("node", "provision", "--network", network, "--port", port, "--name", "roof-13");
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("loranode node erase", Assert.Single(again.ErrorLines), StringComparison.Ordinal);

        Assert.Equal(2, (await Run("node", "erase", "--port", port)).ExitCode);
        Assert.Equal(0, (await Run("node", "erase", "--port", port, "--yes")).ExitCode);
        ToolResult blank = await Run("node", "identify", "--port", port, "--json");
        Assert.False(JsonDocument.Parse(blank.Output).RootElement.GetProperty("provisioned").GetBoolean());
    }

    [Fact]
    public async Task A_missing_passphrase_a_wrong_one_and_a_missing_network_each_get_one_line()
    {
        using var folder = new TemporaryFolder();
        string network = Path.Combine(folder.Path, "n");
        string port = "virtual:" + Path.Combine(folder.Path, "v");
        ToolResult missing = await Tool.RunAsync("network", "create", "--network", network, "--name", "x", "--issuer", "y");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("LORANODE_PASSPHRASE", Assert.Single(missing.ErrorLines), StringComparison.Ordinal);

        ToolResult absent = await Run("node", "provision", "--network", network, "--port", port, "--name", "a");
        Assert.Equal(2, absent.ExitCode);
        Assert.Contains(network, Assert.Single(absent.ErrorLines), StringComparison.Ordinal);

        await Run("network", "create", "--network", network, "--name", "x", "--issuer", "y");
        ToolResult wrong = await new Tool().In("LORANODE_PASSPHRASE", "other").WithAsync("network", "show", "--network", network);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Single(wrong.ErrorLines);
    }

    private static Task<ToolResult> Run(params string[] arguments) =>
        new Tool().In("LORANODE_PASSPHRASE", "correct horse").WithAsync(arguments);
}
