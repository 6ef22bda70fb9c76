using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs show</c>: records of the database or, with a port, of the node there as it is now.</summary>
internal static class ShowCommand
{
    private const int UsualLimit = 100;

    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, isRequired: false, network: network, passphrase: passphrase);
        var filter = new LogFilterOptions(context, UsualLimit);
        var command = new Command("show", context.Text("logs.show.description")) { network.Option, port.Option };
        foreach (Option option in filter.All)
        {
            command.Add(option);
        }

        command.Add(passphrase.Option);
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(port.Option) is not null)
            {
                await ShowNodeAsync(context, parse, network, passphrase, port, filter, cancellation);
                return ExitCode.Success;
            }

            // What is in the database is open: no passphrase, and so no second of waiting.
            using CommunityStore store = context.OpenStore(network.Of(parse));
            var view = new StoredLogView(context);
            IEnumerable<StoredLog> logs = store.Logs(filter.Of(parse, store));
            if (context.IsJson)
            {
                view.WriteJson(logs);
            }
            else
            {
                view.Print([.. logs]);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode logs show --network my-city --node roof-12 --since 2h", context.Text("logs.show.example.node")),
            new CommandExample("loranode logs show --network my-city --code AlertRefused --code FrameRefused --since 7d --json", context.Text("logs.show.example.code")),
            new CommandExample("loranode logs show --network my-city --port /dev/ttyUSB0", context.Text("logs.show.example.serial")),
            new CommandExample("loranode logs show --network my-city --port virtual:roof-12 --from 100 --json", context.Text("logs.show.example.from")));
    }

    private static async Task ShowNodeAsync(
        CliContext context, ParseResult parse, NetworkFolder network, PassphraseInput passphrase, NodePort port, LogFilterOptions filter, CancellationToken cancellation)
    {
        uint from = parse.GetValue(filter.From) ?? 0;
        (NodeIdentification node, IReadOnlyList<LogEntry> entries) = await port.UseAsync(
            parse,
            async client => (await client.IdentifyAsync(cancellation), await client.ReadLogAsync(from, null, cancellation)));

        // Only a log that is sealed needs the community's keys.
        LogOpener? opener = null;
        if (entries.Any(e => e.IsSealed))
        {
            using Community community = context.OpenCommunity(network.Of(parse), passphrase.Get(parse));
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
    }
}
