namespace LoRaNode.Simulator.Cities;

/// <summary>Shapes of made-up cities.</summary>
public enum CityShape : byte
{
    /// <summary>Roofs and streets scattered over a square.</summary>
    City,

    /// <summary>A chain of roofs along a valley.</summary>
    Corridor,

    /// <summary>Two districts joined by one roof.</summary>
    Bridge,

    /// <summary>A square full of people.</summary>
    Dense,

    /// <summary>A ring road around an empty middle.</summary>
    Ring,
}

/// <summary>
/// Makes cities by the propagation model of the scenario folder: log-distance with clutter and shadowing at 866 MHz. Roof to roof
/// the exponent is 3.7, roof to street 4.0, street to street 4.3; shadowing 5, 7, 8 dB; clutter 14, 20, 24 dB, reached at 500 m. Links are
/// symmetric. A cell grid finds pairs in range, so ten thousand nodes take seconds. The same seed gives the same city.
/// </summary>
public static class CityGenerator
{
    // Free space at 1 m and 866 MHz: 20 log10(4 pi / wavelength).
    private const double OneMetreDb = 31.2;
    private const double LargestLossDb = 156.5;
    private const double ClutterAtMeters = 500;
    private const double RoofMeters = 25;
    private const double StreetMeters = 1.5;

    /// <summary>Makes a city in which every node is joined to all others by links of at least 1 dB margin; nodes without are moved.</summary>
    public static CityMap Make(CityShape shape, int nodes, int seed, CityRadio? radio = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        var random = new Random(seed);
        var settings = radio ?? CityRadio.Baseline;
        var sites = new Site[nodes];
        for (int i = 0; i < nodes; i++)
        {
            sites[i] = Place(shape, i, nodes, random);
        }

        for (int attempt = 0; ; attempt++)
        {
            var city = new CityMap($"{shape.ToString().ToLowerInvariant()}-{nodes}-{seed}", sites.ToArray(), settings, Losses(sites, seed));
            int[] part = LargestPart(city);
            bool whole = true;
            for (int i = 0; i < nodes; i++)
            {
                if (part[i] < 0)
                {
                    whole = false;

                    // Beside a node of the main part: a person moves an unreachable box until it hears something.
                    var host = sites[Array.FindIndex(part, random.Next(nodes), p => p >= 0) is var at and >= 0 ? at : Array.FindIndex(part, p => p >= 0)];
                    double angle = random.NextDouble() * Math.PI * 2;
                    double distance = 50 + (random.NextDouble() * 250);
                    sites[i] = new Site(host.XMeters + (Math.Cos(angle) * distance), host.YMeters + (Math.Sin(angle) * distance), sites[i].HeightMeters);
                }
            }

            if (whole || attempt == 40)
            {
                return city;
            }
        }
    }

