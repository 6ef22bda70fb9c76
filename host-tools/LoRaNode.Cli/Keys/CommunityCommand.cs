using System.CommandLine;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;

namespace LoRaNode.Cli.Keys;

/// <summary>What every command on an existing community shares: where it is, its passphrase, and how results are shown.</summary>
internal sealed class CommunityCommand(CliContext context)
{
    public CliContext Context { get; } = context;

    public string Text(string key, params ReadOnlySpan<object?> arguments) => Context.Text(key, arguments);

    /// <summary>Makes a command that opens the community, works on it and shows the result.</summary>
    /// <param name="name">Name of the command.</param>
    /// <param name="descriptionKey">Key of its description.</param>
    /// <param name="symbols">Its own options and arguments.</param>
    /// <param name="work">Does the work and returns what to show.</param>
    public Command New(string name, string descriptionKey, IReadOnlyList<Symbol> symbols, Func<ParseResult, Community, KeysResult> work)
    {
        var folder = new NetworkFolder(Context);
        var passphrase = new PassphraseInput(Context);
        var command = new Command(name, Context.Text(descriptionKey)) { folder.Option, passphrase.Option };
        foreach (Symbol symbol in symbols)
        {
            switch (symbol)
            {
                case Option option:
                    command.Add(option);
                    break;
                case Argument argument:
                    command.Add(argument);
                    break;
            }
        }

        command.SetAction(parse =>
        {
            using Community community = Context.OpenCommunity(folder.Of(parse), passphrase.Get(parse));
            KeysResult result = work(parse, community);
            if (Context.IsJson)
            {
                Context.WriteJson(result.WriteJson);
            }
            else
            {
                result.Print(Context.Console);
            }

            return ExitCode.Success;
        });
        return command;
    }
}
