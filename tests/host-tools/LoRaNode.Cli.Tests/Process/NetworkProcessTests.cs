using System.Text.Json;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Founding a community, and keeping it safe.</summary>
public sealed class NetworkProcessTests
{
    [Fact]
    public async Task Region_and_data_rate_are_chosen_once_and_shown_with_their_source()
    {
        using Technician technician = await Technician.WithNetworkAsync("--region", "eu-869.4", "--preset", "dense");

        JsonElement shown = await technician.JsonAsync("network", "show");

        Assert.Equal("eu-869.4", shown.GetProperty("region").GetString());
        Assert.Equal("dense", shown.GetProperty("preset").GetString());
        Assert.Equal(869_525_000, shown.GetProperty("frequencyHz").GetInt32());
        Assert.Equal(7, shown.GetProperty("spreadingFactor").GetInt32());
        Assert.Contains("EN 300 220", shown.GetProperty("regionSource").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--region", "atlantis", "kz-863")]
    [InlineData("--preset", "warp", "city")]
    public async Task An_unknown_region_or_data_rate_gets_one_line_that_names_those_there_are(string option, string value, string hint)
    {
        using var technician = new Technician();

        ToolResult result = await technician.RunAsync("network", "create", "--name", "x", "--issuer", "y", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(hint, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(technician.Network));
    }

    [Fact]
    public async Task Without_a_terminal_a_missing_name_is_named_instead_of_asked_for()
    {
        using var technician = new Technician();

        ToolResult result = await technician.RunAsync("network", "create", "--issuer", "y");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--name", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_up_brings_everything_back_and_opens_with_the_passphrase_only()
    {
        using Technician technician = await Technician.WithNetworkAsync("--region", "kz-433");
        string port = "virtual:" + technician.File("roof");
        await technician.DoneAsync("node", "provision", "--port", port, "--name", "roof-12");
        await technician.DoneAsync("node", "site", "roof-12", "--place", "Абай 10, шатыр", "--height", "12.5");
        string backup = technician.File("backup.zip");
        await technician.DoneAsync("network", "backup", backup);
        JsonElement before = await technician.JsonAsync("network", "export");
        Directory.Delete(technician.Network, recursive: true);

        ToolResult wrong = await new Tool().In("LORANODE_PASSPHRASE", "battery staple").WithAsync("network", "restore", backup, "--network", technician.Network);
        Assert.Equal(2, wrong.ExitCode);
        Assert.False(Directory.Exists(technician.Network));
        await technician.DoneAsync("network", "restore", backup);

        Assert.Equal(before.GetRawText(), (await technician.JsonAsync("network", "export")).GetRawText());
        Assert.Equal("Абай 10, шатыр", before.GetProperty("nodes")[0].GetProperty("site").GetProperty("place").GetString());
        Assert.Equal(2, (await technician.RunAsync("network", "restore", backup)).ExitCode);
        Assert.Equal(2, (await technician.RunAsync("network", "backup", backup)).ExitCode);
    }

    [Fact]
    public async Task A_file_that_is_no_back_up_changes_nothing()
    {
        using var technician = new Technician();
        string file = technician.File("holiday.zip");
        await File.WriteAllTextAsync(file, "not a zip file", TestContext.Current.CancellationToken);

        ToolResult result = await technician.RunAsync("network", "restore", file);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
        Assert.False(Directory.Exists(technician.Network));
    }

    [Fact]
    public async Task An_export_holds_no_secret()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        await technician.DoneAsync("node", "provision", "--port", "virtual:" + technician.File("v"), "--name", "a");

        JsonElement export = await technician.JsonAsync("network", "export");

        // 32 and 64 hexadecimal digits are keys of 16 and 32 bytes; the root's public key is the only one that may be there.
        string[] long_ = [.. System.Text.RegularExpressions.Regex.Matches(export.GetRawText(), "[0-9a-fA-F]{32,}").Select(m => m.Value)];
        Assert.Equal([export.GetProperty("rootPublicKey").GetString()!], long_);
    }
}
