using System.CommandLine;
using System.Text;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Tests.CommandLine;

/// <summary>Runs a command tree inside of the test, over memory instead of terminals.</summary>
internal sealed class CliHarness(Language language = Language.English, CancellationToken cancellation = default)
{
    private readonly StringBuilder _output = new();

    private readonly StringBuilder _error = new();

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public async Task<int> RunAsync(Func<CliContext, IEnumerable<Command>> commands, params string[] arguments)
    {
        CliContext context = Context;
        var root = new RootCommand { new Option<bool>("--json") { Recursive = true } };
        foreach (Command command in commands(context))
        {
            root.Add(command);
        }

        return await CommandRun.RunAsync(root, arguments, context);
    }

    /// <summary>Runs a line, whose words have no spaces, against the whole command tree.</summary>
    public static Task<(int Code, string Output, string Error)> LineAsync(string line, Language language = Language.English) => WordsAsync(line.Split(' '), language);

    /// <summary>Runs words against the whole command tree.</summary>
    public static async Task<(int Code, string Output, string Error)> WordsAsync(string[] words, Language language = Language.English)
    {
        var harness = new CliHarness(language);
        int code = await CommandRun.RunAsync(words, harness.Context);
        return (code, harness.Output, harness.Error);
    }

    public CliContext Context => new(
        language, Stream.Null, new StringWriter(_output), new StringWriter(_error), isInputRedirected: true, cancellation);
}
