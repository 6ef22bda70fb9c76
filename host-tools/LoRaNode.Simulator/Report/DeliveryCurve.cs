using LoRaNode.Host.Drawing;

namespace LoRaNode.Simulator.Report;

/// <summary>
/// How many nodes show the text after how long, drawn over the colour scale of the map: the axis is the legend of the colours.
/// </summary>
public sealed class DeliveryCurve(CityRun run, WaveScale scale, ReportTexts texts)
{
    private const double TickSize = 13;

    // Space under the axis for the names of its ticks.
    private const double TickRoom = 20;

    // Height of the strip of full colour at the foot of the curve.
    private const double Strip = 10;

    /// <summary>Adds the curve to a picture.</summary>
    /// <param name="shapes">Shapes of the picture.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height, with the names of the ticks.</param>
    public void Draw(ICollection<Shape> shapes, double x, double y, double width, double height)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        double foot = y + height - TickRoom - Strip;
        double rise = foot - y;
        long[] arrivals = [.. run.Nodes.Where(n => n.VerifiedAtMs is not null).Select(n => Math.Max(0, n.VerifiedAtMs!.Value - run.SentAtMs)).Order()];
        double most = Math.Max(1, run.Connected);

        Columns(shapes, arrivals, x, foot, width, rise / most);
        shapes.Add(new PathShape(Outline(arrivals, x, foot, width, rise / most), false) { Stroke = new Tone(ToneRole.Ink), StrokeWidth = 1.6 });
        shapes.Add(PathShape.Line(new Point(x, y), new Point(x + width, y)) with { Stroke = new Tone(ToneRole.Muted), Dash = 3, Opacity = 0.7 });
        foreach (double tick in scale.TicksMs)
        {
            double at = x + (scale.Share(tick) * width);
            shapes.Add(PathShape.Line(new Point(at, foot + Strip), new Point(at, foot + Strip + 4)) with { Stroke = new Tone(ToneRole.Muted) });
            shapes.Add(new TextShape(new Point(at, y + height - 2), TickSize, texts.Duration(tick))
            {
                Fill = new Tone(ToneRole.Muted),
                Anchor = at > x + width - 12 ? TextAnchor.End : at < x + 12 ? TextAnchor.Start : TextAnchor.Middle,
            });
        }
    }

    private void Columns(ICollection<Shape> shapes, long[] arrivals, double x, double foot, double width, double perNode)
    {
        double step = width / Tone.WaveSteps;
        for (int i = 0; i < Tone.WaveSteps; i++)
        {
            var tone = new Tone(ToneRole.Wave, i);
            double middle = scale.AtShare((i + 0.5) / Tone.WaveSteps);
            int reached = arrivals.Count(a => a <= middle);
            shapes.Add(new RectangleShape(x + (i * step), foot - (reached * perNode), step, reached * perNode) { Fill = tone, Opacity = 0.28 });
            shapes.Add(new RectangleShape(x + (i * step), foot, step + 0.3, Strip) { Fill = tone });
        }
    }

    private List<Point> Outline(long[] arrivals, double x, double foot, double width, double perNode)
    {
        var outline = new List<Point> { new(x, foot) };
        for (int i = 0; i < arrivals.Length; i++)
        {
            double at = x + (scale.Share(arrivals[i]) * width);
            outline.Add(new Point(at, foot - (i * perNode)));
            outline.Add(new Point(at, foot - ((i + 1) * perNode)));
        }

        outline.Add(new Point(x + width, foot - (arrivals.Length * perNode)));
        return outline;
    }
}
