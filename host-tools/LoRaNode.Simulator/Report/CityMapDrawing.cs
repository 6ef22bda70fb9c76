using System.Globalization;
using LoRaNode.Host.Drawing;

namespace LoRaNode.Simulator.Report;

/// <summary>Draws the map of a run: cells coloured by arrival, links by SNR, the way of the alert, nodes and their names.</summary>
public sealed class CityMapDrawing
{
    private const double WeakestSnrDb = -20; // About the demodulation limit at SF12 (SX1276 datasheet rev. 7, table 13).

    private const double StrongestSnrDb = 10;

    // In towns larger than this only names are written, and marks get smaller.
    private const int RoomyNodes = 60;

    private const double LineHeight = 1.08;

    private const int ManyLinks = 180;

    private readonly CityRun _run;

    private readonly GroundMap _map;

    private readonly WaveScale _scale;

    private readonly ReportTexts _texts;

    /// <summary>Prepares a drawing.</summary>
    public CityMapDrawing(CityRun run, GroundMap map, WaveScale scale, ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(run);
        (_run, _map, _scale, _texts) = (run, map, scale, texts);
        NodeRadius = run.Nodes.Count <= RoomyNodes ? 11 : 8;
    }

    /// <summary>Radius of the mark of a node.</summary>
    public double NodeRadius { get; }

    private double LabelSize => _run.Nodes.Count <= RoomyNodes ? 14 : 11.5;

    /// <summary>Adds the map to a picture.</summary>
    public void Draw(ICollection<Shape> shapes)
    {
        Cells(shapes);
        Links(shapes);
        Hops(shapes);
        Nodes(shapes);
        Labels(shapes);
    }

    /// <summary>A line that looks like a link of this quality.</summary>
    public static PathShape Link(Point from, Point to, double snrDb)
    {
        double share = Math.Clamp((snrDb - WeakestSnrDb) / (StrongestSnrDb - WeakestSnrDb), 0, 1);
        return PathShape.Line(from, to) with { Stroke = new Tone(ToneRole.Link), StrokeWidth = 0.7 + (1.5 * share), Opacity = 0.16 + (0.36 * share) };
    }

    /// <summary>The mark of a node.</summary>
    /// <param name="shapes">Shapes of the picture.</param>
    /// <param name="place">Its place.</param>
    /// <param name="radius">Its radius.</param>
    /// <param name="tone">Its colour when it shows the text; null when it does not.</param>
    /// <param name="isConnected">True when a chain of links joins it to the source.</param>
    /// <param name="text">What is written in it.</param>
    /// <param name="tag">What it stands for.</param>
    public static void Mark(ICollection<Shape> shapes, Point place, double radius, Tone? tone, bool isConnected, string text, ShapeTag? tag)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (tone is { } reached)
        {
            shapes.Add(new CircleShape(place, radius) { Fill = reached, Stroke = new Tone(ToneRole.Panel), StrokeWidth = 2, Tag = tag });
            if (radius >= 8)
            {
                double size = radius * 1.18;
                shapes.Add(new TextShape(new Point(place.X, place.Y + (size * 0.35)), size, text)
                {
                    Fill = new Tone(ToneRole.OnWave),
                    IsBold = true,
                    Anchor = TextAnchor.Middle,
                    Tag = tag is { } node ? node with { Part = "hops" } : null,
                });
            }

            return;
        }

