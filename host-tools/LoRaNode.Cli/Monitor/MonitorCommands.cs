using System.CommandLine;
using System.Diagnostics;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Monitor;

/// <summary><c>loranode monitor</c>: an attached node, live.</summary>
public static class MonitorCommands
{
    private static readonly TimeSpan Pass = TimeSpan.FromMilliseconds(250);

    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, network: network, passphrase: passphrase);
        var seconds = new Option<int?>("--for") { Description = context.Text("monitor.option.for"), HelpName = "SECONDS" };
        var command = new Command("monitor", context.Text("monitor.description")) { network.Option, port.Option, seconds, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(seconds) is <= 0 and var wrong)
            {
                throw new UserError("monitor.error.for", wrong);
            }

            string folder = network.Of(parse);
            string? given = passphrase.Given(parse);
            var names = MonitorNames.Read(context, folder, given);
            await port.UseAsync(parse, async client =>
            {
                var state = new MonitorState();
                var sending = new MonitorSending(context, folder, client, state, names) { Passphrase = given };
                await RunAsync(context, client, state, names, sending, parse.GetValue(seconds), cancellation);
                return true;
            });
            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode monitor --network my-city --port /dev/ttyUSB0", context.Text("monitor.example")),
            new CommandExample("loranode monitor --network my-city --port /dev/ttyUSB0 --for 60 --json", context.Text("monitor.example.json")),
            new CommandExample("loranode monitor --network my-city --port /dev/ttyUSB0 --json | jq .text", context.Text("monitor.example.lines")));
    }

    private static async Task RunAsync(
        CliContext context, NodeClient client, MonitorState state, MonitorNames names, MonitorSending sending, int? seconds, CancellationToken cancellation)
    {
        var feed = new MonitorFeed(client, state);
        long start = Stopwatch.GetTimestamp();
        bool isOver() => seconds is { } limit && Stopwatch.GetElapsedTime(start).TotalSeconds >= limit;
        try
        {
            await feed.BeginAsync(cancellation);
            bool hasScreen = context.IsOutputTerminal && context.Console.Profile.Capabilities.Ansi
                && context.Console.Profile is { Width: >= MonitorScreen.LeastWidth, Height: >= MonitorScreen.LeastHeight };
            if (context.IsJson)
            {
                await WriteJsonAsync(context, new MonitorJson(state, names), feed, state, seconds is null, isOver, cancellation);
            }
            else if (hasScreen)
            {
                await new MonitorTerminal(context, state, names, sending).RunAsync(feed, isOver, cancellation);
            }
            else
            {
                await WriteLinesAsync(context, new MonitorLines(context, state, names), feed, isOver, cancellation);
            }
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            // Ctrl-C is one way to leave.
        }

        if (context.IsJson && seconds is not null)
        {
            context.WriteJson(json => new MonitorJson(state, names).WriteAll(json, Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
    }

    private static async Task WriteLinesAsync(CliContext context, MonitorLines lines, MonitorFeed feed, Func<bool> isOver, CancellationToken cancellation)
    {
        lines.Begin();
        lines.Write(MonitorChange.Statistics | MonitorChange.Neighbours, []);
        while (!isOver())
        {
            MonitorChange change = await feed.LookAsync(Pass, cancellation);
            lines.Write(change, feed.New);
            await context.Output.FlushAsync(cancellation);
        }
    }

    private static async Task WriteJsonAsync(
        CliContext context, MonitorJson json, MonitorFeed feed, MonitorState state, bool asLines, Func<bool> isOver, CancellationToken cancellation)
    {
        void Write(MonitorChange change, IEnumerable<MonitorText> texts)
        {
            foreach (string line in asLines ? json.Lines(change, texts) : [])
            {
                context.Output.WriteLine(line);
            }
        }

        Write(MonitorChange.Statistics | MonitorChange.Neighbours, state.Texts.Reverse());
        while (!isOver())
        {
            Write(await feed.LookAsync(Pass, cancellation), feed.New);
            await context.Output.FlushAsync(cancellation);
        }
    }
}
