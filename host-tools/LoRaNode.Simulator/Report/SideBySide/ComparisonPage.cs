using System.Globalization;
using System.Net;
using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Report.SideBySide;

/// <summary>
/// A page that shows algorithms side by side in one city: figures, the map coloured by the time of arrival, the wave as small
/// multiples, the curve of deliveries, and how airtime falls on the nodes. One file, no script, no network; dark where the reader prefers
/// it, one column on a phone.
/// </summary>
/// <param name="city">The place.</param>
/// <param name="panels">What is compared; the broadcasts have the same origins in all.</param>
/// <param name="texts">Texts in the reader's language.</param>
public sealed class ComparisonPage(CityMap city, IReadOnlyList<AlgorithmPanel> panels, ReportTexts texts)
{
    private static readonly double[] WaveSeconds = [1, 2, 4, 8];

    private const string Layout =
        "*{box-sizing:border-box}body{font:15px/1.45 system-ui,sans-serif;margin:24px;background:var(--page);color:var(--ink)}h1{font-size:22px;margin:0 0 4px}" +
        "h2{font-size:17px;margin:0}h3{font-size:13px;margin:16px 0 4px;color:var(--muted)}p{margin:0 0 12px;color:var(--muted)}" +
        ".panel p{min-height:2.9em}.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(270px,1fr));gap:28px}.panel{min-width:0}" +
        "table{border-collapse:collapse;width:100%}td{padding:2px 0;border-bottom:1px solid var(--line)}td:last-child{text-align:right;font-variant-numeric:tabular-nums;font-weight:600}" +
        "svg{display:block;width:100%;height:auto;background:var(--card);border-radius:6px}svg text{fill:var(--muted);font-size:11px}" +
        ".waves{display:grid;grid-template-columns:1fr 1fr;gap:8px}figure{margin:0}figcaption{font-size:12px;color:var(--muted)}" +
        ".link{stroke:var(--line);stroke-width:.6}.grid{stroke:var(--line)}.mark{fill:var(--bar)}.curve{stroke:var(--bar)}.waits{fill:var(--line)}" +
        ".never{fill:none;stroke:var(--alarm);stroke-width:2}.source{stroke:var(--ink);stroke-width:2}.legend{display:flex;flex-wrap:wrap;align-items:center;gap:4px 14px;font-size:12px;color:var(--muted);margin:0 0 18px}" +
        ".legend svg{width:160px;background:none;border-radius:0}@media(max-width:600px){body{margin:14px}}";

    /// <summary>Writes the page.</summary>
    public string Write()
    {
        var page = new StringBuilder();
        string title = Html(texts.Text("sim.report.title", city.Name));
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{LanguageCode.Of(texts.Language)}\"><head><meta charset=\"utf-8\">");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        page.Append(CultureInfo.InvariantCulture, $"<title>{title}</title><style>{Layout}{Colours(Theme.Day, ":root")}");
        page.Append(CultureInfo.InvariantCulture, $"@media(prefers-color-scheme:dark){{{Colours(Theme.Night, ":root")}}}</style></head><body><h1>{title}</h1>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Html(texts.Text("sim.report.summary", city.Count, panels[0].Result.Messages))}</p>");
        Legend(page);
        page.Append("<div class=\"columns\">");
        foreach (var panel in panels)
        {
            Panel(page, panel);
        }

        return page.Append("</div></body></html>").ToString();
    }

    private void Legend(StringBuilder page)
    {
        page.Append("<div class=\"legend\"><span>0</span><svg viewBox=\"0 0 160 12\" role=\"img\" aria-hidden=\"true\">");
        double width = 160.0 / PanelCharts.WaveClasses;
        for (int i = 0; i < PanelCharts.WaveClasses; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<rect class=\"w{i}\" x=\"{i * width:F1}\" width=\"{width + 0.6:F1}\" height=\"12\"/>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</svg><span>{Html(texts.Text("sim.report.legend.late", PanelCharts.LatestSeconds))}</span>");
        page.Append(CultureInfo.InvariantCulture, $"<span><svg viewBox=\"0 0 12 12\" style=\"width:12px;display:inline-block\"><circle class=\"never\" cx=\"6\" cy=\"6\" r=\"4\"/></svg> {Html(texts["sim.report.legend.never"])}</span>");
        page.Append(CultureInfo.InvariantCulture, $"<span><svg viewBox=\"0 0 14 14\" style=\"width:14px;display:inline-block\"><circle class=\"w0 source\" cx=\"7\" cy=\"7\" r=\"5\"/></svg> {Html(texts["sim.report.legend.source"])}</span></div>");
    }

    private void Panel(StringBuilder page, AlgorithmPanel panel)
    {
        var result = panel.Result;
        var charts = new PanelCharts(city, panels, texts);
        page.Append(CultureInfo.InvariantCulture, $"<section class=\"panel\"><h2>{Html(panel.Name)}</h2><p>{Html(texts["sim.report.algorithm." + panel.Name])}</p><table>");
        Row(page, "delivery", texts.Number(result.Delivery, 4));
        Row(page, "everyone", texts.Number(result.Everyone, 3));
        Row(page, "tx", texts.Number(result.Transmissions, 1));
        Row(page, "p50", texts.Number(result.DelayQuantile(0.5), 1));
        Row(page, "p99", texts.Number(result.DelayQuantile(0.99), 1));
        page.Append("</table>");
        var shown = panel.Broadcasts[0];
        Heading(page, "sim.report.map");
        charts.Map(page, shown, double.PositiveInfinity, texts["sim.report.map"]);
        Heading(page, "sim.report.wave");
        page.Append("<div class=\"waves\">");
        foreach (double seconds in WaveSeconds)
        {
            int reached = shown.DelayUs.Count(d => d >= 0 && d <= seconds * 1e6);
            string caption = texts.Text("sim.report.after", seconds, reached);
            page.Append("<figure>");
            charts.Map(page, shown, seconds, caption);
            page.Append(CultureInfo.InvariantCulture, $"<figcaption>{Html(caption)}</figcaption></figure>");
        }

        page.Append("</div>");
        Heading(page, "sim.report.curve");
        charts.Curve(page, panel);
        Heading(page, "sim.report.airtime");
        charts.Histogram(page, panel);
        page.Append("</section>");
    }

    private void Row(StringBuilder page, string column, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html(texts["sim.column." + column])}</td><td>{value}</td></tr>");

    private void Heading(StringBuilder page, string key) => page.Append(CultureInfo.InvariantCulture, $"<h3>{Html(texts[key])}</h3>");

    private static string Colours(Theme theme, string selector)
    {
        var css = new StringBuilder();
        css.Append(CultureInfo.InvariantCulture, $"{selector}{{--page:{Hex(ToneRole.Ground)};--card:{Hex(ToneRole.Panel)};--ink:{Hex(ToneRole.Ink)};--muted:{Hex(ToneRole.Muted)};");
        css.Append(CultureInfo.InvariantCulture, $"--line:{Hex(ToneRole.Hairline)};--bar:{Hex(ToneRole.Link)};--alarm:{Hex(ToneRole.Alarm)}}}");
        for (int i = 0; i < PanelCharts.WaveClasses; i++)
        {
            css.Append(CultureInfo.InvariantCulture, $".w{i}{{fill:{theme.Hex(Tone.Wave((double)i / (PanelCharts.WaveClasses - 1)))}}}");
        }

        return css.ToString();

        string Hex(ToneRole role) => theme.Hex(new Tone(role));
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
