using System.Globalization;
using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Pages;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Fleet;

/// <summary>The report on a fleet as one HTML file that needs nothing else.</summary>
public static class FleetPage
{
    private static readonly LogChart[] Charts = [LogChart.Battery, LogChart.Airtime, LogChart.Neighbours, LogChart.Snr, LogChart.Boots];

    /// <summary>Composes the file.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="texts">Language of the report.</param>
    /// <param name="producer">Name and version of the tool that made it.</param>
    public static string Compose(FleetState fleet, FleetTexts texts, string producer)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(texts);
        var html = new StringBuilder(256 * 1024);
        string style = HtmlPage.Style + HtmlPage.Resource(typeof(FleetPage), "LoRaNode.Host.Fleet.fleet.css");
        string script = HtmlPage.TableScript + HtmlPage.Resource(typeof(FleetPage), "LoRaNode.Host.Fleet.fleet.js");
        HtmlPage.Head(html, texts.Language, texts["fleet.page.title"], style, script);
        Top(html, fleet, texts);
        html.Append("<main>\n");
        Figures(html, fleet, texts);
        WriteBody(html, fleet, texts);
        html.Append(CultureInfo.InvariantCulture, $"</main>\n<footer>{Safe(texts.Text("report.footer", producer))}</footer>\n<script>{script}</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Writes the sections of the report, for a page that has a head of its own.</summary>
    public static void WriteBody(StringBuilder html, FleetState fleet, FleetTexts texts)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(texts);
        var tables = new FleetTables(fleet, texts);
        HtmlPage.Section(html, "fix", texts["fleet.fix.title"], texts["fleet.fix.note"], false, tables.Findings);
        HtmlPage.Section(html, "network", texts["fleet.map.title"], texts["fleet.map.note"], false, h => Map(h, fleet, texts));
        HtmlPage.Section(html, "weak", texts["fleet.weak.title"], texts["fleet.weak.note"], false, tables.WeakPoints);
        HtmlPage.Section(html, "all", texts["fleet.nodes.title"], null, true, tables.Nodes);
        HtmlPage.Section(html, "relays", texts["fleet.relays.title"], null, true, tables.Relays);
        HtmlPage.Section(html, "charts", texts["fleet.charts.title"], null, true, h => WriteCharts(h, fleet, texts));
    }

    private static void Top(StringBuilder html, FleetState fleet, FleetTexts texts)
    {
        int critical = fleet.Findings.Count(f => f.Severity == Severity.Critical);
        int warnings = fleet.Findings.Count(f => f.Severity == Severity.Warning);
        string lead = critical + warnings == 0 ? texts.Text("fleet.page.lead.good", fleet.Nodes.Count) : texts.Text("fleet.page.lead.bad", critical, warnings);
        html.Append(CultureInfo.InvariantCulture, $"""
            <header class="top">
            <p class="brand">LoRaNode</p>
            <h1>{Safe(texts["fleet.page.title"])}</h1>
            <p class="lead {(critical > 0 ? "bad" : warnings > 0 ? string.Empty : "good")}">{Safe(lead)}</p>
            <p class="period">{Safe(texts.Text("fleet.page.period", FleetTexts.Time(fleet.Since), FleetTexts.Time(fleet.Now)))}</p>
            </header>

            """);
    }

    private static void Figures(StringBuilder html, FleetState fleet, FleetTexts texts)
    {
        double air = fleet.Nodes.SelectMany(n => n.History.Airtime).Select(a => a.Share).DefaultIfEmpty(0).Max();
        html.Append("<dl class=\"figures\">\n");
        Figure("fleet.figure.nodes", Number(fleet.Nodes.Count));
        Figure("fleet.figure.good", Number(fleet.Nodes.Count(n => n.Health == NodeHealth.Good)));
        Figure("fleet.figure.links", Number(fleet.Links.Count(l => l.IsUsable)));
        Figure("fleet.figure.parts", Number(fleet.Parts));
        Figure("fleet.figure.single", Number(fleet.SinglePoints.Count));
        Figure("fleet.figure.airtime", texts.Number(100 * air, 1) + " %");
        html.Append("</dl>\n");

        void Figure(string key, string value) =>
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Safe(texts[key])}</dt><dd>{Safe(value)}</dd></div>\n");
    }

    private static void Map(StringBuilder html, FleetState fleet, FleetTexts texts)
    {
        html.Append("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"map-title\">").Append(SvgDocument.Inline(FleetMap.ComposeInline(fleet, texts), "map")).Append("</div>\n<ul class=\"legend\">\n");
        foreach ((IReadOnlyList<Shape> shapes, string text) in FleetMap.Legend(texts))
        {
            html.Append("<li>").Append(SvgDocument.Decoration(shapes, 44, 28)).Append(CultureInfo.InvariantCulture, $"{Safe(text)}</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static void WriteCharts(StringBuilder html, FleetState fleet, FleetTexts texts)
    {
        (string, NodeHistory)[] nodes = [.. fleet.Nodes.Where(n => n.History.Records > 0).Select(n => (n.Name, n.History))];
        var charts = new FleetCharts(texts, FleetCharts.Beginning(fleet.Nodes.Select(n => n.History), fleet.Since).ToOffset(fleet.Now.Offset), fleet.Now);
        foreach (LogChart chart in Charts)
        {
            string id = "chart-" + chart.ToString().ToLowerInvariant();
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"chart\"><h3>{Safe(charts.Title(chart))}</h3>\n").Append(SvgDocument.Inline(charts.Compose(chart, nodes), id)).Append("</div>\n");
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Safe(string text) => SvgDocument.Escape(text);
}
