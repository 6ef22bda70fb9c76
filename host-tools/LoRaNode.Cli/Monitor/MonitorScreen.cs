using LoRaNode.Node.Link;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoRaNode.Cli.Monitor;

/// <summary>The node on a screen of 80 by 24 or more: gauges and neighbours on the left, texts on the right, traffic and keys below.</summary>
internal sealed class MonitorScreen(CliContext context, MonitorState state, MonitorNames names)
{
    /// <summary>Smaller screens get lines.</summary>
    internal const int LeastWidth = 60;

    /// <summary>See <see cref="LeastWidth"/>.</summary>
    internal const int LeastHeight = 16;

    private const int LeftWidth = 34;
    private const int GaugeRows = 7;
    private const int FootRows = 4;
    private const int BorderRows = 2;
    private const int WeakDb = -15;
    private const int StrongDb = 10;
    private const int BarCells = 7;

    // An alert takes its head and two lines of text.
    private const int AlertRows = 3;
    private const int MessageRows = 2;

    private static readonly char[] Steps = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

    private readonly MonitorWords _words = new(context, state, names);

    /// <summary>Draws the screen.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="now">The time.</param>
    /// <param name="isPaused">True when what is shown stands still.</param>
    /// <param name="foot">What stands beside the keys or in their place: a question, a note.</param>
    internal IRenderable Draw(int width, int height, DateTimeOffset now, bool isPaused, IRenderable foot)
    {
        var layout = new Layout().SplitRows(
            new Layout("head").Size(1),
            new Layout("body").SplitColumns(
                new Layout("left").Size(LeftWidth).SplitRows(new Layout("gauges").Size(GaugeRows), new Layout("neighbours")),
                new Layout("right").SplitRows(new Layout("alerts"), new Layout("messages"))),
            new Layout("traffic").Size(FootRows - 1),
            new Layout("foot").Size(1));
        int bodyRows = height - 1 - FootRows;
        int rightWidth = width - LeftWidth;
        layout["head"].Update(Head(width, isPaused));
        layout["gauges"].Update(Panel("monitor.title.node", Gauges()));
        layout["neighbours"].Update(Panel("monitor.title.neighbours", Neighbours(bodyRows - GaugeRows - BorderRows)));
        int alertRows = (bodyRows + 1) / 2;
        layout["alerts"].Update(Panel("monitor.title.alerts", Texts(true, alertRows - BorderRows, rightWidth - 4, now)));
        layout["messages"].Update(Panel("monitor.title.messages", Texts(false, bodyRows - alertRows - BorderRows, rightWidth - 4, now)));
        layout["alerts"].Size(alertRows);
        layout["traffic"].Update(Panel("monitor.title.traffic", Traffic(width - 4)));
        layout["foot"].Update(foot);
        return layout;
    }

    private Panel Panel(string titleKey, IRenderable content) => new(content)
    {
        Border = BoxBorder.Rounded,
        BorderStyle = new Style(Color.Grey),
        Header = new PanelHeader($" [bold]{context.Markup(titleKey)}[/] "),
        Expand = true,
        Padding = new Padding(1, 0, 1, 0),
    };

    private Markup Head(int width, bool isPaused)
    {
        string pause = isPaused ? context.Text("monitor.paused") : string.Empty;
        string node = Fit(_words.Node, width - pause.Length - 2);
        return new Markup($"[bold]{node.EscapeMarkup()}[/]{new string(' ', Math.Max(1, width - node.Length - pause.Length - 1))}[black on yellow]{pause.EscapeMarkup()}[/]") { Overflow = Overflow.Crop };
    }

    private Rows Gauges()
    {
        const int Inner = LeftWidth - 4;
        string air = state.AirShare >= 0.8 ? "red" : state.AirShare >= 0.5 ? "yellow" : "green";
        NodeStatistics counts = state.Statistics;
        string charge = counts.BatteryPercent < 10 ? "red" : counts.BatteryPercent < 25 ? "yellow" : "green";
        return new Rows(
            Line(_words.Air, Inner),
            new Markup(Bar(state.AirShare, Inner, air)),
            Line(_words.Battery, Inner),
            new Markup(counts.BatteryMillivolts == 0 ? string.Empty : Bar(counts.BatteryPercent / 100.0, Inner, charge)),
            Line(context.Text("monitor.counts", counts.FramesQueued, counts.FramesHeld, counts.FramesStored), Inner));
    }

