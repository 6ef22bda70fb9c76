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

    public CliContext Context => new(
        language, Stream.Null, new StringWriter(_output), new StringWriter(_error), isInputRedirected: true, cancellation);
}
