using LoRaNode.Host.Drawing;

namespace LoRaNode.Host.Fleet;

/// <summary>
/// Where the nodes lie on the map: at their coordinates or, where nobody noted any, where the strength of their links puts them.
/// </summary>
public sealed class FleetLayout
{
    // Mean radius of the Earth (IUGG) and with it the length of a degree of latitude.
    private const double MetersPerDegree = 6_371_009 * Math.PI / 180;

    // A link of this SNR is taken to be about so long; 3.5 is the path-loss exponent of towns (Rappaport, "Wireless communications", table 4.2).
    private const double ReferenceSnrDb = 0;
    private const double ReferenceMeters = 800;
    private const double PathLossExponent = 3.5;

    // Nodes that no chain of links joins are put this many mean links apart.
    private const double ApartLinks = 3;

    private const int Rounds = 300;

    private FleetLayout(IReadOnlyList<Point> meters, int placed)
    {
        Meters = meters;
        Placed = placed;
    }

    /// <summary>Place of each node: metres to the east and to the north of a point among them.</summary>
    public IReadOnlyList<Point> Meters { get; }

    /// <summary>Nodes that lie at their coordinates.</summary>
    public int Placed { get; }

    /// <summary>True when all of them do: the map then has a scale and a north.</summary>
    public bool IsTrue => Placed == Meters.Count;

    /// <summary>Lays the nodes out. The same fleet gives the same places.</summary>
    public static FleetLayout Of(FleetState fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        int count = fleet.Nodes.Count;
        FleetNode[] located = [.. fleet.Nodes.Where(n => n.HasCoordinates)];
        var places = new Point[count];
        if (located.Length > 0)
        {
            double latitude = located.Average(n => n.Site!.Latitude!.Value);
            double longitude = located.Average(n => n.Site!.Longitude!.Value);
            double shrink = Math.Cos(latitude * Math.PI / 180);
            foreach (FleetNode node in located)
            {
                places[node.Index] = new Point(
                    (node.Site!.Longitude!.Value - longitude) * MetersPerDegree * shrink,
                    (node.Site.Latitude!.Value - latitude) * MetersPerDegree);
            }
        }

        if (located.Length < count)
        {
            Settle(places, [.. fleet.Nodes.Select(n => n.HasCoordinates)], Distances(fleet));
        }

        return new FleetLayout(places, located.Length);
    }

    /// <summary>Length of the shortest chain of links between any two nodes, in metres.</summary>
    private static double[][] Distances(FleetState fleet)
    {
        int count = fleet.Nodes.Count;
        double[][] distance = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Select(j => i == j ? 0 : double.PositiveInfinity).ToArray())];
        foreach (FleetLink link in fleet.Links)
        {
            double meters = ReferenceMeters * Math.Pow(10, (ReferenceSnrDb - link.SnrDb) / (10 * PathLossExponent));
            distance[link.From][link.To] = distance[link.To][link.From] = meters;
        }

        // Floyd (1962), Warshall (1962).
        for (int via = 0; via < count; via++)
        {
            for (int from = 0; from < count; from++)
            {
                for (int to = 0; to < count; to++)
                {
                    distance[from][to] = Math.Min(distance[from][to], distance[from][via] + distance[via][to]);
                }
            }
        }

        double longest = distance.SelectMany(d => d).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double apart = Math.Max(longest, ReferenceMeters) + (ApartLinks * ReferenceMeters);
        foreach (double[] row in distance)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = double.IsFinite(row[i]) ? row[i] : apart;
            }
        }

        return distance;
    }

    /// <summary>Moves the free nodes until their distances fit best: stress majorization (Gansner, Koren and North, 2004), from a circle.</summary>
    private static void Settle(Point[] places, bool[] isFixed, double[][] distance)
    {
        int count = places.Length;
        for (int i = 0; i < count; i++)
        {
            if (!isFixed[i])
            {
                double angle = 2 * Math.PI * i / count;
                places[i] = new Point(ReferenceMeters * Math.Cos(angle), ReferenceMeters * Math.Sin(angle));
            }
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < count; i++)
            {
                if (!isFixed[i])
                {
                    places[i] = Moved(places, distance[i], i);
                }
            }
        }
    }

    private static Point Moved(Point[] places, double[] distance, int node)
    {
        double x = 0;
        double y = 0;
        double weights = 0;
        for (int other = 0; other < places.Length; other++)
        {
            if (other == node)
            {
                continue;
            }

            // Near ones count more: an error of a tenth is an error of a tenth at any distance.
            double wanted = Math.Max(distance[other], 1);
            double weight = 1 / (wanted * wanted);
            double now = Math.Max(places[node].DistanceTo(places[other]), 1e-6);
            x += weight * (places[other].X + (wanted * (places[node].X - places[other].X) / now));
            y += weight * (places[other].Y + (wanted * (places[node].Y - places[other].Y) / now));
            weights += weight;
        }

        return weights > 0 ? new Point(x / weights, y / weights) : places[node];
    }
}