    private Rows Neighbours(int rows)
    {
        if (state.Neighbours.Count == 0)
        {
            return new Rows(Line(context.Text("monitor.neighbours.none"), LeftWidth - 4));
        }

        int shown = state.Neighbours.Count > rows ? rows - 1 : state.Neighbours.Count;
        var lines = state.Neighbours.Take(Math.Max(0, shown)).Select(Neighbour).ToList<IRenderable>();
        if (shown < state.Neighbours.Count)
        {
            lines.Add(Line(context.Text("monitor.more", state.Neighbours.Count - shown), LeftWidth - 4));
        }

        return new Rows(lines);
    }

    private Markup Neighbour(NeighbourEntry neighbour)
    {
        const int NameWidth = 12;
        string colour = neighbour.SnrQuarterDb >= 0 ? "green" : neighbour.SnrQuarterDb >= -40 ? "yellow" : "red";
        double share = Math.Clamp(((neighbour.SnrQuarterDb / 4.0) - WeakDb) / (StrongDb - WeakDb), 0.06, 1);
        string name = Fit(_words.NameOf(neighbour), NameWidth).PadRight(NameWidth);
        string age = _words.Age(TimeSpan.FromSeconds(neighbour.SilentSeconds));
        return new Markup($"{name.EscapeMarkup()} {Bar(share, BarCells, colour)}{MonitorWords.Db(neighbour),4} [grey]{Fit(age, 5).EscapeMarkup()}[/]") { Overflow = Overflow.Crop };
    }

    private Rows Texts(bool isAlert, int rows, int width, DateTimeOffset now)
    {
        var lines = new List<IRenderable>();
        foreach (MonitorText shown in state.Texts.Where(t => t.Text.Alert is not null == isAlert))
        {
            bool isOver = shown.ExpiresAt <= now;
            int needed = isAlert ? AlertRows : MessageRows;
            if (lines.Count + needed > rows && lines.Count > 0)
            {
                break;
            }

            string head = isAlert ? $"▲ {_words.Subject(shown)} · {_words.From(shown, now)}" : _words.From(shown, now);
            string colour = isOver ? "grey" : isAlert ? "bold red" : "bold";
            lines.Add(new Markup($"[{colour}]{Fit(head, width).EscapeMarkup()}[/]") { Overflow = Overflow.Crop });
            lines.AddRange(Wrap(_words.Text(shown), width, Math.Min(needed - 1, Math.Max(1, rows - lines.Count))).Select(l => Line(l, width, isOver ? "grey" : "default")));
        }

        return new Rows(lines.Count > 0 ? lines : [Line(context.Text(isAlert ? "monitor.alerts.none" : "monitor.messages.none"), width, "grey")]);
    }

    /// <summary>A column for each look at the counters: what was received, and below the figures.</summary>
    private Markup Traffic(int width)
    {
        string figures = _words.Traffic;
        int columns = Math.Max(0, width - figures.Length - 2);
        TrafficSample[] samples = [.. state.Traffic.TakeLast(columns)];
        int most = Math.Max(1, samples.Select(s => s.Received + s.Sent).DefaultIfEmpty(0).Max());
        string line = string.Concat(samples.Select(s => s.Received + s.Sent == 0 ? ' ' : Steps[Math.Min(Steps.Length - 1, (s.Received + s.Sent) * Steps.Length / (most + 1))]));
        return new Markup($"{Fit(figures, width).EscapeMarkup()}  [aqua]{line}[/]") { Overflow = Overflow.Crop };
    }

    private static Markup Line(string text, int width, string colour = "default") => new($"[{colour}]{Fit(text, width).EscapeMarkup()}[/]") { Overflow = Overflow.Crop };

    private static string Bar(double share, int cells, string colour)
    {
        int full = (int)Math.Round(Math.Clamp(share, 0, 1) * cells);
        return $"[{colour}]{new string('█', full)}[/][grey]{new string('░', cells - full)}[/]";
    }

    /// <summary>As much of a text as fits; letters are one cell wide, or two, as the console counts.</summary>
    private static string Fit(string text, int cells)
    {
        if (text.GetCellWidth() <= cells)
        {
            return text;
        }

        int length = 0;
        int room = Math.Max(0, cells - 1);
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            room -= rune.ToString().GetCellWidth();
            if (room < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length] + "…";
    }

    private static List<string> Wrap(string text, int width, int rows)
    {
        var lines = new List<string>();
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && longer.GetCellWidth() > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
        if (lines.Count > rows)
        {
            lines[rows - 1] = Fit(lines[rows - 1] + " …" + new string('…', width), width);
            lines.RemoveRange(rows, lines.Count - rows);
        }

        return lines;
    }
}
