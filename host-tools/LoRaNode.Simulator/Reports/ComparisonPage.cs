using System.Globalization;
using System.Net;
using System.Text;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;

namespace LoRaNode.Simulator.Reports;

/// <summary>
/// A page that shows algorithms side by side in one city: figures, the map coloured by the time of arrival, the wave as small
/// multiples, the curve of deliveries, and how airtime falls on the nodes. One file, no script, no network.
/// </summary>
public sealed class ComparisonPage
{
    private const int MapSize = 340;
    private const int WaveSize = 150;
    private const int ChartWidth = 340;
    private const int ChartHeight = 150;

    private static readonly double[] WaveSeconds = [1, 2, 4, 8];

    private readonly CityMap _city;
    private readonly IReadOnlyList<AlgorithmPanel> _panels;
    private readonly Func<string, string> _text;
    private readonly StringBuilder _page = new();

    /// <summary>Prepares a page.</summary>
    /// <param name="city">The place.</param>
    /// <param name="panels">What is compared.</param>
    /// <param name="text">Gives the text of a key in the reader's language.</param>
    public ComparisonPage(CityMap city, IReadOnlyList<AlgorithmPanel> panels, Func<string, string> text)
    {
        _city = city;
        _panels = panels;
        _text = text;
    }

    /// <summary>Writes the page.</summary>
    /// <param name="language">Code of the language, for readers and browsers.</param>
    public string Write(string language)
    {
        string title = Html(string.Format(CultureInfo.InvariantCulture, _text("sim.report.title"), _city.Name));
        _page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{Html(language)}\"><head><meta charset=\"utf-8\">");
        _page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        _page.Append("<meta name=\"viewport\" content=\"width=device-width\">");
        _page.Append(CultureInfo.InvariantCulture, $"<title>{title}</title><style>{Style}</style></head><body><h1>{title}</h1>");
        _page.Append(CultureInfo.InvariantCulture, $"<p>{Html(string.Format(CultureInfo.InvariantCulture, _text("sim.report.summary"), _city.Count, _panels[0].Result.Messages))}</p><div class=\"columns\">");
        foreach (var panel in _panels)
        {
            WritePanel(panel);
        }

