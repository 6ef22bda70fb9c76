using System.Globalization;
using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Pages;

namespace LoRaNode.Simulator.Report.Page;

/// <summary>The tables of a report: who has the text when and by which way, and what the air was used for.</summary>
internal sealed class ReportTables(CityRun run, WaveScale scale, ReportTexts texts)
{
    /// <summary>Writes the table of all nodes, the earliest first.</summary>
    public void Nodes(StringBuilder html)
    {
        html.Append(CultureInfo.InvariantCulture, $"<table id=\"nodes\"><caption>{Safe(texts["report.nodes.note"])}</caption>\n<thead><tr>");
        Head(html, "report.nodes.node", false);
        Head(html, "report.nodes.after", true);
        Head(html, "report.nodes.hops", true);
        Head(html, "report.nodes.way", false);
        Head(html, "report.nodes.frames", true);
        Head(html, "report.nodes.airtime", true);
        html.Append("</tr></thead>\n<tbody>\n");
        double[] airtimeMs = AirtimeByNode(run);
        foreach (CityNode node in run.Nodes.OrderBy(n => n.VerifiedAtMs ?? long.MaxValue).ThenBy(n => n.Index))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr data-node=\"{node.Index}\">");
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"row\" data-sort=\"{node.Index}\">{Dot(node)}{Safe(node.Name)}</th>");
            Arrival(html, node);
            HtmlTable.Cell(html, node.Hops?.ToString(CultureInfo.InvariantCulture) ?? "–", node.Hops ?? int.MaxValue);
            html.Append(CultureInfo.InvariantCulture, $"<td data-sort=\"{node.Hops ?? int.MaxValue}\">{Safe(Way(node))}</td>");
            HtmlTable.Cell(html, node.Transmissions.ToString(CultureInfo.InvariantCulture), node.Transmissions);
            HtmlTable.Cell(html, texts.Seconds(airtimeMs[node.Index]), airtimeMs[node.Index]);
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    /// <summary>Writes the table of frames by kind.</summary>
    public void Airtime(StringBuilder html)
    {
        html.Append(CultureInfo.InvariantCulture, $"<table><caption>{Safe(texts["report.airtime.note"])}</caption>\n<thead><tr>");
        Head(html, "report.airtime.kind", false);
        Head(html, "report.airtime.frames", true);
        Head(html, "report.airtime.bytes", true);
        Head(html, "report.airtime.time", true);
        Head(html, "report.airtime.share", true);
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IGrouping<string, CityTransmission> kind in run.Transmissions.GroupBy(t => t.Kind).OrderByDescending(g => g.Sum(t => t.AirtimeUs)))
        {
            double ms = kind.Sum(t => t.AirtimeUs) / 1000.0;
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Safe(NameOf(kind.Key))}</th>");
            HtmlTable.Cell(html, kind.Count().ToString(CultureInfo.InvariantCulture), kind.Count());
            HtmlTable.Cell(html, kind.Sum(t => t.Bytes).ToString(CultureInfo.InvariantCulture), kind.Sum(t => t.Bytes));
            HtmlTable.Cell(html, texts.Seconds(ms), ms);
            HtmlTable.Cell(html, texts.Number(100 * ms / Math.Max(run.AirtimeMs, 1e-9), 1) + " %", ms);
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    /// <summary>Time on air of each node, in milliseconds.</summary>
    public static double[] AirtimeByNode(CityRun run)
    {
        double[] airtimeMs = new double[run.Nodes.Count];
        foreach (CityTransmission frame in run.Transmissions)
        {
            airtimeMs[frame.Node] += frame.AirtimeUs / 1000.0;
        }

        return airtimeMs;
    }

    /// <summary>The nodes that a copy came through, the source first.</summary>
    public static string Way(CityRun run, CityNode node)
    {
        var names = new Stack<string>();
        int limit = run.Nodes.Count;
        for (int? at = node.HeardFrom; at is { } index && names.Count < limit; at = run.Nodes[index].HeardFrom)
        {
            names.Push(run.Nodes[index].Name);
        }

        return string.Join(" → ", names);
    }

    private string Way(CityNode node) => node.Index == run.Source ? texts["report.legend.source"] : node.HeardFrom is null ? "–" : Way(run, node);

    private void Arrival(StringBuilder html, CityNode node)
    {
        if (node.VerifiedAtMs is { } at)
        {
            HtmlTable.Cell(html, texts.Seconds(at - run.SentAtMs), at);
            return;
        }

        string kind = node.IsConnected ? "missing" : "apart";
        string text = texts[node.IsConnected ? "report.legend.unverified" : "report.legend.unconnected"];
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"number {kind}\" data-sort=\"9e15\">{Safe(text)}</td>");
    }

    private string Dot(CityNode node)
    {
        string colour = node.VerifiedAtMs is { } at
            ? node.Index == run.Source ? "ink" : scale.Tone(at - run.SentAtMs).ToString()
            : node.IsConnected ? "alarm" : "unreached";
        string fill = node.VerifiedAtMs is null ? "none" : $"var(--{colour})";
        return $"<svg class=\"dot\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><circle cx=\"6\" cy=\"6\" r=\"5\" fill=\"{fill}\" stroke=\"var(--{colour})\" stroke-width=\"2\"/></svg>";
    }

    private string NameOf(string kind) => kind switch
    {
        "alert" => texts["report.kind.alert"],
        "beacon" => texts["report.kind.beacon"],
        "message" => texts["report.kind.message"],
        "trust" => texts["report.kind.trust"],
        "unicast" => texts["report.kind.unicast"],
        "receipt" => texts["report.kind.receipt"],
        _ => kind,
    };

    private void Head(StringBuilder html, string key, bool isNumber) => HtmlTable.Head(html, texts[key], isNumber);

    private static string Safe(string text) => SvgDocument.Escape(text);
}
