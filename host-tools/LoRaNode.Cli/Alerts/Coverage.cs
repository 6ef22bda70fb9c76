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
    private const int DefaultSeconds = 15;
    private const int MaxSeconds = 3600;

    private readonly CliContext _context;

    internal Coverage(CliContext context)
    {
        _context = context;
        Option = new Option<int>("--wait") { Description = context.Text("alert.option.wait"), HelpName = "SECONDS", DefaultValueFactory = _ => DefaultSeconds };
    }

    internal Option<int> Option { get; }

    /// <summary>Waits as long as was asked for or until all nodes have it. Ctrl-C ends the waiting, not the command's success.</summary>
    /// <returns>Nodes known to have it; null when there was no receipt.</returns>
    internal async Task<int?> WaitAsync(ParseResult parse, NodeClient client, NodeIdentification before, Community community)
    {
        int seconds = parse.GetValue(Option);
        if (seconds is < 0 or > MaxSeconds)
        {
            throw new UserError("alert.error.wait", MaxSeconds, seconds);
        }

        int nodes = CoverageWatch.NodesBeside(community, before.Address);
        if (nodes == 0 || seconds == 0)
        {
            return null;
        }

        var watch = new CoverageWatch(client, new LogOpener(community.LogKey(community.Node(before.Address))), before.NextLogIndex);
        using var progress = new ProgressLine(_context, "alert.progress");
        try
        {
            await watch.FollowAsync(nodes, TimeSpan.FromSeconds(seconds), known => progress.Report((double)known / nodes, known, nodes), TimeProvider.System, _context.Cancellation);
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