        _page.Append("</div></body></html>");
        return _page.ToString();
    }

    private const string Style =
        "body{font:15px/1.45 system-ui,sans-serif;margin:24px;background:#fff;color:#1b1f24}h1{font-size:22px}h2{font-size:18px;margin:0 0 6px}" +
        "h3{font-size:13px;margin:14px 0 4px;color:#57606a}.columns{display:flex;flex-wrap:wrap;gap:28px}.panel{width:344px}" +
        "table{border-collapse:collapse;width:100%}td{padding:1px 0}td:last-child{text-align:right;font-variant-numeric:tabular-nums}" +
        "svg{display:block;background:#f6f8fa;border-radius:6px}.waves{display:grid;grid-template-columns:1fr 1fr;gap:8px}figure{margin:0}" +
        "figcaption{font-size:12px;color:#57606a}@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}svg{background:#161b22}}";

    private void WritePanel(AlgorithmPanel panel)
    {
        var result = panel.Result;
        _page.Append(CultureInfo.InvariantCulture, $"<section class=\"panel\"><h2>{Html(panel.Name)}</h2><table>");
        Row("sim.column.delivery", result.Delivery.ToString("F4", CultureInfo.InvariantCulture));
        Row("sim.column.everyone", result.Everyone.ToString("F3", CultureInfo.InvariantCulture));
        Row("sim.column.tx", result.Transmissions.ToString("F1", CultureInfo.InvariantCulture));
        Row("sim.column.p50", result.DelayQuantile(0.5).ToString("F1", CultureInfo.InvariantCulture));
        Row("sim.column.p99", result.DelayQuantile(0.99).ToString("F1", CultureInfo.InvariantCulture));
        _page.Append("</table>");
        var shown = panel.Broadcasts[0];
        Heading("sim.report.map");
        WriteMap(shown, double.PositiveInfinity, MapSize);
        Heading("sim.report.wave");
        _page.Append("<div class=\"waves\">");
        foreach (double seconds in WaveSeconds)
        {
            _page.Append("<figure>");
            WriteMap(shown, seconds, WaveSize);
            int reached = shown.DelayUs.Count(d => d >= 0 && d <= seconds * 1e6);
            _page.Append(CultureInfo.InvariantCulture, $"<figcaption>{Html(string.Format(CultureInfo.InvariantCulture, _text("sim.report.after"), seconds, reached))}</figcaption></figure>");
        }

        _page.Append("</div>");
        Heading("sim.report.curve");
        WriteCurve(panel);
        Heading("sim.report.airtime");
        WriteHistogram(panel);
        _page.Append("</section>");
    }

    private void Row(string key, string value) => _page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html(_text(key))}</td><td>{value}</td></tr>");

    private void Heading(string key) => _page.Append(CultureInfo.InvariantCulture, $"<h3>{Html(_text(key))}</h3>");

    private void WriteMap(Broadcast broadcast, double untilSeconds, int size)
    {
        double minX = _city.Sites.Min(s => s.XMeters);
        double minY = _city.Sites.Min(s => s.YMeters);
        double span = Math.Max(1, Math.Max(_city.Sites.Max(s => s.XMeters) - minX, _city.Sites.Max(s => s.YMeters) - minY));
        double scale = (size - 16) / span;
        double radius = size > 200 ? 4 : 2.4;
        _page.Append(CultureInfo.InvariantCulture, $"<svg width=\"{size}\" height=\"{size}\" role=\"img\" aria-label=\"{Html(_text("sim.report.map"))}\">");
        for (int i = 0; i < _city.Count; i++)
        {
            double x = 8 + ((_city.Sites[i].XMeters - minX) * scale);
            double y = size - 8 - ((_city.Sites[i].YMeters - minY) * scale);
            long delay = broadcast.DelayUs[i];
            string fill = delay < 0 ? "#d1242f" : delay > untilSeconds * 1e6 ? "#c8ccd1" : Colour(delay / 1e6);
            double r = i == broadcast.Source ? radius * 1.8 : radius;
            _page.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"{r:F1}\" fill=\"{fill}\"/>");
        }

        _page.Append("</svg>");
    }

    private void WriteCurve(AlgorithmPanel panel)
    {
        const double until = 15;
        var delays = panel.Result.DelaysSeconds;
        int wanted = panel.Broadcasts.Count * (_city.Count - 1);
        _page.Append(CultureInfo.InvariantCulture, $"<svg width=\"{ChartWidth}\" height=\"{ChartHeight}\" role=\"img\"><polyline fill=\"none\" stroke=\"#0969da\" stroke-width=\"2\" points=\"");
        for (int i = 0; i <= 60; i++)
        {
            double seconds = until * i / 60;
            int at = Array.BinarySearch(delays, (float)seconds);
            int count = at < 0 ? ~at : at + 1;
            double x = 10 + ((ChartWidth - 20) * i / 60.0);
            double y = ChartHeight - 20 - ((ChartHeight - 30) * (double)count / Math.Max(1, wanted));
            _page.Append(CultureInfo.InvariantCulture, $"{x:F1},{y:F1} ");
        }

        _page.Append("\"/>");
        for (int tick = 0; tick <= 15; tick += 5)
        {
            double x = 10 + ((ChartWidth - 20) * tick / until);
            _page.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F0}\" y=\"{ChartHeight - 5}\" font-size=\"11\" fill=\"#57606a\" text-anchor=\"middle\">{tick} s</text>");
        }

        _page.Append("</svg>");
    }

    private void WriteHistogram(AlgorithmPanel panel)
    {
        const int bars = 20;
        double[] perMessage = [.. panel.AirtimeUs.Select(a => a / 1000.0 / panel.Broadcasts.Count)];
        double most = Math.Max(1, _panels.Max(p => p.AirtimeUs.Max() / 1000.0 / p.Broadcasts.Count));
        int[] counts = new int[bars];
        foreach (double value in perMessage)
        {
            counts[Math.Min(bars - 1, (int)(value / most * bars))]++;
        }

        int tallest = Math.Max(1, counts.Max());
        double width = (ChartWidth - 20) / (double)bars;
        _page.Append(CultureInfo.InvariantCulture, $"<svg width=\"{ChartWidth}\" height=\"{ChartHeight}\" role=\"img\">");
        for (int i = 0; i < bars; i++)
        {
            double height = (ChartHeight - 30) * (double)counts[i] / tallest;
            _page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{10 + (i * width):F1}\" y=\"{ChartHeight - 20 - height:F1}\" width=\"{width - 1:F1}\" height=\"{height:F1}\" fill=\"#0969da\"/>");
        }

        _page.Append(CultureInfo.InvariantCulture, $"<text x=\"10\" y=\"{ChartHeight - 5}\" font-size=\"11\" fill=\"#57606a\">0</text>");
        _page.Append(CultureInfo.InvariantCulture, $"<text x=\"{ChartWidth - 10}\" y=\"{ChartHeight - 5}\" font-size=\"11\" fill=\"#57606a\" text-anchor=\"end\">{most:F0} ms</text></svg>");
    }

    // From blue over green to yellow in ten seconds: readable without red and green apart.
    private static string Colour(double seconds)
    {
        double t = Math.Clamp(seconds / 10, 0, 1);
        int red = (int)(40 + (210 * t));
        int green = (int)(90 + (110 * t));
        int blue = (int)(200 - (160 * t));
        return $"#{red:x2}{green:x2}{blue:x2}";
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