    /// <summary>Path loss between two sites without shadowing, in decibels.</summary>
    public static double MeanLossDb(Site a, Site b)
    {
        double dx = a.XMeters - b.XMeters;
        double dy = a.YMeters - b.YMeters;
        double dz = a.HeightMeters - b.HeightMeters;
        double metres = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)));
        int street = Street(a) + Street(b);
        double exponent = 3.7 + (0.3 * street);
        double clutter = street switch { 0 => 14, 1 => 20, _ => 24 };

        // Near by it is free space; clutter builds up, and beyond 500 m the exponent rules.
        double near = Math.Min(metres, ClutterAtMeters);
        double loss = OneMetreDb + (20 * Math.Log10(near)) + (clutter * near / ClutterAtMeters);
        return metres <= ClutterAtMeters ? loss : loss + (10 * exponent * Math.Log10(metres / ClutterAtMeters));
    }

    /// <summary>All pairs that could matter, with shadowing that depends on the seed and the pair only.</summary>
    public static List<PathLoss> Losses(IReadOnlyList<Site> sites, int seed)
    {
        double cell = RangeMeters();
        var grid = new Dictionary<(int X, int Y), List<int>>();
        for (int i = 0; i < sites.Count; i++)
        {
            var key = ((int)Math.Floor(sites[i].XMeters / cell), (int)Math.Floor(sites[i].YMeters / cell));
            (grid.TryGetValue(key, out var list) ? list : grid[key] = []).Add(i);
        }

        var losses = new List<PathLoss>();
        foreach (var ((x, y), members) in grid.OrderBy(g => g.Key))
        {
            for (int gx = x - 1; gx <= x + 1; gx++)
            {
                for (int gy = y - 1; gy <= y + 1; gy++)
                {
                    if (!grid.TryGetValue((gx, gy), out var others))
                    {
                        continue;
                    }

                    foreach (int a in members)
                    {
                        foreach (int b in others)
                        {
                            if (a < b)
                            {
                                double db = PairLossDb(sites[a], sites[b], a, b, seed);
                                if (db <= LargestLossDb)
                                {
                                    losses.Add(new PathLoss(a, b, Math.Round(db, 1)));
                                }
                            }
                        }
                    }
                }
            }
        }

        return losses;
    }

    /// <summary>Path loss of a pair with its shadowing, in decibels.</summary>
    public static double PairLossDb(Site siteA, Site siteB, int a, int b, int seed)
    {
        double sigma = (Street(siteA) + Street(siteB)) switch { 0 => 5, 1 => 7, _ => 8 };
        return MeanLossDb(siteA, siteB) + (sigma * VirtualRadio.Links.LinkDraw.Normal((uint)seed, a, b, 77));
    }

    private static int Street(Site site) => site.HeightMeters < 10 ? 1 : 0;

    // Three deviations of luck reach at most this far.
    private static double RangeMeters()
    {
        double metres = 500;
        while (MeanLossDb(new Site(0, 0, RoofMeters), new Site(metres, 0, RoofMeters)) < LargestLossDb + 5)
        {
            metres += 100;
        }

        return metres;
    }

    private static Site Place(CityShape shape, int index, int nodes, Random random)
    {
        bool roof = shape switch
        {
            CityShape.Corridor => true,
            CityShape.Dense => index < nodes / 5,
            _ => index < nodes * 55 / 100,
        };
        double height = roof ? RoofMeters : StreetMeters;
        double side = Math.Sqrt(nodes) * 750;
        switch (shape)
        {
            case CityShape.Corridor:
                return new Site((index * 1250) + Scatter(random, 150), Scatter(random, 200), height);
            case CityShape.Dense:
                return new Site(random.NextDouble() * 1000, random.NextDouble() * 1000, height);
            case CityShape.Bridge:
                if (index == 0)
                {
                    return new Site(0, 0, RoofMeters + 15);
                }

                double half = Math.Sqrt(nodes / 2.0) * 600;
                double x = random.NextDouble() * half;
                return new Site(index % 2 == 0 ? 1200 + x : -1200 - x, (random.NextDouble() - 0.5) * half, height);
            case CityShape.Ring:
                double radius = nodes * 330 / (2 * Math.PI);
                double angle = random.NextDouble() * 2 * Math.PI;
                double r = radius + Scatter(random, 250);
                return new Site(Math.Cos(angle) * r, Math.Sin(angle) * r, height);
            default:
                return new Site(random.NextDouble() * side, random.NextDouble() * side, height);
        }
    }

    private static double Scatter(Random random, double metres) => (random.NextDouble() - 0.5) * 2 * metres;

    private static int[] LargestPart(CityMap city)
    {
        int[] best = [];
        int size = 0;
        bool[] seen = new bool[city.Count];
        for (int i = 0; i < city.Count; i++)
        {
            if (seen[i])
            {
                continue;
            }

            int[] hops = city.HopsFrom(i, 1);
            int count = 0;
            for (int k = 0; k < hops.Length; k++)
            {
                if (hops[k] >= 0)
                {
                    seen[k] = true;
                    count++;
                }
            }

            if (count > size)
            {
                size = count;
                best = hops;
            }
        }

        return best;
    }
}