        var line = new Tone(isConnected ? ToneRole.Alarm : ToneRole.Unreached);
        shapes.Add(new CircleShape(place, radius - 1) { Fill = new Tone(ToneRole.Ground), Stroke = line, StrokeWidth = 2, Dash = isConnected ? null : 3, Tag = tag });
        if (isConnected)
        {
            double arm = radius * 0.36;
            shapes.Add(PathShape.Line(new Point(place.X - arm, place.Y - arm), new Point(place.X + arm, place.Y + arm)) with { Stroke = line, StrokeWidth = 2 });
            shapes.Add(PathShape.Line(new Point(place.X - arm, place.Y + arm), new Point(place.X + arm, place.Y - arm)) with { Stroke = line, StrokeWidth = 2 });
        }
    }

    /// <summary>The rings that tell the source from other nodes.</summary>
    public static void SourceRings(ICollection<Shape> shapes, Point place, double radius)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        shapes.Add(new CircleShape(place, radius + 4) { Stroke = new Tone(ToneRole.Ink), StrokeWidth = 2 });
        shapes.Add(new CircleShape(place, radius + 9) { Stroke = new Tone(ToneRole.Ink), StrokeWidth = 1.4, Opacity = 0.45 });
    }

    /// <summary>A line with an arrow's head from one node to another.</summary>
    public static void Hop(ICollection<Shape> shapes, Point from, Point to, double nodeRadius, Tone tone, ShapeTag? tag)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        double length = Math.Max(from.DistanceTo(to), 0.001);
        double dx = (to.X - from.X) / length;
        double dy = (to.Y - from.Y) / length;
        double gap = Math.Min(nodeRadius + 2, length / 3);
        double head = Math.Min(9, length / 4);
        var tip = new Point(to.X - (dx * gap), to.Y - (dy * gap));
        var neck = new Point(tip.X - (dx * head), tip.Y - (dy * head));
        var start = new Point(from.X + (dx * gap), from.Y + (dy * gap));
        shapes.Add(PathShape.Line(start, neck) with { Stroke = tone, StrokeWidth = 2.6, Tag = tag });
        double half = head * 0.52;
        shapes.Add(new PathShape([tip, new(neck.X - (dy * half), neck.Y + (dx * half)), new(neck.X + (dy * half), neck.Y - (dx * half))], true)
        {
            Fill = tone,
            Tag = tag is { } t ? t with { Part = "head" } : null,
        });
    }

    private Tone? ToneOf(CityNode node) =>
        node.VerifiedAtMs is { } at ? node.Index == _run.Source ? new Tone(ToneRole.Ink) : _scale.Tone(at - _run.SentAtMs) : null;

    private void Cells(ICollection<Shape> shapes)
    {
        // Cells of a sparse city stay small enough to be seen as surroundings of a node.
        double radius = Math.Min(NodeCells.Radius(_map.Places), _map.Width * 0.13);
        IReadOnlyList<IReadOnlyList<Point>> cells = NodeCells.Of(_map.Places, radius, new LabelBox(_map.X, _map.Y, _map.Width, _map.Height));
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i].Count == 0)
            {
                continue;
            }

            Tone tone = i == _run.Source ? Tone.Wave(0) : ToneOf(_run.Nodes[i]) ?? new Tone(ToneRole.Unreached);
            shapes.Add(new PathShape(cells[i], true)
            {
                Fill = tone,
                Stroke = new Tone(ToneRole.Panel),
                StrokeWidth = 1.5,
                Opacity = _run.Nodes[i].VerifiedAtMs is null ? 0.08 : 0.2,
                Tag = new ShapeTag("cell", i),
            });
        }
    }

    private void Links(ICollection<Shape> shapes)
    {
        // Hundreds of links would hide the way of the alert.
        double faintness = Math.Clamp(ManyLinks / (double)Math.Max(_run.Links.Count, 1), 0.35, 1);
        foreach (CityLink link in _run.Links.OrderBy(l => l.SnrDb))
        {
            PathShape line = Link(_map.Places[link.From], _map.Places[link.To], link.SnrDb);
            shapes.Add(line with { Opacity = line.Opacity * faintness });
        }
    }

    private void Hops(ICollection<Shape> shapes)
    {
        foreach (CityNode node in _run.Nodes)
        {
            if (node.HeardFrom is { } parent && ToneOf(node) is { } tone)
            {
                Hop(shapes, _map.Places[parent], _map.Places[node.Index], NodeRadius, tone, new ShapeTag("hop", node.Index));
            }
        }
    }

    private void Nodes(ICollection<Shape> shapes)
    {
        foreach (CityNode node in _run.Nodes)
        {
            Point place = _map.Places[node.Index];
            if (node.Index == _run.Source)
            {
                SourceRings(shapes, place, NodeRadius);
            }

            string hops = node.Hops is { } count ? count.ToString(CultureInfo.InvariantCulture) : string.Empty;
            Mark(shapes, place, NodeRadius, ToneOf(node), node.IsConnected, hops, new ShapeTag("node", node.Index));
        }
    }

    private void Labels(ICollection<Shape> shapes)
    {
        var frame = new LabelBox(_map.X + 6, _map.Y + 6, _map.Width - 12, _map.Height - 12);
        (Point, Point)[] hops = [.. _run.Nodes.Where(n => n.HeardFrom is not null).Select(n => (_map.Places[n.HeardFrom!.Value], _map.Places[n.Index]))];
        (Point, Point)[] links = [.. _run.Links.Select(l => (_map.Places[l.From], _map.Places[l.To]))];
        Point source = _map.Places[_run.Source];
        double rings = NodeRadius + 10;
        LabelBox[] obstacles = [.. _map.Corners, new(source.X - rings, source.Y - rings, 2 * rings, 2 * rings)];
        var placement = new LabelPlacement(_map.Places, NodeRadius, frame, obstacles, hops, links);
        string[][] lines = [.. _run.Nodes.Select(LabelLines)];
        IReadOnlyList<LabelBox?> boxes = placement.Place([.. lines.Select(SizeOf)]);
        for (int i = 0; i < boxes.Count; i++)
        {
            if (boxes[i] is { } box)
            {
                Label(shapes, _map.Places[i], box, lines[i], i);
            }
        }
    }

    private string[] LabelLines(CityNode node)
    {
        bool hasRoom = _run.Nodes.Count <= RoomyNodes && node.VerifiedAtMs is not null && node.Index != _run.Source;
        return hasRoom ? [node.Name, _texts.Duration(node.VerifiedAtMs!.Value - _run.SentAtMs)] : [node.Name];
    }

    // The letters of SVG are the reader's own and may be wider than ours: some room is left for that.
    private (double Width, double Height) SizeOf(string[] lines)
    {
        const double Safety = 1.2;
        double width = lines.Max(l => StrokeFont.Measure(l, LabelSize)) * Safety;
        return (width, (lines.Length * LabelSize * LineHeight) + 1);
    }

    private void Label(ICollection<Shape> shapes, Point node, LabelBox box, string[] lines, int index)
    {
        (double x, TextAnchor anchor) = box.AnchorFor(node);
        for (int line = 0; line < lines.Length; line++)
        {
            shapes.Add(new TextShape(new Point(x, box.Y + (LabelSize * (0.86 + (line * LineHeight)))), LabelSize, lines[line])
            {
                Anchor = anchor,
                Fill = new Tone(line == 0 ? ToneRole.Ink : ToneRole.Muted),
                Halo = new Tone(ToneRole.Panel),
                IsBold = line == 0,
                Tag = new ShapeTag(line == 0 ? "label" : "time", index),
            });
        }
    }
}
