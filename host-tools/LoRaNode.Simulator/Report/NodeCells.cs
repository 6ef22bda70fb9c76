using LoRaNode.Host.Drawing;

namespace LoRaNode.Simulator.Report;

/// <summary>The ground that is nearer to a node than to any other, out to a limit (a Voronoi cell cut by a circle).</summary>
public static class NodeCells
{
    private const int Corners = 48;

    /// <summary>The cells of all nodes.</summary>
    /// <param name="places">Place of each node.</param>
    /// <param name="radius">Limit of a cell around its node.</param>
    /// <param name="frame">No cell goes beyond this.</param>
    /// <returns>Corners of each cell; nodes at the same place share a cell, and all but the first of them have none.</returns>
    public static IReadOnlyList<IReadOnlyList<Point>> Of(IReadOnlyList<Point> places, double radius, LabelBox frame)
    {
        ArgumentNullException.ThrowIfNull(places);
        var cells = new IReadOnlyList<Point>[places.Count];
        for (int i = 0; i < places.Count; i++)
        {
            List<Point> cell = Circle(places[i], radius);
            cell = CutAtLine(cell, -1, 0, -frame.X);
            cell = CutAtLine(cell, 1, 0, frame.X + frame.Width);
            cell = CutAtLine(cell, 0, -1, -frame.Y);
            cell = CutAtLine(cell, 0, 1, frame.Y + frame.Height);
            for (int j = 0; j < places.Count && cell.Count > 0; j++)
            {
                double distance = places[i].DistanceTo(places[j]);
                if (j != i && distance < 2 * radius)
                {
                    cell = distance > 0 ? CutAtBisector(cell, places[i], places[j]) : j < i ? [] : cell;
                }
            }

            cells[i] = cell;
        }

        return cells;
    }

    /// <summary>A limit that joins most neighbours' cells: a little more than half of the larger distances to the nearest neighbour.</summary>
    public static double Radius(IReadOnlyList<Point> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        double[] nearest = [.. places.Select((p, i) => places.Where((_, j) => j != i).Select(p.DistanceTo).DefaultIfEmpty(100).Min()).Order()];
        return Math.Max(30, nearest[nearest.Length * 3 / 4] * 0.95);
    }

    private static List<Point> Circle(Point center, double radius) => [.. Enumerable.Range(0, Corners).Select(k =>
    {
        (double sin, double cos) = Math.SinCos(2 * Math.PI * k / Corners);
        return new Point(center.X + (radius * cos), center.Y + (radius * sin));
    })];

    private static List<Point> CutAtBisector(List<Point> cell, Point node, Point other)
    {
        double normalX = other.X - node.X;
        double normalY = other.Y - node.Y;
        return CutAtLine(cell, normalX, normalY, (((other.X + node.X) * normalX) + ((other.Y + node.Y) * normalY)) / 2);
    }

    // Keeps what lies where x·normalX + y·normalY <= limit (Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17(1), 1974).
    private static List<Point> CutAtLine(List<Point> cell, double normalX, double normalY, double limit)
    {
        var kept = new List<Point>(cell.Count + 1);
        for (int k = 0; k < cell.Count; k++)
        {
            Point from = cell[k];
            Point to = cell[(k + 1) % cell.Count];
            double fromSide = (from.X * normalX) + (from.Y * normalY) - limit;
            double toSide = (to.X * normalX) + (to.Y * normalY) - limit;
            if (fromSide <= 0)
            {
                kept.Add(from);
            }

            if ((fromSide < 0 && toSide > 0) || (fromSide > 0 && toSide < 0))
            {
                double share = fromSide / (fromSide - toSide);
                kept.Add(new Point(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share)));
            }
        }

        return kept;
    }
}
