using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Drawing;

/// <summary>Something that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">Its kind: an index of <see cref="EventChart.Kinds"/>.</param>
public readonly record struct ChartEvent(DateTimeOffset At, int Kind);

/// <summary>What happened when, a row for each of those to whom it happened.</summary>
public sealed record EventChart
{
    private const double LabelSize = 13;
    private const double Left = 170;
    private const double Top = 52;
    private const double Row = 24;
    private const double FootRoom = 54;
    private const double Right = TimeChart.Width - 24;

    /// <summary>What the picture shows, for its title.</summary>
    public required string Title { get; init; }

    /// <summary>Beginning; its offset is that of the place.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Kinds of events: name and colour.</summary>
    public required IReadOnlyList<(string Name, ToneRole Role)> Kinds { get; init; }

    /// <summary>Rows: name and events.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<ChartEvent> Events)> Rows { get; init; }

    /// <summary>Draws it.</summary>
    public Scene Compose(PictureTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        double foot = Top + (Math.Max(Rows.Count, 1) * Row);
        double height = foot + FootRoom;
        var shapes = new List<Shape> { new RectangleShape(0, 0, TimeChart.Width, height) { Fill = new Tone(ToneRole.Panel) } };
        var axis = new TimeAxis(From, To, Left, Right - Left);
        axis.Draw(shapes, Top, foot, texts.Language);
        shapes.Add(new TextShape(new Point(Right, height - 12), LabelSize, texts["chart.time"]) { Fill = new Tone(ToneRole.Muted), Anchor = TextAnchor.End });
        double x = 16;
        for (int kind = 0; kind < Kinds.Count; kind++)
        {
            Mark(shapes, new Point(x + 6, 24), kind);
            shapes.Add(new TextShape(new Point(x + 18, 29), LabelSize, Kinds[kind].Name) { Fill = new Tone(ToneRole.Muted) });

            // Letters of the reader's own system may be wider than ours.
            x += 46 + (StrokeFont.Measure(Kinds[kind].Name, LabelSize) * 1.2);
        }

        for (int row = 0; row < Rows.Count; row++)
        {
            double y = Top + ((row + 0.5) * Row);
            shapes.Add(PathShape.Line(new Point(Left, y), new Point(Right, y)) with { Stroke = new Tone(ToneRole.Hairline) });
            shapes.Add(new TextShape(new Point(Left - 10, y + 5), LabelSize, TextFlow.Shorten(Rows[row].Name, LabelSize, Left - 24)) { Fill = new Tone(ToneRole.Ink), Anchor = TextAnchor.End });
            foreach (ChartEvent happened in Rows[row].Events)
            {
                Mark(shapes, new Point(axis.At(happened.At), y), happened.Kind);
            }
        }

        return new Scene(TimeChart.Width, height, Title, string.Join("; ", Rows.Select(r => $"{r.Name}: {r.Events.Count}")), shapes);
    }

    /// <summary>Kinds differ by shape as well as by colour.</summary>
    private void Mark(List<Shape> shapes, Point at, int kind)
    {
        var tone = new Tone(Kinds[kind].Role);
        shapes.Add((kind % 4) switch
        {
            0 => new CircleShape(at, 5) { Fill = tone },
            1 => new PathShape([new(at.X, at.Y - 6), new(at.X + 6, at.Y + 5), new(at.X - 6, at.Y + 5)], true) { Fill = tone },
            2 => new RectangleShape(at.X - 5, at.Y - 5, 10, 10) { Fill = tone },
            _ => new CircleShape(at, 4) { Stroke = tone, StrokeWidth = 2.2 },
        });
    }
}
