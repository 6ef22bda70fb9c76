using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node events</c>: what happens at a node, as it tells it.</summary>
internal static class EventsCommand
{
    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, network: network, passphrase: passphrase);
        var kinds = new Option<string>("--kinds") { Description = context.Text("node.events.kinds"), HelpName = "text|log|all", DefaultValueFactory = _ => "all" };
        kinds.AcceptOnlyFromAmong("text", "log", "all");
        var seconds = new Option<int?>("--for") { Description = context.Text("logs.option.for"), HelpName = "SECONDS" };
        var lines = new Option<bool>("--jsonl") { Description = context.Text("logs.option.jsonl") };
        var command = new Command("events", context.Text("node.events.description")) { kinds, seconds, lines };
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            // Records are sealed but for those who have the community's keys; texts are not.
            bool opensLog = parse.GetValue(kinds) != "text" && File.Exists(Path.Combine(network.Of(parse), Community.NetworkFileName));
            using Community? community = opensLog ? context.OpenCommunity(network.Of(parse), passphrase.Get(parse)) : null;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parse.GetValue(seconds) is { } most)
            {
                limit.CancelAfter(TimeSpan.FromSeconds(Math.Max(0, most)));
            }

            bool asLines = parse.GetValue(lines);
            var view = new NodeEventView(context, community, new KnownNodes(context, network, parse));
            try
            {
                await port.UseAsync(parse, client => WatchAsync(context, client, parse.GetValue(kinds)!, view, asLines, limit.Token));
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C, or the time that was asked for, is how watching ends.
            }

            if (context.IsJson && !asLines)
            {
                view.WriteAll();
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node events --network my-city --port /dev/ttyUSB0", context.Text("node.events.example")),
            new CommandExample("loranode node events --port /dev/ttyUSB0 --kinds text --for 60 --jsonl", context.Text("node.events.example.jsonl")));
    }

    private static async Task<bool> WatchAsync(CliContext context, NodeClient client, string kinds, NodeEventView view, bool asLines, CancellationToken cancellation)
    {
        view.Begin(await client.IdentifyAsync(cancellation));
        if (!context.IsJson && !asLines)
        {
            context.Error.WriteLine(context.Text("node.events.begin"));
        }

        LinkEventKind[] wanted = kinds switch
        {
            "text" => [LinkEventKind.Text],
            "log" => [LinkEventKind.Log],
            _ => [LinkEventKind.Text, LinkEventKind.Log],
        };
        ushort? next = null;
        await foreach (LinkEvent happened in client.WatchAsync(wanted, TimeProvider.System, cancellation))
        {
            if (next is { } expected && expected != happened.Number)
            {
                context.Error.WriteLine(context.Text("node.events.lost", ((ushort)(happened.Number - expected)).ToString(CultureInfo.InvariantCulture)));
            }

            next = (ushort)(happened.Number + 1);
            view.Show(happened, asLines);
        }

        return true;
    }
}
