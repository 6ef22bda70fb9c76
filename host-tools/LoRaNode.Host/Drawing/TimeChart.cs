using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Drawing;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Points">Its points, the earliest first.</param>
/// <param name="IsNamed">True when it has a colour and its name; the others are there for comparison.</param>
public sealed record ChartLine(string Name, IReadOnlyList<(DateTimeOffset At, double Value)> Points, bool IsNamed = true);

/// <summary>A value that means something.</summary>
/// <param name="Value">The value.</param>
/// <param name="Name">What it means.</param>
/// <param name="Role">Its colour.</param>
public sealed record ChartMark(double Value, string Name, ToneRole Role);

/// <summary>Lines over time with axes, grid and the names of the lines at their ends.</summary>
public sealed record TimeChart
{
    /// <summary>Width of the picture.</summary>
    public const double Width = 1120;

    private const double Height = 360;
    private const double LabelSize = 13;
    private const double Left = 64;
    private const double Top = 44;
    private const double FootRoom = 54;
    private const double NameRoom = 190;
    private const double LineStep = 16;

    /// <summary>What the picture shows, for its title.</summary>
    public required string Title { get; init; }

    /// <summary>What is measured, with its unit.</summary>
    public required string ValueLabel { get; init; }

    /// <summary>Beginning; its offset is that of the place.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<ChartLine> Lines { get; init; }

    /// <summary>Values that mean something.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>Lowest value that is shown in any case.</summary>
    public double? Lowest { get; init; }

    /// <summary>Highest value that is shown in any case.</summary>
    public double? Highest { get; init; }

    /// <summary>Draws it.</summary>
    public Scene Compose(PictureTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var shapes = new List<Shape> { new RectangleShape(0, 0, Width, Height) { Fill = new Tone(ToneRole.Panel) } };
        double right = Width - NameRoom;
        double foot = Height - FootRoom;
        var axis = new TimeAxis(From, To, Left, right - Left);
        axis.Draw(shapes, Top, foot, texts.Language);
        shapes.Add(new TextShape(new Point(right, Height - 12), LabelSize, texts["chart.time"]) { Fill = new Tone(ToneRole.Muted), Anchor = TextAnchor.End });
        shapes.Add(new TextShape(new Point(Left - 48, Top - 20), LabelSize + 1, ValueLabel) { Fill = new Tone(ToneRole.Ink), IsBold = true });

        double[] values = [.. Lines.SelectMany(l => l.Points).Select(p => p.Value)];
        if (values.Length == 0)
        {
            shapes.Add(new TextShape(new Point((Left + right) / 2, (Top + foot) / 2), 16, texts["chart.empty"]) { Fill = new Tone(ToneRole.Muted), Anchor = TextAnchor.Middle });
            return new Scene(Width, Height, Title, texts["chart.empty"], shapes);
        }

        (double low, double step, double high) = Scale(Math.Min(values.Min(), Lowest ?? double.MaxValue), Math.Max(values.Max(), Highest ?? double.MinValue));
        double place(double value) => foot - ((foot - Top) * (value - low) / (high - low));
        for (int i = 0; low + (i * step) <= high + (step / 2); i++)
        {
            double value = low + (i * step);
            shapes.Add(PathShape.Line(new Point(Left, place(value)), new Point(right, place(value))) with { Stroke = new Tone(ToneRole.Hairline) });
            shapes.Add(new TextShape(new Point(Left - 8, place(value) + 5), LabelSize, texts.Number(value, Decimals(step))) { Fill = new Tone(ToneRole.Muted), Anchor = TextAnchor.End });
        }

        foreach (ChartMark mark in Marks.Where(m => m.Value >= low && m.Value <= high))
        {
            shapes.Add(PathShape.Line(new Point(Left, place(mark.Value)), new Point(right, place(mark.Value))) with { Stroke = new Tone(mark.Role), StrokeWidth = 1.4, Dash = 5 });
            shapes.Add(new TextShape(new Point(Left + 8, place(mark.Value) - 5), LabelSize, mark.Name) { Fill = new Tone(mark.Role), Halo = new Tone(ToneRole.Panel) });
        }

        Draw(shapes, axis, place, right, foot);
        return new Scene(Width, Height, Title, Description(texts), shapes);
    }

    private void Draw(List<Shape> shapes, TimeAxis axis, Func<double, double> place, double right, double foot)
    {
        foreach (ChartLine line in Lines.Where(l => !l.IsNamed))
        {
            shapes.Add(Path(line, axis, place) with { Stroke = new Tone(ToneRole.Link), StrokeWidth = 1, Opacity = 0.5 });
        }

        ChartLine[] named = [.. Lines.Where(l => l.IsNamed && l.Points.Count > 0)];
        (ChartLine Line, Tone Tone, double Y)[] ends =
        [
            .. named.Select((l, i) => (l, Tone.Wave(named.Length == 1 ? 0.9 : (double)i / (named.Length - 1)), place(l.Points[^1].Value) + 5)).OrderBy(e => e.Item3),
        ];
        double[] labels = Spread([.. ends.Select(e => e.Y)], Top, foot);
        for (int i = 0; i < ends.Length; i++)
        {
            ChartLine line = ends[i].Line;
            shapes.Add(Path(line, axis, place) with { Stroke = ends[i].Tone, StrokeWidth = 2.2 });
            var last = new Point(axis.At(line.Points[^1].At), place(line.Points[^1].Value));
            shapes.Add(new CircleShape(last, 3.5) { Fill = ends[i].Tone });
            shapes.Add(PathShape.Line(new Point(last.X + 4, last.Y), new Point(right + 14, labels[i] - 5)) with { Stroke = ends[i].Tone, Opacity = 0.5 });
            shapes.Add(new TextShape(new Point(right + 18, labels[i]), LabelSize, TextFlow.Shorten(line.Name, LabelSize, NameRoom - 28)) { Fill = ends[i].Tone, IsBold = true });
        }
    }

    private static PathShape Path(ChartLine line, TimeAxis axis, Func<double, double> place) =>
        new([.. line.Points.Select(p => new Point(axis.At(p.At), place(p.Value)))], false);

    /// <summary>Moves labels apart, from the top down and then, where the foot was passed, back up.</summary>
    private static double[] Spread(double[] wanted, double top, double foot)
    {
        double[] places = [.. wanted];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], i == 0 ? top : places[i - 1] + LineStep);
        }

        for (int i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], i == places.Length - 1 ? foot + 4 : places[i + 1] - LineStep);
        }

        return places;
    }

    /// <summary>A scale in steps of 1, 2 or 5 that has about five of them.</summary>
    private static (double Low, double Step, double High) Scale(double low, double high)
    {
        double span = Math.Max(high - low, Math.Max(Math.Abs(high) * 0.02, 0.01));
        double power = Math.Pow(10, Math.Floor(Math.Log10(span / 5)));
        double step = (span / 5 / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
        double from = Math.Floor(low / step) * step;
        double to = Math.Ceiling(high / step) * step;
        return (from, step, to > from ? to : from + step);
    }

    private static int Decimals(double step) => Math.Max(0, (int)-Math.Floor(Math.Log10(step) + 1e-9));

    private string Description(PictureTexts texts) => string.Join(
        "; ",
        Lines.Where(l => l.IsNamed && l.Points.Count > 0).Select(l => $"{l.Name}: {texts.Number(l.Points.Min(p => p.Value), 1)}–{texts.Number(l.Points.Max(p => p.Value), 1)}"));
}
