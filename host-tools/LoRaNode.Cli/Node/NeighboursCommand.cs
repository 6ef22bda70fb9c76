using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node neighbours</c>: whom a node hears, and how well.</summary>
internal static class NeighboursCommand
{
    // From the weakest that a radio makes out to as good as it gets on a bench, in decibels.
    private const double LeastSnrDb = -20;
    private const double MostSnrDb = 12;
    private const int BarWidth = 16;

    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var port = new NodePort(context, network: network);
        var command = new Command("neighbours", context.Text("node.neighbours.description"));
        command.Aliases.Add("neighbors");
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            IReadOnlyList<NeighbourEntry> heard = await port.UseAsync(parse, client => client.NeighboursAsync(cancellation));
            var names = new KnownNodes(context, network, parse);
            NeighbourEntry[] sorted = [.. heard.OrderByDescending(n => n.SnrQuarterDb)];
            if (context.IsJson)
            {
                Write(context, names, sorted);
            }
            else if (sorted.Length == 0)
            {
                context.Console.MarkupLine(context.Markup("node.neighbours.none"));
            }
            else
            {
                Print(context, names, sorted);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node neighbours --network my-city --port /dev/ttyUSB0", context.Text("node.neighbours.example")));
    }

    private static void Write(CliContext context, KnownNodes names, NeighbourEntry[] neighbours) => context.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (NeighbourEntry neighbour in neighbours)
        {
            json.WriteStartObject();
            json.WriteString("name", names.NameOf(neighbour.Address));
            json.WriteNumber("address", neighbour.Address);
            json.WriteNumber("snrDb", neighbour.SnrQuarterDb / 4.0);
            json.WriteNumber("quality", neighbour.Quality);
            json.WriteBoolean("hearsUs", neighbour.HearsUs);
            json.WriteNumber("silentSeconds", neighbour.SilentSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Print(CliContext context, KnownNodes names, NeighbourEntry[] neighbours)
    {
        var table = new Table().AddColumns(
            context.Markup("network.column.node"),
            context.Markup("network.column.address"),
            context.Markup("node.column.snr"),
            context.Markup("node.column.quality"),
            context.Markup("node.column.hearsus"),
            context.Markup("node.column.silent"));
        foreach (NeighbourEntry neighbour in neighbours)
        {
            double snr = neighbour.SnrQuarterDb / 4.0;
            int full = (int)Math.Round(Math.Clamp((snr - LeastSnrDb) / (MostSnrDb - LeastSnrDb), 0, 1) * BarWidth);
            table.AddRow(
                (names.NameOf(neighbour.Address) ?? string.Empty).EscapeMarkup(),
                neighbour.Address.ToString(CultureInfo.InvariantCulture),
                $"{snr.ToString("0.0", CultureInfo.InvariantCulture),6} {new string('#', full)}{new string('.', BarWidth - full)}",
                context.Markup($"node.quality.{Math.Min(neighbour.Quality, (byte)3)}"),
                context.Markup(neighbour.HearsUs ? "node.value.yes" : "node.value.unknown"),
                TimeSpan.FromSeconds(neighbour.SilentSeconds).ToString("c", CultureInfo.InvariantCulture));
        }

        context.Console.Write(table);
    }
}
