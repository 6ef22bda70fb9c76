using System.Text.Json;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Logs from a node into the database and out again.</summary>
public sealed class LogProcessTests
{
    [Fact]
    public async Task A_pull_reads_what_is_new_and_another_changes_nothing()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 1);
        string[] at = ["--port", tray.Ports[0]];
        await technician.DoneAsync(["node", "provision", "--name", "roof-12", .. at]);

        JsonElement first = await technician.JsonAsync(["logs", "pull", .. at]);
        JsonElement second = await technician.JsonAsync(["logs", "pull", .. at]);
        JsonElement again = await technician.JsonAsync(["logs", "pull", "--again", .. at]);

        int records = first.GetProperty("added").GetInt32();
        Assert.True(records >= 2);
        Assert.Equal((0, 0), (second.GetProperty("read").GetInt32(), second.GetProperty("added").GetInt32()));
        Assert.Equal((records, 0), (again.GetProperty("read").GetInt32(), again.GetProperty("added").GetInt32()));
        JsonElement[] shown = [.. (await technician.JsonAsync("logs", "show", "--node", "roof-12")).EnumerateArray()];
        Assert.Equal(records, shown.Length);
        Assert.Equal("Started", shown[0].GetProperty("code").GetString());
        Assert.Single((await technician.JsonAsync("logs", "show", "--code", "provisioned", "--since", "1h")).EnumerateArray());
        Assert.Empty((await technician.JsonAsync("logs", "show", "--until", "1h")).EnumerateArray());
    }

    [Fact]
    public async Task A_board_that_was_erased_begins_a_new_life_of_its_log()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        string port = "virtual:" + technician.File("board");
        await technician.DoneAsync("node", "provision", "--name", "first", "--port", port);
        int before = (await technician.JsonAsync("logs", "pull", "--port", port)).GetProperty("added").GetInt32();
        await Tool.RunAsync("node", "erase", "--port", port, "--yes");
        await technician.DoneAsync("node", "provision", "--name", "second", "--port", port);

        int after = (await technician.JsonAsync("logs", "pull", "--port", port)).GetProperty("added").GetInt32();

        JsonElement[] shown = [.. (await technician.JsonAsync("logs", "show")).EnumerateArray()];
        Assert.Equal(before + after, shown.Length);
        Assert.Equal(["first", "second"], shown.Select(r => r.GetProperty("node").GetString()).Distinct().Order());
        Assert.DoesNotContain(shown, r => r.GetProperty("sealed").GetBoolean());
    }

    [Fact]
    public async Task Logs_are_followed_and_exported_as_tables_and_lines()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        string port = "virtual:" + technician.File("board");
        await technician.DoneAsync("node", "provision", "--name", "roof, east", "--port", port);
        string[] followed = (await technician.DoneAsync("logs", "follow", "--port", port, "--for", "1", "--jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        string csv = await technician.DoneAsync("logs", "export");
        string[] lines = (await technician.DoneAsync("logs", "export", "--format", "jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement saved = await technician.JsonAsync("logs", "export", "--out", technician.File("logs.csv"));

        string[] rows = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("node,address,board,life,number,at,boot,uptime_ms,code,a,b", rows[0]);
        Assert.StartsWith("\"roof, east\",", rows[1], StringComparison.Ordinal);
        Assert.Equal(followed.Length, rows.Length - 1);
        Assert.Equal(followed.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("number").GetInt32()), lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("number").GetInt32()));
        Assert.Equal(followed.Length, saved.GetProperty("records").GetInt32());
        Assert.Equal(csv, await File.ReadAllTextAsync(technician.File("logs.csv"), TestContext.Current.CancellationToken));

        // What is no file is written into, not replaced by one.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The names of open files are a matter of Linux.");
        Assert.StartsWith(csv, await technician.DoneAsync("logs", "export", "--out", "/proc/self/fd/1"), StringComparison.Ordinal);
        Assert.Equal(2, (await technician.RunAsync("logs", "export", "--out", "/proc/self/fd/999")).ExitCode);
    }

    [Theory]
    [InlineData("--since", "yesterday-ish")]
    [InlineData("--code", "Weather")]
    [InlineData("--node", "nobody")]
    [InlineData("--limit", "-1")]
    public async Task A_filter_that_makes_no_sense_gets_one_line(string option, string value)
    {
        using Technician technician = await Technician.WithNetworkAsync();

        ToolResult result = await technician.RunAsync("logs", "show", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }
}
