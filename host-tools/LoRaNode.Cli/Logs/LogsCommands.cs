using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Node.Link;
using Spectre.Console;

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

    private static LogOpener OpenerOf(ushort address, string folder, string passphrase)
    {
        using Community community = Community.Open(folder, passphrase);
        return new LogOpener(community.LogKey(community.Node(address))) { Before = LogOpener.Unprovisioned() };
    }

    private static Command Show(CliContext context)
    {
        var port = new NodePort(context);
        var from = new Option<uint>("--from") { Description = context.Text("logs.option.from"), HelpName = "N" };
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var command = new Command("show", context.Text("logs.show.description")) { port.Option, from, folder.Option, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            NodeLogText log = await port.UseAsync(parse, async client =>
            {
                NodeIdentification node = await client.IdentifyAsync(cancellation);
                LogOpener opener = node.IsProvisioned ? OpenerOf(node.Address, folder.Of(parse), passphrase.Get(parse)) : LogOpener.Unprovisioned();
                return await client.ReadLogAsync(parse.GetValue(from), opener, null, cancellation);
            });
            var view = new LogView(context);
            if (context.IsJson)
            {
                view.WriteJson(log.Records);
            }
            else
            {
                view.Print(log.Records);
            }

            if (log.Unreadable > 0)
            {
                context.Progress.MarkupLine(context.Markup("logs.unreadable", log.Unreadable));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode logs show --port /dev/ttyUSB0", context.Text("logs.show.example.serial")),
            new CommandExample("loranode logs show --port virtual:roof-12 --from 100 --json", context.Text("logs.show.example.from")));
    }
}
