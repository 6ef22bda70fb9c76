using LoRaNode.Host.Drawing;

namespace LoRaNode.Simulator.Report;

/// <summary>
/// Who spoke when while the alert crossed the city: a row for each node in the order of arrival, time to the right, bars for
/// frames on the air, and lines from the sender of a copy to the node that took it.
/// </summary>
public static class AirDiagram
{
    private const double Width = 1120;

    private const double RowHeight = 17;

    private const double NameWidth = 64;

    private const double AxisRoom = 26;

    private const double NameSize = 12;

    // A frame shorter than this on the sheet would not be seen.
    private const double ShortestBar = 2;

    /// <summary>Composes the diagram.</summary>
    public static Scene Compose(CityRun run, ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(texts);
        var scale = new WaveScale(run);
        int[] order = [.. run.Nodes.OrderBy(n => n.VerifiedAtMs ?? long.MaxValue).ThenBy(n => n.Hops ?? int.MaxValue).ThenBy(n => n.Index).Select(n => n.Index)];
        int[] rowOf = new int[order.Length];
        for (int row = 0; row < order.Length; row++)
        {
            rowOf[order[row]] = row;
        }

        double height = AxisRoom + (order.Length * RowHeight) + 4;
        var shapes = new List<Shape>();
        Axis(shapes, scale, texts, height);
        Rows(shapes, run, order);
        Copies(shapes, run, scale, rowOf);
        Frames(shapes, run, scale, rowOf);
        foreach (CityNode node in run.Nodes.Where(n => n.VerifiedAtMs is not null))
        {
            double after = node.VerifiedAtMs!.Value - run.SentAtMs;
            shapes.Add(new CircleShape(new Point(X(scale, after), Y(rowOf[node.Index])), 4.5)
            {
                Fill = node.Index == run.Source ? new Tone(ToneRole.Ink) : scale.Tone(after),
                Stroke = new Tone(ToneRole.Panel),
                StrokeWidth = 1.5,
            });
        }

        return new Scene(Width, height, texts["report.air.title"], texts["report.air.note"], shapes);
    }

    private static double X(WaveScale scale, double afterMs) => NameWidth + (scale.Share(afterMs) * (Width - NameWidth - 10));

    private static double Y(int row) => AxisRoom + ((row + 0.5) * RowHeight);

    private static void Axis(List<Shape> shapes, WaveScale scale, ReportTexts texts, double height)
    {
        foreach (double tick in scale.TicksMs)
        {
            double x = X(scale, tick);
            shapes.Add(PathShape.Line(new Point(x, AxisRoom - 6), new Point(x, height)) with { Stroke = new Tone(ToneRole.Hairline) });
            shapes.Add(new TextShape(new Point(x, 13), NameSize, texts.Duration(tick))
            {
                Fill = new Tone(ToneRole.Muted),
                Anchor = x > Width - 30 ? TextAnchor.End : TextAnchor.Middle,
            });
        }
    }

    private static void Rows(List<Shape> shapes, CityRun run, int[] order)
    {
        for (int row = 0; row < order.Length; row++)
        {
            CityNode node = run.Nodes[order[row]];
            var tone = new Tone(node.VerifiedAtMs is not null ? ToneRole.Ink : node.IsConnected ? ToneRole.Alarm : ToneRole.Unreached);
            shapes.Add(PathShape.Line(new Point(NameWidth, Y(row)), new Point(Width - 4, Y(row))) with { Stroke = new Tone(ToneRole.Hairline), StrokeWidth = 0.6 });
            shapes.Add(new TextShape(new Point(NameWidth - 12, Y(row) + 4), NameSize, node.Name) { Fill = tone, Anchor = TextAnchor.End });
        }
    }

    private static void Copies(List<Shape> shapes, CityRun run, WaveScale scale, int[] rowOf)
    {
        foreach (CityNode node in run.Nodes)
        {
            if (node.HeardFrom is { } parent && node.VerifiedAtMs is { } at)
            {
                double x = X(scale, at - run.SentAtMs);
                shapes.Add(PathShape.Line(new Point(x, Y(rowOf[parent])), new Point(x, Y(rowOf[node.Index]))) with
                {
                    Stroke = scale.Tone(at - run.SentAtMs),
                    StrokeWidth = 1.3,
                    Opacity = 0.75,
                });
            }
        }
    }

    private static void Frames(List<Shape> shapes, CityRun run, WaveScale scale, int[] rowOf)
    {
        foreach (CityTransmission frame in run.Transmissions)
        {
            double from = frame.AtMs - run.SentAtMs;
            double to = from + (frame.AirtimeUs / 1000.0);
            if (to < 0 || from > scale.LastMs)
            {
                continue;
            }

            bool isAlert = frame.Kind == "alert";
            double x = X(scale, Math.Max(0, from));
            shapes.Add(new RectangleShape(x, Y(rowOf[frame.Node]) - (isAlert ? 5 : 3), Math.Max(ShortestBar, X(scale, to) - x), isAlert ? 10 : 6, 2)
            {
                Fill = isAlert ? scale.Tone(from) : new Tone(ToneRole.Link),
                Opacity = isAlert ? 0.9 : 0.55,
            });
        }
    }
}
