using System.CommandLine;
using System.Text.Json;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node provision --all</c>: every board that is plugged in, at once.</summary>
internal sealed class TrayRun
{
    private const int DefaultPatienceSeconds = 60;
    private const int MaxPatienceSeconds = 3600;

    private readonly CliContext _context;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TrayPort> _standing = [];

    internal TrayRun(CliContext context)
    {
        _context = context;
        Patience = new Option<int>("--patience") { Description = context.Text("node.option.patience"), HelpName = "SECONDS", DefaultValueFactory = _ => DefaultPatienceSeconds };
        Labels = new Option<string?>("--labels") { Description = context.Text("node.labels.out"), HelpName = "FILE" };
    }

    /// <summary>Where to write a label sheet for the boards that are done.</summary>
    internal Option<string?> Labels { get; }

    /// <summary>How long a board that went away is waited for.</summary>
    internal Option<int> Patience { get; }

    internal async Task<int> RunAsync(
        ParseResult parse, Community community, CommunityStore store, string[] given, ProvisioningOrder order, bool isDryRun, CancellationToken cancellation)
    {
        int patience = parse.GetValue(Patience);
        if (patience is < 1 or > MaxPatienceSeconds)
        {
            throw new UserError("node.error.patience", MaxPatienceSeconds, patience);
        }

        string[] ports = given.Length > 0 ? given : [.. UsbSerialPorts.Find().Where(p => p.Adapter is not null).Select(p => p.Path)];
        if (ports.Length == 0)
        {
            throw new UserError("node.error.noboards");
        }

        if (isDryRun)
        {
            ShowDryRun(ports);
            return ExitCode.Success;
        }

        using var provisioner = new BoardProvisioner(community, store, TimeProvider.System);
        IReadOnlyList<TrayPort> results;
        using (var line = new ProgressLine(_context, "node.tray.progress"))
        {
            var tray = new TrayProvisioner(provisioner, NodePort.Open, TimeProvider.System);
            results = await tray.RunAsync(ports, order, TimeSpan.FromSeconds(patience), port => Report(line, port, ports.Length), cancellation);
        }

        NodeEntry[] done = [.. results.Where(r => r.Board is not null).Select(r => r.Board!.Node).OrderBy(n => n.Name, StringComparer.Ordinal)];
        if (parse.GetValue(Labels) is { } path && done.Length > 0)
        {
            new LabelSheet(community.Name, community.Identifier).Save(path, done);
        }

        if (_context.IsJson)
        {
            _context.WriteJson(json => Write(json, results));
        }
        else
        {
            Print(community, results);
        }

        return results.All(r => r.Stage == TrayStage.Done) && !results.Any(IsUnheard) ? ExitCode.Success : ExitCode.Failure;
    }

    private static bool IsUnheard(TrayPort port) => port.Board?.Radio.Outcome == RadioTestOutcome.Unheard;

    private void Report(ProgressLine line, TrayPort port, int count)
    {
        lock (_lock)
        {
            _standing[port.Port] = port;
            int done = _standing.Values.Count(p => p.Stage == TrayStage.Done);
            int waiting = _standing.Values.Count(p => p.Stage == TrayStage.Waiting);
            line.Report((double)done / count, done, count, waiting);
        }
    }

    private void ShowDryRun(string[] ports)
    {
        if (_context.IsJson)
        {
            _context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("dryRun", true);
                json.WriteStartArray("ports");
                foreach (string port in ports)
                {
                    json.WriteStringValue(port);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            _context.Console.MarkupLine(_context.Markup("node.tray.would", ports.Length, string.Join(", ", ports)));
        }
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<TrayPort> results)
    {
        json.WriteStartArray();
        foreach (TrayPort result in results)
        {
            json.WriteStartObject();
            json.WriteString("port", result.Port);
            json.WriteBoolean("verified", result.Stage == TrayStage.Done);
            if (result.Board is { } board)
            {
                json.WriteString("name", board.Node.Name);
                json.WriteNumber("address", board.Node.Address);
                json.WriteString("board", board.Board);
                json.WriteBoolean("wasDone", board.WasDone);
                RadioTestText.Write(json, board.Radio);
            }

            json.WriteNumber("retries", result.Retries);
            if (result.Stage == TrayStage.Failed)
            {
                json.WriteString("problem", result.Problem!.In(_context.Language));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Print(Community community, IReadOnlyList<TrayPort> results)
    {
        var table = new Table().AddColumns(
            _context.Markup("node.column.port"), _context.Markup("network.column.node"), _context.Markup("network.column.address"), _context.Markup("network.column.state"), _context.Markup("node.column.radio"));
        foreach (TrayPort result in results)
        {
            table.AddRow(
                result.Port.EscapeMarkup(),
                (result.Board?.Node.Name ?? string.Empty).EscapeMarkup(),
                result.Board is { } board ? $"{board.Node.Address:X4}" : string.Empty,
                (result.Problem is { } problem && result.Stage == TrayStage.Failed ? problem.In(_context.Language) : _context.Text("node.tray.verified")).EscapeMarkup(),
                (IsUnheard(result) ? _context.Text("node.tray.alone") : result.Board is { } heard ? RadioTestText.Best(_context, heard.Radio) : string.Empty).EscapeMarkup());
        }

        _context.Console.Write(table);
        _context.Console.MarkupLine(_context.Markup("node.tray.done", results.Count(r => r.Stage == TrayStage.Done), results.Count, community.Name));
        if (results.Count(IsUnheard) is > 0 and var unheard)
        {
            _context.Console.MarkupLine(_context.Markup("node.tray.unheard", unheard));
        }
    }
}
