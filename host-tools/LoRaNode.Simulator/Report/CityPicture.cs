using System.Globalization;
using LoRaNode.Host.Drawing;

namespace LoRaNode.Simulator.Report;

/// <summary>The picture of a run: the text, the map with the wave, and a legend that is the delivery curve as well.</summary>
public static class CityPicture
{
    private const double Margin = 36;

    private const double TextSize = 26;

    private const double NoteSize = 15;

    // The letters of SVG are the reader's own; the heavy ones of DejaVu Sans, the widest of the usual fonts, need so much more room.
    private const double WidestLetters = 1.22;

    private const double LegendHeight = 132;

    /// <summary>Composes the whole picture.</summary>
    public static Scene Compose(CityRun run, ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(texts);
        var scale = new WaveScale(run);

        // A larger city gets a larger sheet; the letters stay as they are.
        double width = Math.Round(1200 * Math.Max(1, Math.Sqrt(run.Nodes.Count / 60.0)));
        double mapHeight = Math.Round(width * GroundMap.Proportion(Ground(run)));
        var shapes = new List<Shape>();
        IReadOnlyList<string> lines = TextFlow.Wrap(texts.Text("report.quote", run.Text), TextSize * WidestLetters, width - (2 * Margin), 4);
        double top = Margin + 28 + (lines.Count * TextSize * 1.25) + 40;
        double height = top + mapHeight + LegendHeight + Margin;

        shapes.Add(new RectangleShape(0, 0, width, height) { Fill = new Tone(ToneRole.Ground) });
        Header(shapes, run, texts, lines, width);
        shapes.Add(new RectangleShape(Margin / 2, top, width - Margin, mapHeight, 14) { Fill = new Tone(ToneRole.Panel) });
        var map = new GroundMap(Ground(run), Margin / 2, top, width - Margin, mapHeight, 58);
        new CityMapDrawing(run, map, scale, texts).Draw(shapes);
        map.DrawScale(shapes, texts.Distance, texts["report.north"]);
        Legend(shapes, run, scale, texts, top + mapHeight + 26, width);
        return new Scene(width, height, Title(run, texts), Description(run, texts), shapes);
    }

    /// <summary>The map alone, for a page that has text and legend of its own.</summary>
    public static Scene ComposeMap(CityRun run, ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(texts);
        double width = Math.Round(1120 * Math.Max(1, Math.Sqrt(run.Nodes.Count / 60.0)));
        double height = Math.Round(width * GroundMap.Proportion(Ground(run)));
        var shapes = new List<Shape>();
        var map = new GroundMap(Ground(run), 0, 0, width, height, 58);
        new CityMapDrawing(run, map, new WaveScale(run), texts).Draw(shapes);
        map.DrawScale(shapes, texts.Distance, texts["report.north"]);
        return new Scene(width, height, Title(run, texts), Description(run, texts), shapes);
    }

    /// <summary>The delivery curve alone, with a cursor that a page moves along it.</summary>
    public static Scene ComposeCurve(CityRun run, ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(texts);
        const double Width = 1120;
        const double Height = 150;
        var shapes = new List<Shape>();
        new DeliveryCurve(run, new WaveScale(run), texts).Draw(shapes, 1, 4, Width - 2, Height - 4);
        shapes.Add(PathShape.Line(new Point(1, 2), new Point(1, Height - 20)) with
        {
            Stroke = new Tone(ToneRole.Ink),
            StrokeWidth = 2,
            Tag = new ShapeTag("cursor", run.Source),
        });
        return new Scene(Width, Height, texts["report.legend.curve"], texts.Outcome(run), shapes);
    }

    /// <summary>Short name of the picture of a run.</summary>
    public static string Title(CityRun run, ReportTexts texts) => texts.Text("report.picture.title", run.Text);

    /// <summary>What the picture of a run shows, for those who do not see it.</summary>
    public static string Description(CityRun run, ReportTexts texts) => texts.Text(
        "report.picture.description",
        run.Nodes.Count,
        texts.Outcome(run),
        run.ItemTransmissions,
        texts.Seconds(run.AirtimeMs),
        run.LastNodeMs is { } last ? texts.Seconds(last) : texts["report.never"]);

