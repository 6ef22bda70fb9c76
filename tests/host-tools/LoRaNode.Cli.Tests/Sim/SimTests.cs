using System.Text.Json;
using LoRaNode.Cli.Sim;
using LoRaNode.Cli.Tests.CommandLine;
using LoRaNode.Host.Texts;
using Microsoft.Data.Sqlite;

namespace LoRaNode.Cli.Tests.Sim;

public class SimTests
{
    private static readonly string[] Algorithms = ["loranode", "flood", "managed-3", "managed-7"];

    [Fact]
    public async Task Compare_prints_one_row_for_each_city_and_algorithm_as_json()
    {
        using var folder = SmallCity();
        var cli = new CliHarness();
        int code = await cli.RunAsync(c => [SimCommands.Create(c)], "sim", "compare", folder.Path, "--seeds", "2", "--messages", "5", "--json");
        Assert.Equal(ExitCode.Success, code);
        using JsonDocument json = JsonDocument.Parse(cli.Output);
        JsonElement[] rows = [.. json.RootElement.EnumerateArray()];
        Assert.Equal(Algorithms, rows.Select(r => r.GetProperty("algorithm").GetString()!));
        Assert.All(rows, r => Assert.Equal("line-4", r.GetProperty("city").GetString()));
        JsonElement ours = rows[0];
        Assert.Equal(1, ours.GetProperty("delivery").GetDouble());
        Assert.Equal(1, ours.GetProperty("everyone").GetDouble());
        Assert.InRange(ours.GetProperty("transmissions").GetDouble(), 1.5, 5);
        Assert.InRange(ours.GetProperty("p99Seconds").GetDouble(), 0.5, 20);
    }

