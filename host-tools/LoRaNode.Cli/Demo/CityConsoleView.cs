using System.Globalization;
using LoRaNode.Host.Drawing;
using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;
using Spectre.Console;

namespace LoRaNode.Cli.Demo;

/// <summary>A finished run in the console: the map, who has it when by which hops, the figures, and where the files are.</summary>
internal sealed class CityConsoleView(CliContext context, CityRun run, ReportTexts texts)
{
    private readonly WaveScale _scale = new(run);

    private readonly NodeMarks _marks = NodeMarks.For(context.Console);

    /// <summary>Shows all of it.</summary>
    public void Show(DemoFiles files)
    {
        IAnsiConsole console = context.Console;
        console.WriteLine();
        console.Write(new Markup($"[bold]{texts.Text("report.quote", run.Text).EscapeMarkup()}[/]\n\n"));
        int width = Math.Clamp(console.Profile.Width - 4, 40, 110);
        var map = new TerminalMap(run.Nodes, width, 24);
        console.Write(new Panel(new Markup(map.Draw(MarkOf)) { Overflow = Overflow.Crop }) { Border = BoxBorder.Rounded, BorderStyle = new Style(Color.Grey) });
        console.Write(Tree());
        console.WriteLine();
        Missing(console);
        console.Write(Figures());
        console.WriteLine();
        Files(files);
    }

    private Tree Tree()
    {
        CityNode source = run.Nodes[run.Source];
        var tree = new Tree(new Markup(Line(source))) { Style = new Style(Color.Grey) };
        ILookup<int, CityNode> children = run.Nodes.Where(n => n.HeardFrom is not null).OrderBy(n => n.VerifiedAtMs).ToLookup(n => n.HeardFrom!.Value);

        // Breadth first over what is still to be hung in; each node is hung in once, so the loop ends whatever the links say.
        var open = new Queue<(int Node, IHasTreeNodes Place)>([(run.Source, tree)]);
        var seen = new HashSet<int> { run.Source };
        while (open.TryDequeue(out (int Node, IHasTreeNodes Place) at))
        {
            foreach (CityNode child in children[at.Node])
            {
                if (seen.Add(child.Index))
                {
                    open.Enqueue((child.Index, at.Place.AddNode(new Markup(Line(child)))));
                }
            }
        }

        return tree;
    }

    private string Line(CityNode node)
    {
        (char mark, string style) = MarkOf(node.Index);
        string after = node.Index == run.Source ? context.Text("report.legend.source") : texts.Seconds((node.VerifiedAtMs ?? run.SentAtMs) - run.SentAtMs);
        return $"[{style}]{mark.ToString().EscapeMarkup()}[/] [bold]{node.Name.EscapeMarkup()}[/]  {after.EscapeMarkup()}";
    }

    private void Missing(IAnsiConsole console)
    {
        string missing = string.Join(", ", run.Nodes.Where(n => n.IsConnected && n.VerifiedAtMs is null).Select(n => n.Name));
        string apart = string.Join(", ", run.Nodes.Where(n => !n.IsConnected).Select(n => n.Name));
        if (missing.Length > 0)
        {
            console.MarkupLine($"[{TerminalMap.Style(new Tone(ToneRole.Alarm))}]{context.Markup("demo.missing", missing)}[/]");
        }

        if (apart.Length > 0)
        {
            console.MarkupLine($"[grey]{context.Markup("demo.apart", apart)}[/]");
        }
    }

    private Grid Figures()
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 3, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        Row("demo.figure.verified", string.Create(CultureInfo.InvariantCulture, $"{run.Verified} / {run.Connected}"));
        Row("demo.figure.last", run.LastNodeMs is { } last ? texts.Seconds(last) : texts["report.never"]);
        Row("demo.figure.hops", (run.Nodes.Max(n => n.Hops) ?? 0).ToString(CultureInfo.InvariantCulture));
        Row("demo.figure.transmissions", run.ItemTransmissions.ToString(CultureInfo.InvariantCulture));
        Row("demo.figure.beacons", run.Beacons.ToString(CultureInfo.InvariantCulture));
        Row("demo.figure.airtime", texts.Seconds(run.AirtimeMs));
        Row("demo.figure.speed", context.Text(
            "demo.figure.speed.value",
            texts.Number(run.SimulatedSeconds, 0),
            texts.Number(run.WallSeconds, 2),
            texts.Number(run.SimulatedSeconds / Math.Max(run.WallSeconds, 1e-9), 0)));
        return grid;

        void Row(string key, string value) => grid.AddRow(new Markup($"[grey]{context.Markup(key)}[/]"), new Markup($"[bold]{value.EscapeMarkup()}[/]"));
    }

    // Plain lines: a path must never be shortened or broken, so that it can be copied.
    private void Files(DemoFiles files)
    {
        (string Name, string Path)[] all =
        [
            (context.Text("demo.file.report"), files.Report),
            (context.Text("demo.file.png"), files.Png),
            (context.Text("demo.file.svg"), files.Svg),
        ];
        int width = all.Max(f => f.Name.Length) + 3;
        foreach ((string name, string path) in all)
        {
            context.Output.WriteLine(name.PadRight(width) + path);
        }
    }

    private (char Mark, string Style) MarkOf(int index)
    {
        CityNode node = run.Nodes[index];
        if (node.VerifiedAtMs is not { } at)
        {
            return node.IsConnected ? (_marks.Misses, TerminalMap.Style(new Tone(ToneRole.Alarm))) : (_marks.Waits, "grey");
        }

        return index == run.Source ? (_marks.Source, "bold white") : (_marks.Shows, TerminalMap.Style(_scale.Tone(at - run.SentAtMs)));
    }
}
