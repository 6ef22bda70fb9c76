using System.Globalization;
using System.Net;
using System.Text;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;

namespace LoRaNode.Simulator.Report.SideBySide;

/// <summary>The pictures of one panel, with scales that all panels share.</summary>
internal sealed class PanelCharts(CityMap city, IReadOnlyList<AlgorithmPanel> panels, ReportTexts texts)
{
    /// <summary>Colours of the time of arrival.</summary>
    public const int WaveClasses = 12;

    /// <summary>From here on the colour is the last.</summary>
    public const int LatestSeconds = 8;

    private const int MapSize = 340;
    private const int Width = 340;
    private const int Height = 160;
    private const int Left = 44;
    private const int Right = Width - 10;
    private const int Top = 10;
    private const int Bottom = Height - 22;
    private const int CurveSeconds = 15;
    private const int Bars = 20;

    /// <summary>The city, each node in the colour of its time of arrival; what came after <paramref name="untilSeconds"/> is still grey.</summary>
    public void Map(StringBuilder page, Broadcast broadcast, double untilSeconds, string label)
    {
        bool isWhole = double.IsPositiveInfinity(untilSeconds);
        double minX = city.Sites.Min(s => s.XMeters);
        double minY = city.Sites.Min(s => s.YMeters);
        double width = Math.Max(1, city.Sites.Max(s => s.XMeters) - minX);
        double height = Math.Max(1, city.Sites.Max(s => s.YMeters) - minY);
        double scale = (MapSize - 24) / Math.Max(width, height);

        // A valley is a strip, not a square with a line in it.
        double frame = Math.Max(60, (height * scale) + 24);
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {MapSize} {frame:F0}\" role=\"img\" aria-label=\"{Html(label)}\">");
        if (isWhole)
        {
            Links(page, X, Y);
        }

        double radius = isWhole ? 4.2 : 6;
        for (int i = 0; i < city.Count; i++)
        {
            long delay = broadcast.DelayUs[i];
            string kind = delay < 0 ? (isWhole ? "never" : "waits") : delay > untilSeconds * 1e6 ? "waits" : "w" + Class(delay).ToString(CultureInfo.InvariantCulture);
            bool isSource = i == broadcast.Source;
            page.Append(CultureInfo.InvariantCulture, $"<circle class=\"{kind}{(isSource ? " source" : "")}\" cx=\"{X(i):F1}\" cy=\"{Y(i):F1}\" r=\"{(isSource ? radius * 1.5 : radius):F1}\"/>");
        }

        page.Append("</svg>");

        double X(int i) => 12 + ((city.Sites[i].XMeters - minX) * scale);
        double Y(int i) => ((frame + (height * scale)) / 2) - ((city.Sites[i].YMeters - minY) * scale);
    }

    /// <summary>Share of all deliveries over the time since the sending.</summary>
    public void Curve(StringBuilder page, AlgorithmPanel panel)
    {
        var delays = panel.Result.DelaysSeconds;
        int wanted = panel.Broadcasts.Count * (city.Count - 1);
        Begin(page, "sim.report.curve");
        for (int percent = 0; percent <= 100; percent += 50)
        {
            Line(page, Bottom - ((Bottom - Top) * percent / 100.0), percent.ToString(CultureInfo.InvariantCulture) + " %");
        }

        page.Append("<polyline class=\"curve\" fill=\"none\" stroke-width=\"2\" points=\"");
        const int Steps = 75;
        for (int i = 0; i <= Steps; i++)
        {
            int at = Array.BinarySearch(delays, (float)(CurveSeconds * i) / Steps);
            int count = at < 0 ? ~at : at + 1;
            double y = Bottom - ((Bottom - Top) * (double)count / Math.Max(1, wanted));
            page.Append(CultureInfo.InvariantCulture, $"{Left + ((Right - Left) * (double)i / Steps):F1},{y:F1} ");
        }

        page.Append("\"/>");
        for (int second = 0; second <= CurveSeconds; second += 5)
        {
            Foot(page, Left + ((Right - Left) * second / (double)CurveSeconds), texts.Text("report.unit.seconds", second), second == CurveSeconds);
        }

        page.Append("</svg>");
    }

    /// <summary>How many nodes spend how much airtime on a message.</summary>
    public void Histogram(StringBuilder page, AlgorithmPanel panel)
    {
        double most = panels.Max(p => p.AirtimeUs.Max() / 1000.0 / p.Broadcasts.Count);
        most = Math.Max(100, Math.Ceiling(most / 100) * 100);
        var all = panels.Select(p => Counts(p, most)).ToList();
        int tallest = Math.Max(1, all.Max(c => c.Max()));
        int[] counts = Counts(panel, most);
        Begin(page, "sim.report.airtime");
        Line(page, Bottom, "0");
        Line(page, Top, tallest.ToString(CultureInfo.InvariantCulture));
        double width = (Right - Left) / (double)Bars;
        for (int i = 0; i < Bars; i++)
        {
            double height = (Bottom - Top) * (double)counts[i] / tallest;
            page.Append(CultureInfo.InvariantCulture, $"<rect class=\"mark\" x=\"{Left + (i * width):F1}\" y=\"{Bottom - height:F1}\" width=\"{width - 1:F1}\" height=\"{height:F1}\"/>");
        }

        Foot(page, Left, "0", false);
        Foot(page, (Left + Right) / 2.0, texts.Text("sim.report.milliseconds", texts.Number(most / 2, 0)), false);
        Foot(page, Right, texts.Text("sim.report.milliseconds", texts.Number(most, 0)), true);
        page.Append("</svg>");
    }

    private static int Class(long delayUs) => (int)Math.Min(WaveClasses - 1, delayUs / 1e6 / LatestSeconds * WaveClasses);

    private static int[] Counts(AlgorithmPanel panel, double most)
    {
        int[] counts = new int[Bars];
        foreach (long airtime in panel.AirtimeUs)
        {
            counts[Math.Min(Bars - 1, (int)(airtime / 1000.0 / panel.Broadcasts.Count / most * Bars))]++;
        }

        return counts;
    }

    private void Links(StringBuilder page, Func<int, double> x, Func<int, double> y)
    {
        page.Append("<path class=\"link\" d=\"");
        for (int i = 0; i < city.Count; i++)
        {
            // The strongest few show the lie of the land; all of them would hide it.
            foreach (int to in city.Reached(i)[..Math.Min(3, city.Degree(i))])
            {
                page.Append(CultureInfo.InvariantCulture, $"M{x(i):F0} {y(i):F0}L{x(to):F0} {y(to):F0}");
            }
        }

        page.Append("\"/>");
    }

    private void Begin(StringBuilder page, string key) =>
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html(texts[key])}\">");

    private static void Line(StringBuilder page, double y, string label) => page.Append(
        CultureInfo.InvariantCulture,
        $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{y:F1}\" y2=\"{y:F1}\"/><text x=\"{Left - 5}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{Html(label)}</text>");

    private static void Foot(StringBuilder page, double x, string label, bool isLast) => page.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x:F1}\" y=\"{Height - 6}\" text-anchor=\"{(isLast ? "end" : "middle")}\">{Html(label)}</text>");

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
