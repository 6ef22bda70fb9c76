using System.CommandLine;
using System.Diagnostics;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Logs;
using LoRaNode.Host.Store;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs follow</c>: shows what a node notes as it notes it, and keeps it in the database.</summary>
internal static class FollowCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, network: network, passphrase: passphrase);
        var seconds = new Option<int?>("--for") { Description = context.Text("logs.option.for"), HelpName = "SECONDS" };
        var lines = new Option<bool>("--jsonl") { Description = context.Text("logs.option.jsonl") };
        var command = new Command("follow", context.Text("logs.follow.description")) { network.Option, port.Option, seconds, lines, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            using Community community = context.OpenCommunity(network.Of(parse), passphrase.Get(parse));
            using CommunityStore store = context.OpenStore(community.Folder);
            var pull = new LogPull(store, community);
            var view = new StoredLogView(context);
            var seen = new List<StoredLog>();
            long start = Stopwatch.GetTimestamp();
            bool isOver() => parse.GetValue(seconds) is { } limit && Stopwatch.GetElapsedTime(start).TotalSeconds >= limit;
            try
            {
                await port.UseAsync(parse, async client =>
                {
                    do
                    {
                        LogPullResult result = await pull.PullAsync(client, false, null, () => DateTimeOffset.UtcNow, cancellation);
                        string? name = community.Nodes.FirstOrDefault(n => n.Address == result.Address)?.Name;
                        foreach ((uint number, DateTimeOffset? at, var record) in result.Records)
                        {
                            Show(context, view, seen, parse.GetValue(lines), new StoredLog(result.Board, result.Life, result.Address, name, number, at, record));
                        }

                        await context.Output.FlushAsync(cancellation);
                        await Task.Delay(isOver() ? TimeSpan.Zero : Pause, cancellation);
                    }
                    while (!isOver());

                    return true;
                });
            }
            catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
            {
                // Ctrl-C is how following ends.
            }

            if (context.IsJson && !parse.GetValue(lines))
            {
                view.WriteJson(seen);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode logs follow --network my-city --port /dev/ttyUSB0", context.Text("logs.follow.example")),
            new CommandExample("loranode logs follow --network my-city --port /dev/ttyUSB0 --for 60 --jsonl", context.Text("logs.follow.example.jsonl")));
    }

    private static void Show(CliContext context, StoredLogView view, List<StoredLog> seen, bool asLines, StoredLog log)
    {
        if (asLines)
        {
            context.Output.WriteLine(LogExport.Line(log, context.Language));
        }
        else if (context.IsJson)
        {
            seen.Add(log);
        }
        else
        {
            context.Output.WriteLine(view.Line(log));
        }
    }
}
