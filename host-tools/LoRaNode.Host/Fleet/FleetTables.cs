using System.Globalization;
using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Pages;

namespace LoRaNode.Host.Fleet;

/// <summary>Lists and tables of a report: what to fix, weak points, nodes, relays.</summary>
internal sealed class FleetTables(FleetState fleet, FleetTexts texts)
{
    private const double NoValue = 9e15;

    internal void Findings(StringBuilder html)
    {
        Finding[] urgent = [.. fleet.Findings.Where(f => f.Severity > Severity.Note)];
        if (urgent.Length == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(texts["fleet.fix.nothing"])}</p>\n");
        }
        else
        {
            List(html, urgent);
        }

        Finding[] notes = [.. fleet.Findings.Where(f => f.Severity == Severity.Note)];
        if (notes.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Safe(texts.Text("fleet.fix.more", notes.Length))}</summary>\n");
            List(html, notes);
            html.Append("</details>\n");
        }
    }

    internal void WeakPoints(StringBuilder html)
    {
        FleetLink[] bridges = [.. fleet.Links.Where(l => l.IsBridge)];
        if (fleet.SinglePoints.Count == 0 && bridges.Length == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(texts[fleet.Links.Count == 0 ? "fleet.weak.unknown" : "fleet.weak.none"])}</p>\n");
            return;
        }

        html.Append("<ul class=\"plain\">\n");
        foreach (SinglePoint point in fleet.SinglePoints)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Safe(texts.Text("fleet.weak.node", fleet.Nodes[point.Node].Name, texts.Names(point.CutsOff, fleet.Nodes)))}</li>\n");
        }

        foreach (FleetLink link in bridges)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Safe(texts.Text("fleet.weak.link", fleet.Nodes[link.From].Name, fleet.Nodes[link.To].Name))}</li>\n");
        }

        html.Append("</ul>\n");
    }

    internal void Nodes(StringBuilder html)
    {
        html.Append(CultureInfo.InvariantCulture, $"<table id=\"nodes\" class=\"sortable\"><caption>{Safe(texts["fleet.nodes.note"])}</caption>\n<thead><tr>");
        foreach (string key in (ReadOnlySpan<string>)["fleet.nodes.node", "fleet.nodes.health", "fleet.nodes.place"])
        {
            Head(html, key, false);
        }

        string[] numbers =
        [
            "fleet.nodes.height", "fleet.nodes.neighbours", "fleet.nodes.backbone", "fleet.nodes.battery", "fleet.nodes.trend", "fleet.nodes.airtime", "fleet.nodes.boots", "fleet.nodes.alerts",
            "fleet.nodes.last",
        ];
        foreach (string key in numbers)
        {
            Head(html, key, true);
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (FleetNode node in fleet.Nodes)
        {
            Row(html, node);
        }

        html.Append("</tbody></table>\n");
    }

    internal void Relays(StringBuilder html)
    {
        if (fleet.Relays.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(texts["fleet.relays.empty"])}</p>\n");
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<table class=\"sortable\"><caption>{Safe(texts["fleet.relays.note"])}</caption>\n<thead><tr>");
        Head(html, "fleet.relays.relay", false);
        Head(html, "fleet.relays.for", false);
        Head(html, "fleet.relays.count", true);
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IGrouping<int, RelayShare> relay in fleet.Relays.GroupBy(r => r.Relay).OrderByDescending(g => g.Sum(r => r.Count)))
        {
            string name = fleet.Nodes[relay.Key].Name;
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" data-sort=\"{Safe(name)}\">{Safe(name)}</th>");
            string others = string.Join(", ", relay.Select(r => string.Create(CultureInfo.InvariantCulture, $"{fleet.Nodes[r.Node].Name} ({r.Count})")));
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"place\" data-sort=\"{relay.Count()}\">{Safe(others)}</td>");
            HtmlTable.Cell(html, Number(relay.Sum(r => r.Count)), relay.Sum(r => r.Count));
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    private void List(StringBuilder html, Finding[] findings)
    {
        html.Append("<ol class=\"fix\">\n");
        foreach (Finding finding in findings)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <li><span class="when"><span class="tag {finding.Severity.ToString().ToLowerInvariant()}">{Safe(texts.Severity(finding.Severity))}</span></span>
                <p class="what">{Safe(texts.What(finding, fleet.Nodes))}</p><p class="advice">{Safe(texts.Advice(finding))}</p></li>

                """);
        }

        html.Append("</ol>\n");
    }

    private void Row(StringBuilder html, FleetNode node)
    {
        NodeHistory history = node.History;
        html.Append(CultureInfo.InvariantCulture, $"<tr data-node=\"{node.Index}\"><th scope=\"row\" data-sort=\"{Safe(node.Name)}\">{Safe(node.Name)}</th>");
        html.Append(CultureInfo.InvariantCulture, $"<td data-sort=\"{(int)node.Health}\"><span class=\"tag {node.Health.ToString().ToLowerInvariant()}\">{Safe(texts.Health(node.Health))}</span></td>");
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"place\" data-sort=\"{Safe(node.Site?.Place ?? string.Empty)}\">{Safe(node.Site?.Place ?? "–")}</td>");
        HtmlTable.Cell(html, node.Site?.HeightM is { } height ? texts.Distance(height) : "–", node.Site?.HeightM ?? NoValue);
        HtmlTable.Cell(html, history.Standing.Count > 0 ? Number(history.Standing[^1].Neighbours) : "–", history.Standing.Count > 0 ? history.Standing[^1].Neighbours : NoValue);
        HtmlTable.Cell(html, history.Standing.Count > 0 ? texts[node.IsBackbone ? "fleet.nodes.yes" : "fleet.nodes.no"] : "–", node.IsBackbone ? 0 : 1);
        double? volts = history.Battery.Count > 0 ? history.Battery.Min(b => b.LowestMillivolts) / 1000.0 : null;
        HtmlTable.Cell(html, volts is { } low ? texts.Text("fleet.unit.volt", texts.Number(low, 2)) : "–", volts ?? NoValue);
        HtmlTable.Cell(html, node.Trend.MillivoltsPerDay is { } slope ? texts.Text("fleet.unit.millivolt", (slope > 0 ? "+" : string.Empty) + texts.Number(slope, 0)) : "–", node.Trend.MillivoltsPerDay ?? NoValue);
        double? air = history.Airtime.Count > 0 ? 100 * history.Airtime.Max(a => a.Share) : null;
        HtmlTable.Cell(html, air is { } share ? texts.Number(share, 1) + " %" : "–", air ?? NoValue);
        HtmlTable.Cell(html, history.Boots.Count > 0 ? Number(history.Boots.Count) : "–", history.Boots.Count);
        HtmlTable.Cell(html, Number(history.AlertsShown), history.AlertsShown);
        HtmlTable.Cell(html, history.NewestAt is { } at ? FleetTexts.Time(at.ToOffset(fleet.Now.Offset)) : "–", history.NewestAt?.ToUnixTimeSeconds() ?? 0);
        html.Append("</tr>\n");
    }

    private void Head(StringBuilder html, string key, bool isNumber) => HtmlTable.Head(html, texts[key], isNumber);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Safe(string text) => SvgDocument.Escape(text);
}
