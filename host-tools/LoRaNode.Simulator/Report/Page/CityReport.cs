using System.Globalization;
using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Pages;
using LoRaNode.Host.Texts;

namespace LoRaNode.Simulator.Report.Page;

/// <summary>
/// The report of a run: one HTML file that needs nothing else. The map plays the run; without scripts it shows its end.
/// </summary>
/// <remarks>
/// The content policy allows the page's own style sheet and script by their hashes and nothing from anywhere; every text that a
/// person wrote is escaped.
/// </remarks>
public static class CityReport
{
    /// <summary>Composes the file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="texts">Language of the report.</param>
    /// <param name="producer">Name and version of the tool that made it.</param>
    public static string Compose(CityRun run, ReportTexts texts, string producer)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(texts);
        var scale = new WaveScale(run);
        var tables = new ReportTables(run, scale, texts);
        string style = HtmlPage.Style + HtmlPage.Resource(typeof(CityReport), "LoRaNode.Simulator.Report.report.css");
        string script = HtmlPage.TableScript + HtmlPage.Resource(typeof(CityReport), "LoRaNode.Simulator.Report.report.js");
        var html = new StringBuilder(256 * 1024);
        HtmlPage.Head(html, texts.Language, CityPicture.Title(run, texts), style, script);
        Top(html, run, texts);
        html.Append("<main>\n");
        Figures(html, run, texts);
        Map(html, run, texts);
        Section(html, texts, "report.curve.title", "report.legend.curve", true, h => h.Append(SvgDocument.Inline(CityPicture.ComposeCurve(run, texts), "curve")));
        Section(html, texts, "report.air.title", "report.air.note", true, h => h.Append(SvgDocument.Inline(AirDiagram.Compose(run, texts), "air")));
        Section(html, texts, "report.nodes.title", null, true, tables.Nodes);
        Section(html, texts, "report.airtime.title", null, true, tables.Airtime);
        Section(html, texts, "report.facts.title", null, false, h => Facts(h, run, texts));
        html.Append(CultureInfo.InvariantCulture, $"</main>\n<footer>{Safe(texts.Text("report.footer", producer))}</footer>\n");
        html.Append(CultureInfo.InvariantCulture, $"<script type=\"application/json\" id=\"run-data\">{RunData.Compose(run, scale, texts)}</script>\n");
        html.Append(CultureInfo.InvariantCulture, $"<script>{script}</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void Top(StringBuilder html, CityRun run, ReportTexts texts)
    {
        string kind = run.Verified == run.Connected ? "outcome" : "outcome failed";
        html.Append(CultureInfo.InvariantCulture, $"""
            <header class="top">
            <p class="brand">LoRaNode</p>
            <h1>{Safe(texts["report.title"])}</h1>
            <blockquote dir="auto">{Safe(run.Text)}</blockquote>
            <p class="{kind}">{Safe(texts.Outcome(run))}</p>
            </header>

            """);
    }

    private static void Figures(StringBuilder html, CityRun run, ReportTexts texts)
    {
        double busiestMs = ReportTables.AirtimeByNode(run).Max();
        html.Append("<dl class=\"figures\">\n");
        Figure("report.figure.verified", string.Create(CultureInfo.InvariantCulture, $"{run.Verified} / {run.Connected}"));
        Figure("report.figure.last", run.LastNodeMs is { } last ? texts.Seconds(last) : texts["report.never"]);
        Figure("report.figure.hops", (run.Nodes.Max(n => n.Hops) ?? 0).ToString(CultureInfo.InvariantCulture));
        Figure("report.figure.transmissions", run.ItemTransmissions.ToString(CultureInfo.InvariantCulture));
        Figure("report.figure.beacons", run.Beacons.ToString(CultureInfo.InvariantCulture));
        Figure("report.figure.airtime", texts.Seconds(run.AirtimeMs));
        Figure("report.figure.duty", texts.Number(busiestMs / (10 * Math.Max(run.SimulatedSeconds, 1e-9)), 2) + " %");
        html.Append("</dl>\n");

        void Figure(string key, string value) =>
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Safe(texts[key])}</dt><dd>{Safe(value)}</dd></div>\n");
    }

