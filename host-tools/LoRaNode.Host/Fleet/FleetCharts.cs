using LoRaNode.Host.Drawing;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Power;

namespace LoRaNode.Host.Fleet;

/// <summary>What a chart of logs can show. Names are words of the command line.</summary>
public enum LogChart
{
    /// <summary>Airtime used within an hour, as a part of what is allowed.</summary>
    Airtime,

    /// <summary>Number of neighbours heard.</summary>
    Neighbours,

    /// <summary>How well neighbours are heard.</summary>
    Snr,

    /// <summary>Voltage of the battery.</summary>
    Battery,

    /// <summary>Starts and their reasons.</summary>
    Boots,
}

/// <summary>Charts of what nodes noted over time.</summary>
public sealed class FleetCharts(FleetTexts texts, DateTimeOffset from, DateTimeOffset to)
{
    // More lines than these cannot be told apart; the others stay in grey.
    private const int MostNamed = 8;

    /// <summary>Draws a chart of some nodes.</summary>
    /// <param name="chart">What it shows.</param>
    /// <param name="nodes">Names and histories.</param>
    public Scene Compose(LogChart chart, IReadOnlyList<(string Name, NodeHistory History)> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        return chart switch
        {
            LogChart.Airtime => Airtime(nodes),
            LogChart.Neighbours => Neighbours(nodes),
            LogChart.Snr => Snr(nodes),
            LogChart.Battery => Battery(nodes),
            _ => Boots(nodes),
        };
    }

    /// <summary>When the first note was written: a young network's charts begin there, not with the window that was looked at.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="otherwise">What to give when there is no note.</param>
    public static DateTimeOffset Beginning(IEnumerable<NodeHistory> histories, DateTimeOffset otherwise) => histories
        .SelectMany(h => h.Airtime.Select(a => a.At).Concat(h.Boots.Select(b => b.At)))
        .DefaultIfEmpty(otherwise)
        .Min();

    /// <summary>The chart's title.</summary>
    public string Title(LogChart chart) => texts[$"chart.{chart}.title"];

    /// <summary>How each node hears each of its neighbours, for one node; the mean of its neighbours, for several.</summary>
    private Scene Snr(IReadOnlyList<(string Name, NodeHistory History)> nodes) => Lines(
        LogChart.Snr,
        nodes.Count == 1 && nodes[0].History.Neighbours.Count > 0
            ? [.. nodes[0].History.Neighbours.GroupBy(n => n.Address).OrderBy(g => g.Key).Select(g => new ChartLine(NameOf(g.Key), [.. g.Select(n => (n.At, n.SnrDb))]))]
            : [.. nodes.Select(n => new ChartLine(n.Name, [.. n.History.Neighbours.GroupBy(s => s.At).Select(g => (g.Key, g.Average(s => s.SnrDb)))]))],
        [],
        -15,
        5);

    /// <summary>Names of addresses, for the lines of neighbours.</summary>
    public IReadOnlyDictionary<ushort, string> Names { get; init; } = new Dictionary<ushort, string>();

    private string NameOf(ushort address) =>
        Names.TryGetValue(address, out string? name) ? name : address.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Scene Airtime(IReadOnlyList<(string Name, NodeHistory History)> nodes) => Lines(
        LogChart.Airtime,
        [.. nodes.Select(n => new ChartLine(n.Name, [.. n.History.Airtime.Select(a => (a.At, 100 * a.Share))]))],
        [new ChartMark(100, texts["chart.Airtime.mark"], ToneRole.Alarm)],
        0,
        nodes.SelectMany(n => n.History.Airtime).Any(a => a.Share > 0.5) ? 100 : null);

    private Scene Neighbours(IReadOnlyList<(string Name, NodeHistory History)> nodes) => Lines(
        LogChart.Neighbours, [.. nodes.Select(n => new ChartLine(n.Name, [.. n.History.Standing.Select(s => (s.At, (double)s.Neighbours))]))], [], 0, 4);

    private Scene Battery(IReadOnlyList<(string Name, NodeHistory History)> nodes) => Lines(
        LogChart.Battery,
        [.. nodes.Select(n => new ChartLine(n.Name, [.. n.History.Battery.Select(b => (b.At, b.LowestMillivolts / 1000.0))]))],
        [new ChartMark(BatteryTrend.EmptyMillivolts / 1000.0, texts["chart.Battery.mark"], ToneRole.Alarm), new ChartMark(PowerPolicy.FullTransmitMillivolts / 1000.0, texts["chart.Battery.weak"], ToneRole.Caution)],
        3.1,
        4.2);

    private Scene Lines(LogChart chart, IReadOnlyList<ChartLine> lines, IReadOnlyList<ChartMark> marks, double lowest, double? highest)
    {
        // The lowest lines of these charts are those that need a name, but for airtime, where the highest do.
        int sign = chart == LogChart.Airtime ? -1 : 1;
        ChartLine[] ordered = [.. lines.Where(l => l.Points.Count > 0).OrderBy(l => sign * l.Points[^1].Value)];
        return new TimeChart
        {
            Title = Title(chart),
            ValueLabel = texts[$"chart.{chart}.label"],
            From = from,
            To = to,
            Lines = [.. ordered.Select((l, i) => l with { IsNamed = i < MostNamed })],
            Marks = marks,
            Lowest = lowest,
            Highest = highest,
        }.Compose(texts);
    }

    private Scene Boots(IReadOnlyList<(string Name, NodeHistory History)> nodes) => new EventChart
    {
        Title = Title(LogChart.Boots),
        From = from,
        To = to,
        Kinds =
        [
            (texts["chart.Boots.power"], ToneRole.Caution), (texts["chart.Boots.failed"], ToneRole.Alarm), (texts["chart.Boots.empty"], ToneRole.Alarm), (texts["chart.Boots.asked"], ToneRole.Muted),
        ],
        Rows = [.. nodes.Select(n => (n.Name, (IReadOnlyList<ChartEvent>)[.. n.History.Boots.Select(b => new ChartEvent(b.At, KindOf(b)))]))],
    }.Compose(texts);

    private static int KindOf(BootSample boot) => boot.Reason switch
    {
        RestartReason.None => boot.Boot > 1 ? 0 : 3,
        RestartReason.Stuck or RestartReason.Failed => 1,
        RestartReason.BatteryEmpty => 2,
        _ => 3,
    };
}
