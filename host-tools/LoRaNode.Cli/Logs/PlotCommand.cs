using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Pictures;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs plot</c>: what nodes noted over time, as pictures.</summary>
internal static class PlotCommand
{
    private const string DefaultFolder = "plots";
    private const string Png = ".png";

    internal static Command Create(CliContext context)
    {
        string[] words = [.. Enum.GetNames<LogChart>().Select(n => n.ToLowerInvariant())];
        var network = new NetworkFolder(context);
        var charts = new Argument<string[]>("chart") { Description = context.Text("logs.plot.charts"), HelpName = string.Join('|', words), Arity = ArgumentArity.ZeroOrMore };
        charts.AcceptOnlyFromAmong(words);
        var nodes = new Option<string[]>("--node") { Description = context.Text("logs.plot.node"), HelpName = "NODE" };
        var since = new Option<string?>("--since") { Description = context.Text("logs.plot.since"), HelpName = "TIME" };
        var output = new Option<string>("--out") { Description = context.Text("logs.plot.out"), HelpName = "PATH", DefaultValueFactory = _ => DefaultFolder };
        var theme = new ThemeOption(context);
        var command = new Command("plot", context.Text("logs.plot.description")) { charts, network.Option, nodes, since, output, theme.Option };
        command.SetAction(parse =>
        {
            LogChart[] chosen = [.. (parse.GetValue(charts) ?? []).Distinct().Select(w => Enum.Parse<LogChart>(w, ignoreCase: true))];
            chosen = chosen.Length == 0 ? Enum.GetValues<LogChart>() : chosen;
            string path = parse.GetValue(output) ?? DefaultFolder;
            bool isFile = path.EndsWith(Png, StringComparison.OrdinalIgnoreCase);
            if (isFile && chosen.Length > 1)
            {
                throw new UserError("logs.error.plotout", chosen.Length);
            }

            DateTimeOffset now = DateTimeOffset.Now;
            DateTimeOffset from = parse.GetValue(since) is { } word ? LogTime.Parse(word, now) : now - FleetState.UsualWindow;
            using CommunityStore store = context.OpenStore(network.Of(parse));
            (string Name, NodeHistory History)[] histories = [.. Read(store, from, parse.GetValue(nodes) ?? [])];
            var drawing = new FleetCharts(new FleetTexts(context.Language), Beginning(histories, from, now, parse.GetValue(since) is not null), now)
            {
                Names = store.Nodes().ToDictionary(n => n.Address, n => n.Name),
            };
            if (!isFile)
            {
                Directory.CreateDirectory(path);
            }

            (LogChart Chart, string Path)[] written =
            [
                .. chosen.Select(c => (c, OutputFile.Write(
                    isFile ? path : Path.Combine(path, c.ToString().ToLowerInvariant() + Png),
                    PngPicture.Paint(drawing.Compose(c, histories), theme.Of(parse), ThemeOption.Scale)))),
            ];
            Show(context, drawing, written);
            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode logs plot --network my-city", context.Text("logs.plot.example.all")),
            new CommandExample("loranode logs plot battery --network my-city --node roof-12 --since 7d --out battery.png", context.Text("logs.plot.example.one")));
    }

    private static IEnumerable<(string Name, NodeHistory History)> Read(CommunityStore store, DateTimeOffset from, string[] wanted)
    {
        IReadOnlyList<StoredNode> known = store.Nodes();
        StoredNode[] chosen = wanted.Length == 0
            ? [.. known]
            : [.. wanted.Select(w => known.FirstOrDefault(n => n.Name == w) ?? throw new UserError("logs.error.node", w))];
        IReadOnlyDictionary<ushort, NodeHistory> histories = HistoryReader.Read(store, from, chosen.Length == 1 ? chosen[0].Address : null);
        return chosen.OrderBy(n => n.Name, StringComparer.Ordinal).Select(n => (n.Name, histories.GetValueOrDefault(n.Address) ?? new NodeHistory()));
    }

    /// <summary>Charts begin where the person said or, if nothing was said, with the first note.</summary>
    private static DateTimeOffset Beginning((string Name, NodeHistory History)[] histories, DateTimeOffset from, DateTimeOffset now, bool isGiven) =>
        isGiven ? from.ToOffset(now.Offset) : FleetCharts.Beginning(histories.Select(h => h.History), from).ToOffset(now.Offset);

    private static void Show(CliContext context, FleetCharts drawing, (LogChart Chart, string Path)[] written)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartArray();
                foreach ((LogChart chart, string path) in written)
                {
                    json.WriteStartObject();
                    json.WriteString("chart", chart.ToString().ToLowerInvariant());
                    json.WriteString("path", path);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        foreach ((LogChart chart, string path) in written)
        {
            context.Console.MarkupLine(context.Markup("logs.plot.done", drawing.Title(chart), path));
        }
    }
}
