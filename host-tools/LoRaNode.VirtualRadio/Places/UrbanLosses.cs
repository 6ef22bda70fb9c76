using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Places;

/// <summary>
/// Path losses from positions: log-distance with clutter and log-normal shadowing (Rappaport, "Wireless communications", 4.9: the loss of
/// free space at a reference distance, then 10 n log d and a normal deviate). Each pair has its own shadowing, the same in both directions
/// and in every run with the same seed.
/// </summary>
/// <remarks>
/// Exponents, deviations and clutter are those with which the shared city scenarios were drawn: rooftop to rooftop 3.7, 5 dB and 14 dB;
/// rooftop to street 4.0, 7 dB and 20 dB; street to street 4.3, 8 dB and 24 dB; the clutter grows to its full value at 500 m.
/// </remarks>
/// <param name="places">The stations, by index.</param>
/// <param name="frequencyHz">Carrier frequency in hertz.</param>
/// <param name="seed">Seed of the shadowing.</param>
public sealed class UrbanLosses(IReadOnlyList<Place> places, double frequencyHz, uint seed) : ILinkLosses
{
    private const double ReferenceMeters = 100;
    private const double FullClutterMeters = 500;
    private const double SpeedOfLight = 299_792_458;
    private static readonly double[] Slopes = [3.7, 4.0, 4.3];
    private static readonly double[] SigmaDb = [5, 7, 8];
    private static readonly double[] ClutterDb = [14, 20, 24];

    /// <summary>False for the mean loss without shadowing.</summary>
    public bool HasShadowing { get; init; } = true;

    /// <inheritdoc/>
    public double LossDb(int sender, int receiver)
    {
        if (sender == receiver || sender >= places.Count || receiver >= places.Count)
        {
            return double.PositiveInfinity;
        }

        double loss = MeanLossDb(places[sender], places[receiver], frequencyHz);
        if (HasShadowing)
        {
            double sigmaDb = SigmaDb[StreetEnds(places[sender], places[receiver])];
            loss += sigmaDb * LinkDraw.Normal(seed, Math.Min(sender, receiver), Math.Max(sender, receiver), 0);
        }

        // Nothing is less than free space.
        return Math.Max(loss, FreeSpaceDb(Meters(places[sender], places[receiver]), frequencyHz));
    }

    /// <summary>Loss between two places without shadowing, in decibels.</summary>
    public static double MeanLossDb(in Place a, in Place b, double frequencyHz)
    {
        int street = StreetEnds(a, b);
        double meters = Meters(a, b);
        double clutter = ClutterDb[street] * Math.Min(1, meters / FullClutterMeters);
        double loss = meters <= ReferenceMeters
            ? FreeSpaceDb(meters, frequencyHz)
            : FreeSpaceDb(ReferenceMeters, frequencyHz) + (10 * Slopes[street] * Math.Log10(meters / ReferenceMeters));
        return loss + clutter;
    }

    private static double Meters(in Place a, in Place b) => Math.Max(1, a.DistanceTo(b));

    private static int StreetEnds(in Place a, in Place b) => (a.IsRooftop ? 0 : 1) + (b.IsRooftop ? 0 : 1);

    // Friis 1946, isotropic antennas.
    private static double FreeSpaceDb(double meters, double frequencyHz) => 20 * Math.Log10(4 * Math.PI * meters * frequencyHz / SpeedOfLight);
}
