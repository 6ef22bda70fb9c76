using LoRaNode.VirtualRadio.Places;

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
/// Makes cities by the law of propagation of the scenario folder (<see cref="UrbanLosses"/>) and about as dense as the cities there.
/// A cell grid finds pairs in range, so ten thousand nodes take seconds. The same seed gives the same city.
/// </summary>
public static class CityGenerator
{
    // Below the sensitivity by this much a signal is no noise worth counting either.
    private const double LeastMarginDb = -16;
    private const double RoofMeters = 25;
    private const double StreetMeters = 1.5;

    /// <summary>Makes a city in which every node is joined to all others by links of at least 1 dB margin; nodes without are moved.</summary>
    public static CityMap Make(CityShape shape, int nodes, int seed, CityRadio? radio = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        var random = new Random(seed);
        var settings = radio ?? CityRadio.Baseline;
        var sites = new Place[nodes];
        for (int i = 0; i < nodes; i++)
        {
            sites[i] = Choose(shape, i, nodes, random);
        }

        for (int attempt = 0; ; attempt++)
        {
            var city = new CityMap($"{shape.ToString().ToLowerInvariant()}-{nodes}-{seed}", sites.ToArray(), settings, Losses(sites, settings, seed));
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
                    sites[i] = new Place(host.XMeters + (Math.Cos(angle) * distance), host.YMeters + (Math.Sin(angle) * distance), sites[i].HeightMeters);
                }
            }

            if (whole || attempt == 40)
            {
                return city;
            }
        }
    }

    /// <summary>All pairs that could matter, with shadowing that depends on the seed and the pair only.</summary>
    public static List<PathLoss> Losses(IReadOnlyList<Place> sites, CityRadio radio, int seed)
    {
        var urban = new UrbanLosses(sites, radio.FrequencyHz, (uint)seed);
        double mostLossDb = radio.PowerDbm - radio.SensitivityDbm - LeastMarginDb;
        double cell = RangeMeters(mostLossDb, radio.FrequencyHz);
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
                                double db = urban.LossDb(a, b);
                                if (db <= mostLossDb)
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

    // Shadowing of one deviation less than the mean loss reaches this far; what lies beyond is noise at most.
    private static double RangeMeters(double mostLossDb, double frequencyHz)
    {
        double metres = 500;
        while (UrbanLosses.MeanLossDb(new Place(0, 0, RoofMeters), new Place(metres, 0, RoofMeters), frequencyHz) < mostLossDb + 5)
        {
            metres += 100;
        }

        return metres;
    }

    private static Place Choose(CityShape shape, int index, int nodes, Random random)
    {
        bool roof = shape switch
        {
            CityShape.Corridor => true,
            CityShape.Dense => index < nodes / 5,
            _ => index < nodes * 55 / 100,
        };
        double height = roof ? RoofMeters : StreetMeters;
        double side = Math.Sqrt(nodes) * 880;
        switch (shape)
        {
            case CityShape.Corridor:
                return new Place((index * 1130) + Scatter(random, 150), Scatter(random, 200), height);
            case CityShape.Dense:
                return new Place(random.NextDouble() * 1000, random.NextDouble() * 1000, height);
            case CityShape.Bridge:
                if (index == 0)
                {
                    return new Place(0, 0, RoofMeters + 15);
                }

                double half = Math.Sqrt(nodes / 2.0) * 560;
                double x = random.NextDouble() * half;
                return new Place(index % 2 == 0 ? 1600 + x : -1600 - x, (random.NextDouble() - 0.5) * half, height);
            case CityShape.Ring:
                double radius = nodes * 330 / (2 * Math.PI);
                double angle = random.NextDouble() * 2 * Math.PI;
                double r = radius + Scatter(random, 250);
                return new Place(Math.Cos(angle) * r, Math.Sin(angle) * r, height);
            default:
                return new Place(random.NextDouble() * side, random.NextDouble() * side, height);
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
