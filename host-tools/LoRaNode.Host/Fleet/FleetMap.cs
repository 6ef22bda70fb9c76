using LoRaNode.Host.Drawing;

namespace LoRaNode.Host.Fleet;

/// <summary>The map of a fleet: nodes by health, links by SNR, weak points, legend, scale.</summary>
public static class FleetMap
{
    private const double Width = 1120;
    private const double Margin = 62;
    private const double LegendHeight = 104;
    private const double TitleHeight = 58;
    private const double LabelSize = 14;

    // In fleets larger than this marks and names get smaller.
    private const int RoomyNodes = 60;

    // Limits of what a legend tells apart, in decibels: a link below the first fails in bad weather, one above the last bears anything.
    private static readonly double[] SnrSteps = [-10, 0];

    /// <summary>The map as a picture of its own, with title and legend.</summary>
    public static Scene Compose(FleetState fleet, FleetTexts texts)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(texts);
        return Compose(fleet, texts, TitleHeight, LegendHeight);
    }

    /// <summary>The map alone, for a page that has title and legend of its own.</summary>
    public static Scene ComposeInline(FleetState fleet, FleetTexts texts)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(texts);
        return Compose(fleet, texts, 0, 0);
    }

    /// <summary>The entries of the legend: a drawing in a box of 44 by 28, and what it means.</summary>
    public static IReadOnlyList<(IReadOnlyList<Shape> Shapes, string Text)> Legend(FleetTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var middle = new Point(22, 14);
        var entries = new List<(IReadOnlyList<Shape>, string)>();
        foreach (NodeHealth health in (ReadOnlySpan<NodeHealth>)[NodeHealth.Good, NodeHealth.Watch, NodeHealth.Bad, NodeHealth.Unknown])
        {
            var shapes = new List<Shape>();
            Mark(shapes, middle, 9, health, false, null);
            entries.Add((shapes, texts.Health(health)));
        }

        var single = new List<Shape>();
        Mark(single, middle, 7, NodeHealth.Good, true, null);
        entries.Add((single, texts["fleet.legend.single"]));
        (double Snr, string Key)[] links = [(5, "fleet.legend.link.strong"), (-5, "fleet.legend.link.fair"), (-15, "fleet.legend.link.weak")];
        entries.AddRange(links.Select(l => ((IReadOnlyList<Shape>)[Line(new Point(4, 14), new Point(40, 14), l.Snr, true, null)], texts[l.Key])));
        var bridge = new List<Shape>();
        Bridge(bridge, new Point(4, 14), new Point(40, 14), 5);
        entries.Add((bridge, texts["fleet.legend.bridge"]));
        return entries;
    }

    /// <summary>Colour of a node's health.</summary>
    public static Tone ToneOf(NodeHealth health) => new(health switch
    {
        NodeHealth.Good => ToneRole.Good,
        NodeHealth.Watch => ToneRole.Caution,
        NodeHealth.Bad => ToneRole.Alarm,
        _ => ToneRole.Unreached,
    });

    /// <summary>Colour of a link's SNR.</summary>
    public static Tone ToneOfSnr(double snrDb) => new(snrDb >= SnrSteps[1] ? ToneRole.Good : snrDb >= SnrSteps[0] ? ToneRole.Caution : ToneRole.Alarm);

    private static Scene Compose(FleetState fleet, FleetTexts texts, double top, double foot)
    {
        double width = Math.Round(Width * Math.Max(1, Math.Sqrt(fleet.Nodes.Count / (double)RoomyNodes)));
        var layout = FleetLayout.Of(fleet);
        double mapHeight = fleet.Nodes.Count > 1 ? Math.Round(width * GroundMap.Proportion(layout.Meters)) : width / 2;
        double height = top + mapHeight + foot;
        var shapes = new List<Shape> { new RectangleShape(0, 0, width, height) { Fill = new Tone(ToneRole.Panel) } };
        if (top > 0)
        {
            shapes.Add(new TextShape(new Point(24, 36), 20, texts["fleet.map.title"]) { Fill = new Tone(ToneRole.Ink), IsBold = true });
            shapes.Add(new TextShape(new Point(width - 24, 36), LabelSize, FleetTexts.Time(fleet.Now)) { Fill = new Tone(ToneRole.Muted), Anchor = TextAnchor.End });
        }

        if (fleet.Nodes.Count > 0)
        {
            Draw(shapes, fleet, texts, layout, new GroundMap(layout.Meters, 0, top, width, mapHeight, Margin));
        }

        if (foot > 0)
        {
            DrawLegend(shapes, texts, width, top + mapHeight);
        }

        return new Scene(width, height, texts["fleet.map.title"], Description(fleet, texts, layout), shapes);
    }

    private static string Description(FleetState fleet, FleetTexts texts, FleetLayout layout) => texts.Text(
        layout.IsTrue ? "fleet.map.description" : "fleet.map.description.links",
        fleet.Nodes.Count,
        fleet.Links.Count,
        fleet.Nodes.Count(n => n.Health == NodeHealth.Good),
        texts.Names([.. fleet.SinglePoints.Select(p => p.Node)], fleet.Nodes));

    private static void Draw(List<Shape> shapes, FleetState fleet, FleetTexts texts, FleetLayout layout, GroundMap map)
    {
        double radius = fleet.Nodes.Count <= RoomyNodes ? 11 : 8;
        HashSet<int> single = [.. fleet.SinglePoints.Select(p => p.Node)];

        // Weak links go below, so that the strong ones are seen whole.
        foreach (FleetLink link in fleet.Links.OrderBy(l => l.SnrDb))
        {
            Point from = map.Places[link.From];
            Point to = map.Places[link.To];
            if (link.IsBridge)
            {
                Bridge(shapes, from, to, link.SnrDb);
            }
            else
            {
                shapes.Add(Line(from, to, link.SnrDb, link.IsUsable, new ShapeTag("link", link.From)));
            }
        }

        foreach (FleetNode node in fleet.Nodes)
        {
            Mark(shapes, map.Places[node.Index], radius, node.Health, single.Contains(node.Index), new ShapeTag("node", node.Index));
        }

        Names(shapes, fleet, map, radius, single, layout.IsTrue);
        if (layout.IsTrue)
        {
            map.DrawScale(shapes, texts.Distance, texts["report.north"]);
        }
        else
        {
            shapes.Add(new TextShape(new Point(map.X + 22, map.Y + map.Height - 18), 13, texts.Text("fleet.map.laidout", layout.Meters.Count - layout.Placed))
            {
                Fill = new Tone(ToneRole.Muted),
                Halo = new Tone(ToneRole.Panel),
            });
        }
    }

    private static PathShape Line(Point from, Point to, double snrDb, bool isUsable, ShapeTag? tag) => PathShape.Line(from, to) with
    {
        Stroke = ToneOfSnr(snrDb),
        StrokeWidth = snrDb >= SnrSteps[1] ? 2.6 : snrDb >= SnrSteps[0] ? 1.8 : 1.2,
        Dash = snrDb >= SnrSteps[0] ? null : 4,
        Opacity = isUsable ? 0.75 : 0.35,
        Tag = tag,
    };

    private static void Bridge(List<Shape> shapes, Point from, Point to, double snrDb)
    {
        shapes.Add(PathShape.Line(from, to) with { Stroke = ToneOfSnr(snrDb), StrokeWidth = 7, Opacity = 0.35 });
        shapes.Add(PathShape.Line(from, to) with { Stroke = ToneOfSnr(snrDb), StrokeWidth = 2 });
    }

    /// <summary>Colour and sign say the same: a tick, an exclamation mark, a cross, a question mark.</summary>
    private static void Mark(List<Shape> shapes, Point at, double radius, NodeHealth health, bool isSingle, ShapeTag? tag)
    {
        Tone tone = ToneOf(health);
        if (isSingle)
        {
            shapes.Add(new CircleShape(at, radius + 5) { Stroke = new Tone(ToneRole.Ink), StrokeWidth = 2 });
        }

        shapes.Add(new CircleShape(at, radius) { Fill = tone, Stroke = new Tone(ToneRole.Panel), StrokeWidth = 2, Tag = tag });
        var sign = new Tone(ToneRole.OnWave);
        double arm = radius * 0.4;
        switch (health)
        {
            case NodeHealth.Good:
                shapes.Add(new PathShape([new(at.X - arm, at.Y), new(at.X - (arm * 0.2), at.Y + (arm * 0.8)), new(at.X + arm, at.Y - (arm * 0.8))], false) { Stroke = sign, StrokeWidth = 2 });
                break;
            case NodeHealth.Watch:
                shapes.Add(PathShape.Line(new Point(at.X, at.Y - (arm * 1.2)), new Point(at.X, at.Y + (arm * 0.2))) with { Stroke = sign, StrokeWidth = 2 });
                shapes.Add(new CircleShape(new Point(at.X, at.Y + (arm * 1.15)), 1.2) { Fill = sign });
                break;
            case NodeHealth.Bad:
                shapes.Add(PathShape.Line(new Point(at.X - arm, at.Y - arm), new Point(at.X + arm, at.Y + arm)) with { Stroke = sign, StrokeWidth = 2 });
                shapes.Add(PathShape.Line(new Point(at.X - arm, at.Y + arm), new Point(at.X + arm, at.Y - arm)) with { Stroke = sign, StrokeWidth = 2 });
                break;
            default:
                shapes.Add(new TextShape(new Point(at.X, at.Y + (radius * 0.42)), radius * 1.2, "?") { Fill = sign, IsBold = true, Anchor = TextAnchor.Middle });
                break;
        }
    }

    private static void Names(List<Shape> shapes, FleetState fleet, GroundMap map, double radius, HashSet<int> single, bool hasScale)
    {
        // The letters of SVG are the reader's own and may be wider than ours.
        const double Safety = 1.2;
        double size = fleet.Nodes.Count <= RoomyNodes ? LabelSize : 11.5;
        var frame = new LabelBox(map.X + 6, map.Y + 6, map.Width - 12, map.Height - 12);
        LabelBox[] obstacles =
        [
            .. hasScale ? map.Corners : [],
            .. single.Select(i => new LabelBox(map.Places[i].X - radius - 5, map.Places[i].Y - radius - 5, 2 * (radius + 5), 2 * (radius + 5))),
        ];
        (Point, Point)[] lines = [.. fleet.Links.Select(l => (map.Places[l.From], map.Places[l.To]))];
        var placement = new LabelPlacement(map.Places, radius, frame, obstacles, [], lines);
        IReadOnlyList<LabelBox?> boxes = placement.Place([.. fleet.Nodes.Select(n => (StrokeFont.Measure(n.Name, size) * Safety, size * 1.1))]);
        for (int i = 0; i < boxes.Count; i++)
        {
            if (boxes[i] is { } box)
            {
                (double x, TextAnchor anchor) = box.AnchorFor(map.Places[i]);
                shapes.Add(new TextShape(new Point(x, box.Y + (size * 0.86)), size, fleet.Nodes[i].Name)
                {
                    Anchor = anchor,
                    Fill = new Tone(ToneRole.Ink),
                    Halo = new Tone(ToneRole.Panel),
                    IsBold = true,
                    Tag = new ShapeTag("label", i),
                });
            }
        }
    }

    private static void DrawLegend(List<Shape> shapes, FleetTexts texts, double width, double top)
    {
        const int Columns = 4;
        IReadOnlyList<(IReadOnlyList<Shape> Shapes, string Text)> entries = Legend(texts);
        shapes.Add(PathShape.Line(new Point(24, top), new Point(width - 24, top)) with { Stroke = new Tone(ToneRole.Hairline) });
        for (int i = 0; i < entries.Count; i++)
        {
            double x = 24 + (i % Columns * ((width - 48) / Columns));
            double y = top + 10 + (i / Columns * 30);
            shapes.AddRange(entries[i].Shapes.Select(s => Moved(s, x, y)));
            shapes.Add(new TextShape(new Point(x + 50, y + 19), 13, TextFlow.Shorten(entries[i].Text, 13, ((width - 48) / Columns) - 56)) { Fill = new Tone(ToneRole.Muted) });
        }
    }

    private static Shape Moved(Shape shape, double x, double y) => shape switch
    {
        CircleShape circle => circle with { Center = new Point(circle.Center.X + x, circle.Center.Y + y) },
        PathShape path => path with { Points = [.. path.Points.Select(p => new Point(p.X + x, p.Y + y))] },
        TextShape text => text with { At = new Point(text.At.X + x, text.At.Y + y) },
        _ => shape,
    };
}
