using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs</c>: what nodes have noted.</summary>
public static class LogsCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("logs", context.Text("logs.description")) { Show(context) };
    }

    private static Command Show(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context);
        var from = new Option<uint>("--from") { Description = context.Text("logs.option.from"), HelpName = "N" };
        var command = new Command("show", context.Text("logs.show.description")) { network.Option, port.Option, from, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            (NodeIdentification node, IReadOnlyList<LogEntry> entries) = await port.UseAsync(
                parse,
                async client => (await client.IdentifyAsync(cancellation), await client.ReadLogAsync(parse.GetValue(from), null, cancellation)));

            // Only a log that is sealed needs the community's keys.
            LogOpener? opener = null;
            if (entries.Any(e => e.IsSealed))
            {
                using Community community = Community.Open(network.Of(parse), passphrase.Get(parse));
                opener = new LogOpener(community.LogKey(community.Node(node.Address)));
            }

            var view = new LogView(context);
            if (context.IsJson)
            {
                view.WriteJson(entries, opener);
            }
            else
            {
                view.Print(entries, opener);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode logs show --network my-city --port /dev/ttyUSB0", context.Text("logs.show.example.serial")),
            new CommandExample("loranode logs show --network my-city --port virtual:roof-12 --from 100 --json", context.Text("logs.show.example.from")));
    }
}