    private static void Header(List<Shape> shapes, CityRun run, ReportTexts texts, IReadOnlyList<string> lines, double width)
    {
        string origin = string.Create(CultureInfo.InvariantCulture, $"loranode demo --seed {run.Seed} --nodes {run.Nodes.Count}");
        shapes.Add(new TextShape(new Point(Margin, Margin + 4), NoteSize, "LoRaNode") { Fill = new Tone(ToneRole.Muted), IsBold = true });
        shapes.Add(new TextShape(new Point(width - Margin, Margin + 4), NoteSize, origin) { Fill = new Tone(ToneRole.Muted), Anchor = TextAnchor.End });
        double y = Margin + 16;
        foreach (string line in lines)
        {
            y += TextSize * 1.25;
            shapes.Add(new TextShape(new Point(Margin, y), TextSize, line) { Fill = new Tone(ToneRole.Ink), IsBold = true });
        }

        bool isWhole = run.Verified == run.Connected;
        string outcome = (isWhole ? "✓  " : "✕  ") + texts.Outcome(run);
        shapes.Add(new TextShape(new Point(Margin, y + 30), NoteSize, outcome) { Fill = new Tone(isWhole ? ToneRole.Ink : ToneRole.Alarm), IsBold = true });
        string figures = texts.Text(
            "report.picture.figures",
            run.ItemTransmissions,
            texts.Seconds(run.AirtimeMs),
            run.LastNodeMs is { } last ? texts.Seconds(last) : texts["report.never"]);
        shapes.Add(new TextShape(new Point(width - Margin, y + 30), NoteSize, figures) { Fill = new Tone(ToneRole.Muted), Anchor = TextAnchor.End });
    }

    private static Point[] Ground(CityRun run) => [.. run.Nodes.Select(n => new Point(n.XMeters, n.YMeters))];

    private static void Legend(List<Shape> shapes, CityRun run, WaveScale scale, ReportTexts texts, double y, double width)
    {
        double half = (width - (2 * Margin) - 40) * 0.5;
        shapes.Add(new TextShape(new Point(Margin, y + 4), 13, texts["report.legend.curve"]) { Fill = new Tone(ToneRole.Muted) });
        new DeliveryCurve(run, scale, texts).Draw(shapes, Margin, y + 16, half, LegendHeight - 24);

        double left = Margin + half + 44;
        double column = (width - Margin - left) / 2;
        Entry(shapes, left, y + 22, texts["report.legend.source"], (at, s) =>
        {
            CityMapDrawing.SourceRings(s, at, 6);
            CityMapDrawing.Mark(s, at, 6, new Tone(ToneRole.Ink), true, string.Empty, null);
        });
        Entry(shapes, left, y + 54, texts["report.legend.reached"], (at, s) => CityMapDrawing.Mark(s, at, 10, Tone.Wave(0.45), true, "2", null));
        Entry(shapes, left, y + 86, texts["report.legend.unverified"], (at, s) => CityMapDrawing.Mark(s, at, 10, null, true, string.Empty, null));
        Entry(shapes, left, y + 118, texts["report.legend.unconnected"], (at, s) => CityMapDrawing.Mark(s, at, 10, null, false, string.Empty, null));
        double right = left + column + 34;
        Entry(shapes, right, y + 22, texts["report.legend.hop"], (at, s) =>
            CityMapDrawing.Hop(s, new Point(at.X - 22, at.Y), new Point(at.X + 20, at.Y), 0, Tone.Wave(0.45), null));
        Entry(shapes, right, y + 54, texts["report.legend.link.strong"], (at, s) => s.Add(CityMapDrawing.Link(new Point(at.X - 20, at.Y), new Point(at.X + 16, at.Y), 6)));
        Entry(shapes, right, y + 86, texts["report.legend.link.weak"], (at, s) => s.Add(CityMapDrawing.Link(new Point(at.X - 20, at.Y), new Point(at.X + 16, at.Y), -14)));
    }

    private static void Entry(List<Shape> shapes, double x, double y, string text, Action<Point, ICollection<Shape>> sample)
    {
        sample(new Point(x + 14, y), shapes);
        shapes.Add(new TextShape(new Point(x + 40, y + 5), 13, text) { Fill = new Tone(ToneRole.Muted) });
    }
}