    [Theory]
    [InlineData(Language.Kazakh)]
    [InlineData(Language.Russian)]
    [InlineData(Language.English)]
    public async Task Compare_speaks_the_persons_language(Language language)
    {
        using var folder = SmallCity();
        var cli = new CliHarness(language);
        Assert.Equal(ExitCode.Success, await cli.RunAsync(c => [SimCommands.Create(c)], "sim", "compare", folder.Path, "--seeds", "1", "--messages", "2"));
        Assert.Contains("managed-7", cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_with_events_writes_a_trace_that_agrees_with_its_figures()
    {
        using var folder = SmallCity();
        File.WriteAllText(folder.File("storm.csv"), "at_s,event,node,a,b,c\n5,reboot,1\n70,sleep,2\n90,wake,2\n100,jam,,0,0,-40\n110,end-jam\n120,move,3,3000,100\n130,power-loss,0\n");
        var cli = new CliHarness();
        int code = await cli.RunAsync(
            c => [SimCommands.Create(c)],
            "sim", "run", folder.Path, "line-4", "--messages", "3", "--events", folder.File("storm.csv"), "--trace", folder.File("trace.db"), "--json");
        Assert.Equal(ExitCode.Success, code);
        using JsonDocument json = JsonDocument.Parse(cli.Output);
        await using var database = new SqliteConnection($"Data Source={folder.File("trace.db")};Pooling=False");
        database.Open();
        Assert.Equal(json.RootElement.GetProperty("framesSent").GetInt64(), Count(database, "SELECT count(*) FROM sent"));
        Assert.Equal(3, Count(database, "SELECT count(*) FROM broadcast"));
        Assert.True(Count(database, "SELECT count(*) FROM received WHERE good = 1") > 10);
    }

    [Theory]
    [InlineData(Language.Kazakh, "kk")]
    [InlineData(Language.Russian, "ru")]
    [InlineData(Language.English, "en")]
    public async Task Report_is_one_page_without_network_or_script(Language language, string code)
    {
        using var folder = SmallCity();
        var cli = new CliHarness(language);
        Assert.Equal(
            ExitCode.Success,
            await cli.RunAsync(c => [SimCommands.Create(c)], "sim", "report", folder.Path, "line-4", "--messages", "2", "-o", folder.File("page.html")));
        string page = File.ReadAllText(folder.File("page.html"));
        foreach (string algorithm in Algorithms)
        {
            Assert.Contains($"<h2>{algorithm}</h2>", page, StringComparison.Ordinal);
        }

        // A large map, four small ones, a curve and a histogram for each; the legend has three pictures.
        Assert.Equal((Algorithms.Length * 7) + 3, page.Split("<svg").Length - 1);
        Assert.Contains($"<html lang=\"{code}\">", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", page, StringComparison.Ordinal);

        // The same broadcasts in all: the origin stands at one place.
        var origins = page.Split("source\" cx=\"").Skip(1).Select(p => p[..p.IndexOf('"', StringComparison.Ordinal)]).ToList();
        Assert.Single(origins.Where(o => o != "7").Distinct());
    }

    [Fact]
    public async Task Run_takes_events_from_the_folder_and_prints_energy_and_batteries()
    {
        using var folder = SmallCity();
        File.WriteAllText(folder.File("line-4.events.csv"), "at_s,event,node,a,b,c\n0,fail,1\n");
        var cli = new CliHarness();
        int code = await cli.RunAsync(
            c => [SimCommands.Create(c)],
            "sim", "run", folder.Path, "line-4", "--messages", "20", "--battery", "2000", "--panel", "500", "--json");
        Assert.Equal(ExitCode.Success, code);
        using JsonDocument json = JsonDocument.Parse(cli.Output);

        // Node 1 joins the ends: without it not everything arrives.
        Assert.InRange(json.RootElement.GetProperty("delivery").GetDouble(), 0.01, 0.9);
        Assert.InRange(json.RootElement.GetProperty("milliwattHoursPerDay").GetDouble(), 1_000, 3_000);
        Assert.Equal(0, json.RootElement.GetProperty("battery").GetProperty("nodesDied").GetInt32());
    }

    [Fact]
    public async Task Run_and_radios_put_the_nodes_on_chips()
    {
        using var folder = SmallCity();
        var run = new CliHarness();
        Assert.Equal(ExitCode.Success, await run.RunAsync(c => [SimCommands.Create(c)], "sim", "run", folder.Path, "line-4", "--messages", "2", "--radio", "chip", "--json"));
        using JsonDocument one = JsonDocument.Parse(run.Output);
        Assert.Equal("chip", one.RootElement.GetProperty("radio").GetString());
        Assert.Equal(1, one.RootElement.GetProperty("delivery").GetDouble());

        var radios = new CliHarness();
        Assert.Equal(ExitCode.Success, await radios.RunAsync(c => [SimCommands.Create(c)], "sim", "radios", folder.Path, "--seeds", "1", "--messages", "2", "--json"));
        using JsonDocument both = JsonDocument.Parse(radios.Output);
        Assert.Equal(["abstract", "chip"], both.RootElement.EnumerateArray().Select(r => r.GetProperty("radio").GetString()));
    }

    [Fact]
    public async Task Resilience_prints_a_row_for_each_hardship_and_city()
    {
        using var folder = SmallCity();
        var cli = new CliHarness();
        int code = await cli.RunAsync(c => [SimCommands.Create(c)], "sim", "resilience", folder.Path, "--seeds", "1", "--json");
        Assert.True(code is ExitCode.Success or ExitCode.Failure);
        using JsonDocument json = JsonDocument.Parse(cli.Output);
        Assert.Equal(["loss", "deaths", "absence", "overload"], json.RootElement.EnumerateArray().Select(r => r.GetProperty("hardship").GetString()));
        Assert.All(json.RootElement.EnumerateArray(), r => Assert.InRange(r.GetProperty("share").GetDouble(), 0.1, 1));
        Assert.InRange(json.RootElement[3].GetProperty("dutyOfLimit").GetDouble(), 0.01, 1);
    }

    [Theory]
    [InlineData(Language.Kazakh)]
    [InlineData(Language.Russian)]
    [InlineData(Language.English)]
    public async Task Resilience_speaks_the_persons_language(Language language)
    {
        using var folder = SmallCity();
        var cli = new CliHarness(language);
        await cli.RunAsync(c => [SimCommands.Create(c)], "sim", "resilience", folder.Path, "--seeds", "1");
        Assert.DoesNotContain("‹", cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "7")]
    [InlineData("2", "1")]
    public async Task Compare_is_the_same_to_the_byte_on_any_number_of_cores(string one, string other)
    {
        using var folder = SmallCity();
        async Task<string> OutputAsync(string cores)
        {
            var cli = new CliHarness();
            Assert.Equal(
                ExitCode.Success,
                await cli.RunAsync(c => [SimCommands.Create(c)], "sim", "compare", folder.Path, "--seeds", "3", "--messages", "3", "--cores", cores, "--json"));
            return cli.Output;
        }

        Assert.Equal(await OutputAsync(one), await OutputAsync(other));
    }

    [Theory]
    [InlineData("compare", "nowhere")]
    [InlineData("compare", "nowhere", "--seeds", "0")]
    [InlineData("run", "nowhere", "line-4")]
    [InlineData("report", "nowhere", "line-4")]
    public async Task What_cannot_be_read_gives_one_line_and_exit_code_2(params string[] arguments)
    {
        var cli = new CliHarness();
        int code = await cli.RunAsync(c => [SimCommands.Create(c)], ["sim", .. arguments]);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(cli.Output);
        Assert.Single(cli.Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("‹", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line-4.nodes.csv", "node,x_m,y_m,height_m\n0,zero,0,25\n")]
    [InlineData("line-4.loss.csv", "a,b,path_loss_db\n0,9,120\n")]
    [InlineData("line-4.json", "{")]
    public async Task A_broken_city_is_named_with_its_line(string file, string content)
    {
        using var folder = SmallCity();
        File.WriteAllText(folder.File(file), content);
        var cli = new CliHarness();
        Assert.Equal(ExitCode.Usage, await cli.RunAsync(c => [SimCommands.Create(c)], "sim", "compare", folder.Path));
        Assert.Contains(file, cli.Error, StringComparison.Ordinal);
    }

    private static long Count(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // The texts are those above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static TemporaryFolder SmallCity()
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("line-4.json"), "{ \"name\": \"line-4\", \"spreading_factor\": 9, \"bandwidth_hz\": 250000 }");
        File.WriteAllText(folder.File("line-4.nodes.csv"), "node,x_m,y_m,height_m\n0,0,0,25\n1,1000,0,25\n2,2000,0,25\n3,3000,0,25\n");
        File.WriteAllText(folder.File("line-4.loss.csv"), "a,b,path_loss_db\n0,1,120\n1,2,122\n2,3,121\n0,2,150\n1,3,151\n");
        return folder;
    }
}
