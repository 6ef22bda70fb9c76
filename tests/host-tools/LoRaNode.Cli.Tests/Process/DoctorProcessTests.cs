using System.Text.Json;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>What the doctor finds, and that it says what to do.</summary>
public sealed class DoctorProcessTests
{
    [Fact]
    public async Task A_node_of_the_community_is_in_order_and_one_of_another_is_not()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using Technician other = await Technician.WithNetworkAsync();
        string ours = "virtual:" + technician.File("ours");
        string theirs = "virtual:" + technician.File("theirs");
        await technician.DoneAsync("node", "provision", "--port", ours, "--name", "roof-1");
        await other.DoneAsync("node", "provision", "--port", theirs, "--name", "roof-1");

        JsonElement good = await technician.JsonAsync("doctor", "--port", ours);
        ToolResult bad = await technician.RunAsync("doctor", "--port", theirs, "--json");
        ToolResult blank = await technician.RunAsync("doctor", "--port", "virtual:" + technician.File("blank"), "--json");

        Assert.Equal("good", LevelOf(good, "credentials"));
        Assert.Equal("good", LevelOf(good, "radio"));
        Assert.Equal((1, "problem"), (bad.ExitCode, LevelOf(JsonDocument.Parse(bad.Output).RootElement, "credentials")));
        Assert.Equal((1, "problem"), (blank.ExitCode, LevelOf(JsonDocument.Parse(blank.Output).RootElement, "credentials")));
    }

    [Fact]
    public async Task A_node_left_behind_in_an_old_epoch_is_told_with_the_command_that_helps()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        string port = "virtual:" + technician.File("node");
        await technician.DoneAsync("node", "provision", "--port", port, "--name", "roof-1");
        await technician.DoneAsync("epoch", "turn");

        ToolResult result = await technician.RunAsync("doctor", "--port", port);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("loranode network publish", result.Output, StringComparison.Ordinal);
    }

    private static string LevelOf(JsonElement findings, string subject) =>
        findings.EnumerateArray().First(f => f.GetProperty("subject").GetString() == subject).GetProperty("level").GetString()!;
}
