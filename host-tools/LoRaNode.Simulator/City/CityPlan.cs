namespace LoRaNode.Simulator.City;

/// <summary>
/// Where the nodes of a made-up district stand and how much each pair of them loses on the way: part on roofs, the rest at street
/// level, as volunteers place them. The same number of nodes and seed give the same district.
/// </summary>
public sealed class CityPlan
{
    // Area for each node in square metres: 30 nodes on 3.5 km by 3.5 km have about eleven neighbours each at SF9 and 250 kHz.
    private const double AreaPerNode = 3_500.0 * 3_500.0 / 30;

    // Of five nodes two stand on roofs.
    private const int RooftopOf5 = 2;

    // Two boxes nearer than this are in one building: nobody puts them there on purpose.
    private const double LeastDistanceMeters = 60;

    // Free-space loss over the first 100 m at 866 MHz: 20 log10(4 pi d f / c) (ITU-R P.525).
    private const double ReferenceMeters = 100;
    private const double ReferenceDb = 71.2;

    // The distance at which houses have added all their clutter.
    private const double ClutterMeters = 500;

    // Log-distance exponent, clutter and shadowing (sigma), both in dB, by how many of the two ends are on a roof: 0, 1, 2.
    // Within what urban measurements at 868 MHz report (3GPP TR 38.901, UMi and UMa; Petäjäjärvi et al. 2015).
    private static readonly (double Exponent, double ClutterDb, double SigmaDb)[] Environments =
    [
        (4.3, 24, 8),
        (4.0, 20, 7),
        (3.7, 14, 5),
    ];

    private CityPlan(Site[] sites, double[][] lossDb)
    {
        Sites = sites;
        LossDb = lossDb;
    }

    /// <summary>The nodes' places, by index.</summary>
    public IReadOnlyList<Site> Sites { get; }

    /// <summary>Path loss in dB between two nodes, symmetric.</summary>
    public double[][] LossDb { get; }

    /// <summary>Makes a district.</summary>
    /// <param name="nodes">Number of nodes, 2 or more.</param>
    /// <param name="seed">Seed of places and shadowing.</param>
    public static CityPlan Generate(int nodes, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        var random = new Random(seed);
        var sites = Place(nodes, random);
        double[][] loss = new double[nodes][];
        for (int i = 0; i < nodes; i++)
        {
            loss[i] = new double[nodes];
            for (int j = 0; j < i; j++)
            {
                loss[i][j] = loss[j][i] = LossBetween(sites[i], sites[j], random);
            }
        }

        return new CityPlan(sites, loss);
    }

    private static Site[] Place(int nodes, Random random)
    {
        double side = Math.Sqrt(nodes * AreaPerNode);
        var sites = new Site[nodes];
        for (int i = 0; i < nodes; i++)
        {
            bool onRoof = i % 5 < RooftopOf5;
            do
            {
                sites[i] = new Site(random.NextDouble() * side, random.NextDouble() * side, onRoof);
            }
            while (sites.Take(i).Any(other => other.DistanceTo(sites[i]) < LeastDistanceMeters));
        }

        return sites;
    }

    private static double LossBetween(Site a, Site b, Random random)
    {
        double meters = a.DistanceTo(b);
        var (exponent, clutterDb, sigmaDb) = Environments[(a.IsOnRoof ? 1 : 0) + (b.IsOnRoof ? 1 : 0)];
        double slope = 10 * (meters < ReferenceMeters ? 2 : exponent);
        return ReferenceDb
            + (slope * Math.Log10(meters / ReferenceMeters))
            + (clutterDb * Math.Min(1, meters / ClutterMeters))
            + (sigmaDb * NextGaussian(random));
    }

    /// <summary>A number of the standard normal distribution (Box and Muller 1958).</summary>
    private static double NextGaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
