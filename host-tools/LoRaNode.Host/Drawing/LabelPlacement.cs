namespace LoRaNode.Host.Drawing;

/// <summary>A rectangle of a picture: a label, a frame, something that labels must keep clear of.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct LabelBox(double X, double Y, double Width, double Height)
{
    /// <summary>True when the two have any area in common.</summary>
    public bool Overlaps(LabelBox other) =>
        X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

    /// <summary>True when a circle reaches into the rectangle.</summary>
    public bool Touches(Point center, double radius)
    {
        double dx = center.X - Math.Clamp(center.X, X, X + Width);
        double dy = center.Y - Math.Clamp(center.Y, Y, Y + Height);
        return (dx * dx) + (dy * dy) < radius * radius;
    }

    /// <summary>True when a straight line passes through the rectangle (Liang and Barsky, 1984).</summary>
    public bool Crosses(Point from, Point to)
    {
        double enter = 0;
        double leave = 1;
        return Cut(from.X, to.X, X, X + Width, ref enter, ref leave) && Cut(from.Y, to.Y, Y, Y + Height, ref enter, ref leave);
    }

    /// <summary>Where the lines of a label in this rectangle begin, end or have their middle, so that they lie next to what they name.</summary>
    /// <param name="named">What they name.</param>
    public (double X, TextAnchor Anchor) AnchorFor(Point named)
    {
        const double Tolerance = 4;
        double middle = X + (Width / 2);
        return middle > named.X + Tolerance ? (X, TextAnchor.Start)
            : middle < named.X - Tolerance ? (X + Width, TextAnchor.End)
            : (middle, TextAnchor.Middle);
    }

    private static bool Cut(double from, double to, double low, double high, ref double enter, ref double leave)
    {
        double length = to - from;
        if (Math.Abs(length) < 1e-9)
        {
            return from > low && from < high;
        }

        double first = (low - from) / length;
        double second = (high - from) / length;
        enter = Math.Max(enter, Math.Min(first, second));
        leave = Math.Min(leave, Math.Max(first, second));
        return enter < leave;
    }
}

/// <summary>Finds a place for each node's label so that no label covers another label or a node, and few cross a line.</summary>
public sealed class LabelPlacement
{
    // Weights: what must not be, what is bad, what is a matter of taste.
    private const double Forbidden = 1000;

    private const double HopCrossing = 6;

    private const double LinkCrossing = 0.6;

    private const int Passes = 3;

    // Distances from the node at which a label is tried.
    private const int Rings = 4;

    // Preferred first: to the right, as map makers do, then left, below, above, then the corners.
    private static readonly (double X, double Y)[] Directions = [(1, 0), (-1, 0), (0, 1), (0, -1), (0.8, 0.8), (0.8, -0.8), (-0.8, 0.8), (-0.8, -0.8)];

    private readonly IReadOnlyList<Point> _places;

    private readonly double _nodeRadius;

    private readonly LabelBox _frame;

    private readonly IReadOnlyList<LabelBox> _obstacles;

    private readonly IReadOnlyList<(Point From, Point To)> _hops;

    private readonly IReadOnlyList<(Point From, Point To)> _links;

    /// <summary>Prepares the placement.</summary>
    /// <param name="places">Place of each node.</param>
    /// <param name="nodeRadius">Radius of the mark of a node.</param>
    /// <param name="frame">Where labels may lie.</param>
    /// <param name="obstacles">Where no label may lie.</param>
    /// <param name="hops">Strong lines.</param>
    /// <param name="links">Faint lines.</param>
    public LabelPlacement(
        IReadOnlyList<Point> places,
        double nodeRadius,
        LabelBox frame,
        IReadOnlyList<LabelBox> obstacles,
        IReadOnlyList<(Point From, Point To)> hops,
        IReadOnlyList<(Point From, Point To)> links)
    {
        _places = places;
        _nodeRadius = nodeRadius;
        _frame = frame;
        _obstacles = obstacles;
        _hops = hops;
        _links = links;
    }

    /// <summary>Places the labels.</summary>
    /// <param name="sizes">Width and height of each node's label.</param>
    /// <returns>The rectangle of each label; null for a label that has no free place.</returns>
    public IReadOnlyList<LabelBox?> Place(IReadOnlyList<(double Width, double Height)> sizes)
    {
        var boxes = new LabelBox?[_places.Count];

        // Nodes in a crowd choose first: they have the fewest places to choose from.
        double reach = 12 * _nodeRadius;
        int[] order = [.. Enumerable.Range(0, _places.Count).OrderByDescending(i => _places.Count(p => p.DistanceTo(_places[i]) < reach)).ThenBy(i => i)];
        var candidates = new (LabelBox Box, double Cost)[_places.Count][];
        foreach (int node in order)
        {
            candidates[node] = Candidates(node, sizes[node]);
        }

        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (int node in order)
            {
                boxes[node] = null;
                double best = Forbidden;
                foreach ((LabelBox box, double cost) in candidates[node])
                {
                    double total = cost + (Forbidden * boxes.Count(b => b is { } other && other.Overlaps(box)));
                    if (total < best)
                    {
                        best = total;
                        boxes[node] = box;
                    }
                }
            }
        }

        return boxes;
    }

    private (LabelBox Box, double Cost)[] Candidates(int node, (double Width, double Height) size)
    {
        // Only what comes near can be in the way of any of the places.
        double reach = _nodeRadius + 4 + (Rings * 10) + Math.Max(size.Width, size.Height);
        var near = new LabelBox(_places[node].X - reach, _places[node].Y - reach, 2 * reach, 2 * reach);
        Point[] places = [.. _places.Where((p, i) => i != node && near.Touches(p, _nodeRadius + 2))];
        (Point, Point)[] hops = [.. _hops.Where(h => near.Crosses(h.From, h.To))];
        (Point, Point)[] links = [.. _links.Where(l => near.Crosses(l.From, l.To))];
        var candidates = new List<(LabelBox, double)>();
        for (int ring = 0; ring < Rings; ring++)
        {
            for (int direction = 0; direction < Directions.Length; direction++)
            {
                LabelBox box = At(_places[node], Directions[direction], _nodeRadius + 4 + (ring * 10), size);
                candidates.Add((box, (ring * 3) + (direction * 0.2) + OwnCost(box, places, hops, links)));
            }
        }

        return [.. candidates];
    }

    private double OwnCost(LabelBox box, Point[] places, (Point From, Point To)[] hops, (Point From, Point To)[] links)
    {
        bool isInside = box.X >= _frame.X && box.Y >= _frame.Y && box.X + box.Width <= _frame.X + _frame.Width && box.Y + box.Height <= _frame.Y + _frame.Height;
        double cost = isInside && !_obstacles.Any(o => o.Overlaps(box)) ? 0 : Forbidden;
        return cost
            + (Forbidden * places.Count(p => box.Touches(p, _nodeRadius + 2)))
            + (HopCrossing * hops.Count(h => box.Crosses(h.From, h.To)))
            + (LinkCrossing * links.Count(l => box.Crosses(l.From, l.To)));
    }

    private static LabelBox At(Point node, (double X, double Y) direction, double distance, (double Width, double Height) size)
    {
        double x = node.X + (direction.X * distance) + (Math.Sign(direction.X) * size.Width / 2) - (size.Width / 2);
        double y = node.Y + (direction.Y * distance) + (Math.Sign(direction.Y) * size.Height / 2) - (size.Height / 2);
        return new LabelBox(x, y, size.Width, size.Height);
    }
}
