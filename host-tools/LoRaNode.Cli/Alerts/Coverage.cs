using System.CommandLine;
using System.Text.Json;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary>Waits for receipts after a text was handed over, and shows how many nodes have it.</summary>
internal sealed class Coverage
{
    private const int DefaultSeconds = 30;
    private const int DefaultWatchSeconds = 600;
    private const int MaxSeconds = 3600;

    private readonly CliContext _context;

    internal Coverage(CliContext context)
    {
        _context = context;
        Wait = new Option<int?>("--wait") { Description = context.Text("alert.option.wait", DefaultSeconds), HelpName = "SECONDS" };
        Watch = new Option<bool>("--watch") { Description = context.Text("alert.option.watch", DefaultWatchSeconds) };
    }

    /// <summary>How long receipts are waited for.</summary>
    internal Option<int?> Wait { get; }

    /// <summary>A line for each growth, and more patience.</summary>
    internal Option<bool> Watch { get; }

    /// <summary>Seconds to wait.</summary>
    /// <exception cref="UserError">More than anybody waits.</exception>
    internal int SecondsOf(ParseResult parse)
    {
        int seconds = parse.GetValue(Wait) ?? (parse.GetValue(Watch) ? DefaultWatchSeconds : DefaultSeconds);
        return seconds is >= 0 and <= MaxSeconds ? seconds : throw new UserError("alert.error.wait", MaxSeconds, seconds);
    }

    /// <summary>Waits as long as was asked for or until all nodes have it. Ctrl-C ends the waiting, not the command's success.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="client">The node that has the text.</param>
    /// <param name="before">Who it is.</param>
    /// <param name="community">The keys of its log.</param>
    /// <param name="from">Number of its next log record before the text was handed over; 0 when that was some time ago.</param>
    /// <param name="counter">The text's number at the node.</param>
    /// <returns>Nodes known to have it; null when there was no receipt.</returns>
    internal async Task<int?> WaitAsync(ParseResult parse, NodeClient client, NodeIdentification before, Community community, uint from, uint counter)
    {
        int seconds = SecondsOf(parse);
        int nodes = CoverageWatch.NodesBeside(community, before.Address);
        if (nodes == 0 || seconds == 0)
        {
            return null;
        }

        var watch = new CoverageWatch(client, new LogOpener(community.LogKey(community.Node(before.Address))), from, counter);
        using var progress = new ProgressLine(_context, "alert.progress");
        int shown = 0;
        void Report(int known)
        {
            if (!parse.GetValue(Watch) || _context.IsJson)
            {
                progress.Report((double)known / nodes, known, nodes);
            }
            else if (known > shown)
            {
                shown = known;
                _context.Output.WriteLine(_context.Text("alert.watch", known, nodes));
            }
        }

        try
        {
            await watch.FollowAsync(nodes, TimeSpan.FromSeconds(seconds), Report, TimeProvider.System, _context.Cancellation);
        }
        catch (OperationCanceledException) when (_context.Cancellation.IsCancellationRequested)
        {
            // The text is on its way whatever the person does now.
        }

        return watch.Reached;
    }

    internal static void Write(Utf8JsonWriter json, int? reached, int nodes)
    {
        if (reached is { } known)
        {
            json.WriteNumber("reached", known);
        }
        else
        {
            json.WriteNull("reached");
        }

        json.WriteNumber("nodes", nodes);
    }

    internal void Print(int? reached, int nodes) => _context.Console.MarkupLine(
        reached is { } known ? _context.Markup("alert.reached", known, nodes) : _context.Markup("alert.noreceipts", nodes));
}
