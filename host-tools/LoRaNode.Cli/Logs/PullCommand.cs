using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using Spectre.Console;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs pull</c>: what a node has noted since the last time, into the database.</summary>
internal static class PullCommand
{
    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, network: network, passphrase: passphrase);
        var again = new Option<bool>("--again") { Description = context.Text("logs.option.again") };
        var command = new Command("pull", context.Text("logs.pull.description")) { network.Option, port.Option, again, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            using Community community = context.OpenCommunity(network.Of(parse), passphrase.Get(parse));
            using CommunityStore store = context.OpenStore(community.Folder);
            var pull = new LogPull(store, community);
            LogPullResult result;
            using (var line = new ProgressLine(context, "logs.progress"))
            {
                // How many there are is known when the last has come.
                var progress = new LogProgress(count => line.Report(1 - (1000.0 / (1000 + count)), count));
                result = await port.UseAsync(parse, async client =>
                {
                    await client.NoteVitalSignsAsync(cancellation);
                    return await pull.PullAsync(client, parse.GetValue(again), progress, () => DateTimeOffset.UtcNow, cancellation);
                });
            }

            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("board", result.Board);
                    json.WriteNumber("address", result.Address);
                    json.WriteNumber("read", result.Read);
                    json.WriteNumber("added", result.Added);
                    json.WriteNumber("sealed", result.Sealed);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("logs.pull.done", result.Read, result.Added));
                if (result.Sealed > 0)
                {
                    context.Console.MarkupLine(context.Markup("logs.pull.sealed", result.Sealed));
                }
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode logs pull --network my-city --port /dev/ttyUSB0", context.Text("logs.pull.example")));
    }

    /// <summary>Reports on the spot: the library's own would report from another thread, perhaps after the end.</summary>
    private sealed class LogProgress(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
