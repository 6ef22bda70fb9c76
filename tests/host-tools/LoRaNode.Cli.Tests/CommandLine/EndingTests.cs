using System.CommandLine;
using System.Text.RegularExpressions;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Tests.CommandLine;

/// <summary>Every way in which a command can end.</summary>
public class EndingTests
{
    [Fact]
    public async Task A_user_error_is_one_line_and_exit_code_2()
    {
        var cli = new CliHarness(Language.Russian);

        int code = await cli.RunAsync(c => [Throwing(() => new UserError("demo.error.nodes", 2, 200, 1))], "fail");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal("ошибка: --nodes: в городе от 2 до 200 узлов, а указано 1." + Environment.NewLine, cli.Error);
        Assert.Empty(cli.Output);
    }

    [Fact]
    public async Task A_bug_is_one_line_that_names_a_file_with_the_details()
    {
        var cli = new CliHarness();

        int code = await cli.RunAsync(c => [Throwing(() => new InvalidOperationException("a table is upside down"))], "fail");

        Assert.Equal(ExitCode.Bug, code);
        Assert.Single(cli.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        string path = Regex.Match(cli.Error, @"\S+loranode-bug-\S+\.txt").Value;
        string details = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        Assert.Contains("a table is upside down", details, StringComparison.Ordinal);
        Assert.Contains("   at ", details, StringComparison.Ordinal);
        Assert.DoesNotContain("a table is upside down", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_no_bug()
    {
        var cli = new CliHarness();

        int code = await cli.RunAsync(c => [Throwing(() => new IOException("No space left on device"))], "fail");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("No space left", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_is_exit_code_130()
    {
        using var interruption = new CancellationTokenSource();
        var cli = new CliHarness(cancellation: interruption.Token);

        int code = await cli.RunAsync(
            c =>
            {
                interruption.Cancel();
                return [Throwing(() => new OperationCanceledException(interruption.Token))];
            },
            "fail");

        Assert.Equal(ExitCode.Interrupted, code);
    }

    [Fact]
    public void Half_a_json_value_is_never_written()
    {
        var cli = new CliHarness();

        Assert.Throws<InvalidOperationException>(() => cli.Context.WriteJson(json =>
        {
            json.WriteStartObject();
            throw new InvalidOperationException();
        }));

        Assert.Empty(cli.Output);
    }

    private static Command Throwing(Func<Exception> exception)
    {
        var command = new Command("fail");
        command.SetAction(int (ParseResult _) => throw exception());
        return command;
    }
}