    private static void Map(StringBuilder html, CityRun run, ReportTexts texts) =>
        Section(html, texts, "report.map.title", "report.map.note", false, h =>
        {
            h.Append("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"map-title\">").Append(SvgDocument.Inline(CityPicture.ComposeMap(run, texts), "map")).Append("</div>\n");
            h.Append(CultureInfo.InvariantCulture, $"""
                <div class="player" id="player" hidden>
                <button type="button" id="play">{Safe(texts["report.player.play"])}</button>
                <input type="range" id="time" min="0" max="1000" value="1000" aria-label="{Safe(texts["report.player.time"])}">
                <output id="state" for="time"></output>
                </div>

                """);
            Legend(h, texts);
        });

    private static void Legend(StringBuilder html, ReportTexts texts)
    {
        html.Append("<ul class=\"legend\">\n");
        var middle = new Point(22, 14);
        Entry("report.legend.source", s =>
        {
            CityMapDrawing.SourceRings(s, middle, 4);
            CityMapDrawing.Mark(s, middle, 5, new Tone(ToneRole.Ink), true, string.Empty, null);
        });
        Entry("report.legend.reached", s => CityMapDrawing.Mark(s, middle, 10, Tone.Wave(0.45), true, "2", null));
        Entry("report.legend.hop", s => CityMapDrawing.Hop(s, new Point(2, 14), new Point(42, 14), 0, Tone.Wave(0.45), null));
        Entry("report.legend.unverified", s => CityMapDrawing.Mark(s, middle, 10, null, true, string.Empty, null));
        Entry("report.legend.unconnected", s => CityMapDrawing.Mark(s, middle, 10, null, false, string.Empty, null));
        Entry("report.legend.link.strong", s => s.Add(CityMapDrawing.Link(new Point(4, 14), new Point(40, 14), 6)));
        Entry("report.legend.link.weak", s => s.Add(CityMapDrawing.Link(new Point(4, 14), new Point(40, 14), -14)));
        html.Append("</ul>\n");

        void Entry(string key, Action<List<Shape>> draw)
        {
            var shapes = new List<Shape>();
            draw(shapes);
            html.Append("<li>").Append(SvgDocument.Decoration(shapes, 44, 28)).Append(CultureInfo.InvariantCulture, $"{Safe(texts[key])}</li>\n");
        }
    }

    private static void Section(StringBuilder html, ReportTexts texts, string title, string? note, bool isWide, Action<StringBuilder> body) =>
        HtmlPage.Section(html, title.Replace('.', '-'), texts[title], note is null ? null : texts[note], isWide, body);

    private static void Facts(StringBuilder html, CityRun run, ReportTexts texts)
    {
        html.Append("<dl class=\"facts\">\n");
        Fact("report.facts.nodes", run.Nodes.Count.ToString(CultureInfo.InvariantCulture));
        Fact("report.facts.connected", run.Connected.ToString(CultureInfo.InvariantCulture));
        Fact("report.facts.links", run.Links.Count.ToString(CultureInfo.InvariantCulture));
        Fact("report.facts.source", run.Nodes[run.Source].Name);
        Fact("report.facts.length", texts.Text(
            "report.facts.length.value",
            run.Text.EnumerateRunes().Count(),
            Encoding.UTF8.GetByteCount(run.Text)));
        Fact("report.facts.seed", run.Seed.ToString(CultureInfo.InvariantCulture));
        Fact("report.facts.simulated", texts.Seconds(run.SimulatedSeconds * 1000));
        Fact("report.facts.wall", texts.Number(run.WallSeconds, 2) + " " + texts["report.unit.second"]);
        Fact("report.facts.speed", texts.Text("report.facts.speed.value", texts.Number(run.SimulatedSeconds / Math.Max(run.WallSeconds, 1e-9), 0)));
        html.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(texts["report.facts.repeat"])}</dt><dd><code>{Safe(Command(run))}</code></dd>\n");
        html.Append("</dl>\n");

        void Fact(string key, string value) => html.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(texts[key])}</dt><dd>{Safe(value)}</dd>\n");
    }

    /// <summary>The command that repeats the run, its text quoted for a POSIX shell.</summary>
    private static string Command(CityRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"loranode demo --seed {run.Seed} --nodes {run.Nodes.Count} -- '{run.Text.Replace("'", "'\\''", StringComparison.Ordinal)}'");

    private static string Safe(string text) => SvgDocument.Escape(text);
}
