using System.Globalization;
using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;
using LoRaNode.Radio;
using LoRaNode.Web.Html;
using LoRaNode.Web.Nodes;

namespace LoRaNode.Web.Pages;

/// <summary>A port and the node at it.</summary>
internal static class PortCard
{
    // Where a LoRa link begins and where it is as good as it gets, for the length of a bar (SX1276 datasheet, rev. 7, table 13).
    private const int WorstSnrDb = -20;
    private const int BestSnrDb = 10;

    internal static Markup Compose(Words words, PortStanding port, Dictionary<ushort, string> names) => Markup.Of($"""
        <li class="card port">
          <h3><code>{port.Port}</code>{(port.Adapter is { } adapter ? Markup.Of($" <span class=\"note\">{adapter}</span>") : Markup.Empty)}</h3>
          {State(words, port, names)}
        </li>
        """);

    private static Markup State(Words words, PortStanding port, Dictionary<ushort, string> names) => port switch
    {
        { IsLooking: true } => Markup.Of($"""<p class="note">{words["serve.port.looking"]}</p>"""),
        { Problem: { } problem } => Markup.Of($"""<p>{Controls.Badge(Tone.Careful, words["serve.port.silent"])}</p><p class="note">{problem.In(words.Language)}</p>"""),
        { Node: { IsProvisioned: false } node } => Markup.Of($"""
            <p>{Controls.Badge(Tone.Plain, words["serve.port.blank"])} {Radio(words, node.Radio)}</p>
            <p><a class="button" href="/provision?port={Uri.EscapeDataString(port.Port)}">{words["serve.port.provision"]}</a></p>
            """),
        { Node: { } node } => Markup.Of($"""
            <p><strong>{NameOf(node.Address, names)}</strong> {Radio(words, node.Radio)}</p>
            {Controls.Facts(
            [
                (words["serve.fact.address"], AddressOf(node.Address)),
                (words["serve.fact.epoch"], Number(node.Epoch)),
                (words["serve.fact.uptime"], Durations.Text(words, TimeSpan.FromMilliseconds(node.UptimeMs))),
                (words["serve.fact.texts"], Number(node.Texts)),
                (words["serve.fact.battery"], Battery(words, port.Statistics)),
            ])}
            {Airtime(words, port.Statistics)}
            {Neighbours(words, port.Neighbours, names)}
            """),
        _ => Markup.Of($"""<p class="note">{words["serve.port.unasked"]}</p>"""),
    };

    /// <summary>What a node is called: its name, else its address.</summary>
    internal static string NameOf(ushort address, Dictionary<ushort, string> names) => names.GetValueOrDefault(address) ?? AddressOf(address);

    /// <summary>An address as logs say it and, in brackets, as labels show it.</summary>
    internal static string AddressOf(ushort address) => string.Create(CultureInfo.InvariantCulture, $"{address} ({address:X4})");

    private static Markup Radio(Words words, RadioStatus status) =>
        Controls.Badge(status == RadioStatus.Ok ? Tone.Good : Tone.Bad, words["serve.port.radio", words[$"node.radio.{status}"]]);

    private static string? Battery(Words words, NodeStatistics? statistics) => statistics is { BatteryMillivolts: > 0 }
        ? words["serve.value.battery", statistics.BatteryPercent, (statistics.BatteryMillivolts / 1000.0).ToString("0.00", CultureInfo.InvariantCulture)]
        : null;

    private static Markup Airtime(Words words, NodeStatistics? statistics)
    {
        if (statistics is not { AirtimeLimitMs: > 0 })
        {
            return Markup.Empty;
        }

        long used = statistics.AirtimeUsedMs;
        long limit = statistics.AirtimeLimitMs;
        string text = words["serve.value.airtime", Math.Round(used / 1000.0, 1), Math.Round(limit / 1000.0), Math.Round(100.0 * used / limit)];
        return Markup.Of($"""
            <p class="gauge"><span>{words["serve.fact.airtime"]}</span>
            <meter min="0" max="{limit}" high="{limit * 8 / 10}" optimum="0" value="{used}" aria-label="{words["serve.fact.airtime"]}">{text}</meter> <span>{text}</span></p>
            """);
    }

    private static Markup Neighbours(Words words, IReadOnlyList<NeighbourEntry> neighbours, Dictionary<ushort, string> names) => neighbours.Count == 0
        ? Markup.Of($"""<p class="note">{words["serve.neighbours.none"]}</p>""")
        : Markup.Of($"""
            <h4>{words["serve.neighbours"]}</h4>
            <ul class="neighbours">{neighbours.OrderByDescending(n => n.SnrQuarterDb).Select(n => Neighbour(words, n, names))}</ul>
            """);

    private static Markup Neighbour(Words words, NeighbourEntry neighbour, Dictionary<ushort, string> names)
    {
        double snr = neighbour.SnrQuarterDb / 4.0;
        string text = words["serve.value.snr", snr.ToString("0.0", CultureInfo.InvariantCulture), Durations.Text(words, TimeSpan.FromSeconds(neighbour.SilentSeconds))];
        string name = NameOf(neighbour.Address, names);
        return Markup.Of($"""
            <li><span class="name">{name}</span> <meter min="{WorstSnrDb}" max="{BestSnrDb}" low="-12" optimum="{BestSnrDb}" value="{Math.Clamp(Math.Round(snr), WorstSnrDb, BestSnrDb)}" aria-label="{name}">{text}</meter> <span class="note">{text}</span></li>
            """);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
