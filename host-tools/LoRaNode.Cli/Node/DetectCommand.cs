using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Link;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node detect</c>: finds boards by the ids of their USB chips and by asking.</summary>
internal static class DetectCommand
{
    internal static Command Create(CliContext context)
    {
        var ports = new Option<string[]>("--port")
        {
            Description = context.Text("node.option.port", NodePort.VirtualPrefix, NodePort.LinePrefix, NodePort.TcpPrefix),
            HelpName = "PORT",
            AllowMultipleArgumentsPerToken = true,
        };
        var quiet = new Option<bool>("--no-ask") { Description = context.Text("node.option.noask") };
        var command = new Command("detect", context.Text("node.detect.description")) { ports, quiet };
        command.SetAction(async (parse, cancellation) =>
        {
            UsbSerialPort[] found = [.. UsbSerialPorts.Find(), .. (parse.GetValue(ports) ?? []).Select(p => new UsbSerialPort(p, null, null, null))];
            bool asks = !parse.GetValue(quiet);
            Found[] results;
            using (var line = new ProgressLine(context, "node.detect.progress"))
            {
                line.Report(0, found.Length);
                results = await Task.WhenAll(found.DistinctBy(p => p.Path).Select(p => AskAsync(p, asks, cancellation)));
            }

            if (context.IsJson)
            {
                context.WriteJson(json => Write(context, json, results));
            }
            else if (results.Length == 0)
            {
                context.Console.MarkupLine(context.Markup("node.error.noboards"));
            }
            else
            {
                Print(context, results);
            }

            return results.Length > 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command.WithExamples(
            new CommandExample("loranode node detect", context.Text("node.detect.example")),
            new CommandExample("loranode node detect --no-ask --json", context.Text("node.detect.example.quiet")));
    }

    private static async Task<Found> AskAsync(UsbSerialPort port, bool asks, CancellationToken cancellation)
    {
        if (!asks)
        {
            return new Found(port, null, null);
        }

        try
        {
            // Opening may block and each port has its own pace: none keeps the others waiting.
            NodeIdentification node = await Task.Run(() => NodePort.UseAsync(port.Path, client => client.IdentifyAsync(cancellation)), cancellation);
            return new Found(port, node, null);
        }
        catch (UserError e)
        {
            return new Found(port, null, e);
        }
    }

    private static void Write(CliContext context, Utf8JsonWriter json, Found[] results)
    {
        json.WriteStartArray();
        foreach (Found found in results)
        {
            json.WriteStartObject();
            json.WriteString("port", found.Port.Path);
            json.WriteString("vendorId", found.Port.VendorId?.ToString("x4", CultureInfo.InvariantCulture));
            json.WriteString("productId", found.Port.ProductId?.ToString("x4", CultureInfo.InvariantCulture));
            json.WriteString("adapter", found.Port.Adapter);
            json.WriteBoolean("answers", found.Node is not null);
            if (found.Node is { } node)
            {
                json.WriteString("board", Convert.ToHexStringLower(node.BoardId));
                json.WriteBoolean("provisioned", node.IsProvisioned);
                json.WriteNumber("address", node.Address);
                json.WriteString("radio", node.Radio.ToString());
            }

            if (found.Problem is { } problem)
            {
                json.WriteString("problem", problem.In(context.Language));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Print(CliContext context, Found[] results)
    {
        var table = new Table().AddColumns(
            context.Markup("node.column.port"), context.Markup("node.column.adapter"), context.Markup("node.field.board"), context.Markup("network.column.state"));
        foreach (Found found in results)
        {
            string state = found switch
            {
                { Node: { IsProvisioned: true } node } => context.Text("node.detect.node", node.Address, context.Text($"node.radio.{node.Radio}")),
                { Node: { } node } => context.Text("node.detect.blank", context.Text($"node.radio.{node.Radio}")),
                { Problem: { } problem } => problem.In(context.Language),
                _ => string.Empty,
            };
            table.AddRow(
                found.Port.Path.EscapeMarkup(),
                (found.Port.Adapter ?? string.Empty).EscapeMarkup(),
                found.Node is { } known ? Convert.ToHexStringLower(known.BoardId) : string.Empty,
                state.EscapeMarkup());
        }

        context.Console.Write(table);
    }

    private sealed record Found(UsbSerialPort Port, NodeIdentification? Node, UserError? Problem);
}
