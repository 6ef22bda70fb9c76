using System.Diagnostics;
using System.Globalization;
using LoRaNode.Host.Drawing;
using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoRaNode.Cli.Demo;

/// <summary>A run in the terminal while it happens: a map whose nodes light up, the count, and what happened last.</summary>
internal sealed class LiveView : ICityObserver
{
    private const int Events = 5;

    // Colours of a live run: how long the whole wave will take is not known yet, so the scale is by hops.
    private const double HopsOfScale = 7;

    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(66);

    private readonly CliContext _context;

    private readonly ReportTexts _texts;

    private readonly string _text;

    private readonly LiveDisplayContext _display;

    private readonly NodeMarks _marks;

    private readonly Queue<string> _events = new();

    private IReadOnlyList<CityNode> _nodes = [];

    private TerminalMap? _map;

    private int _source;

    private int?[] _hops = [];

    private long[] _speaksUntilMs = [];

    private long _sentAtMs = long.MaxValue;

    private long _nowMs;

    private int _transmissions;

    private double _airtimeMs;

    private long _drawn;

    private LiveView(CliContext context, ReportTexts texts, string text, LiveDisplayContext display)
    {
        _context = context;
        _texts = texts;
        _text = text;
        _display = display;
        _marks = NodeMarks.For(context.Console);
    }

    /// <summary>Shows a run while it happens.</summary>
    public static CityRun Run(CliContext context, ReportTexts texts, CityOptions options, Func<ICityObserver, CityRun> run)
    {
        CityRun? result = null;
        context.Console.Live(new Text(string.Empty)).AutoClear(true).Start(display =>
        {
            var view = new LiveView(context, texts, options.Text, display);
            result = run(view);
        });
        return result!;
    }

    public void Started(IReadOnlyList<CityNode> nodes, IReadOnlyList<CityLink> links, int source)
    {
        _nodes = nodes;
        _source = source;
        _hops = new int?[nodes.Count];
        _speaksUntilMs = new long[nodes.Count];
        int width = Math.Clamp(_context.Console.Profile.Width - 4, 40, 120);
        _map = new TerminalMap(nodes, width, Math.Max(8, _context.Console.Profile.Height - Events - 10));
        Draw();
    }

    public void Sent(long atMs) => _sentAtMs = atMs;

    public void Transmitted(CityTransmission transmission)
    {
        _nowMs = transmission.AtMs;
        _transmissions++;
        _airtimeMs += transmission.AirtimeUs / 1000.0;
        _speaksUntilMs[transmission.Node] = transmission.AtMs + (transmission.AirtimeUs / 1000);
        DrawWhenDue();
    }

    public void Shown(int node, long atMs, int? heardFrom, int hops)
    {
        _nowMs = atMs;
        _hops[node] = hops;
        string after = _texts.Seconds(Math.Max(0, atMs - _sentAtMs));
        _events.Enqueue(heardFrom is { } parent
            ? _context.Text("demo.line.shows", after, _nodes[node].Name, _nodes[parent].Name, hops)
            : _context.Text("demo.line.source", after, _nodes[node].Name));
        if (_events.Count > Events)
        {
            _events.Dequeue();
        }

        // Every arrival is seen, however fast they come.
        Draw();
    }

    public void Advanced(long nowMs)
    {
        _nowMs = nowMs;
        DrawWhenDue();
    }

    private void DrawWhenDue()
    {
        if (Stopwatch.GetElapsedTime(_drawn) >= FrameTime)
        {
            Draw();
        }
    }

    private void Draw()
    {
        _drawn = Stopwatch.GetTimestamp();
        int reached = _hops.Count(h => h is not null);
        int connected = _nodes.Count(n => n.IsConnected);
        double after = _nowMs < _sentAtMs ? 0 : _nowMs - _sentAtMs;
        string state = _context.Markup(
            "demo.live.state", _texts.Seconds(after), reached.ToString(CultureInfo.InvariantCulture), connected, _transmissions, _texts.Seconds(_airtimeMs));
        var rows = new List<IRenderable>
        {
            new Markup($"[bold]{TextFlow.Shorten(_text.ReplaceLineEndings(" "), 1, _context.Console.Profile.Width * 0.5).EscapeMarkup()}[/]"),
            new Panel(new Markup(_map!.Draw(MarkOf)) { Overflow = Overflow.Crop }) { Border = BoxBorder.Rounded, BorderStyle = new Style(Color.Grey) },
            new BreakdownChart().HideTags().Width(Math.Min(_context.Console.Profile.Width - 2, 120))
                .AddItem(string.Empty, reached, Color.FromHex(TerminalMap.Style(Tone.Wave(0.5))))
                .AddItem(string.Empty, Math.Max(0, connected - reached), Color.Grey23),
            new Markup(state),
        };
        rows.AddRange(_events.Select(e => new Markup($"[grey]{e.EscapeMarkup()}[/]")));
        _display.UpdateTarget(new Rows(rows));
    }

    private (char Mark, string Style) MarkOf(int node)
    {
        if (_speaksUntilMs[node] > _nowMs)
        {
            return (_marks.Speaks, "bold white");
        }

        if (node == _source)
        {
            return (_marks.Source, "bold white");
        }

        return _hops[node] is { } hops
            ? (_marks.Shows, TerminalMap.Style(Tone.Wave((hops - 1) / HopsOfScale)))
            : (_marks.Waits, _nodes[node].IsConnected ? "grey" : "grey37");
    }
}
