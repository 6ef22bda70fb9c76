using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.City;

/// <summary>
/// A made-up district and its boxes, as volunteers place them: some on roofs, more on balconies and at street level, spread out, and
/// each where it hears at least one box that stands already.
/// </summary>
internal sealed class District
{
    // Ground for each node in square metres: 30 nodes on 5.2 km by 5.2 km have about six neighbours each at SF9 and 250 kHz.
    private const double AreaPerNode = 5_200.0 * 5_200.0 / 30;

    // Two boxes nearer than this would serve the same people.
    private const double LeastDistanceMeters = 250;

    private const double RoofMeters = 25;
    private const double StreetMeters = 1.5;

    // After so many tries a place is taken as it is: the node is then out of reach, which happens in cities too.
    private const int MaxTries = 400;

    private readonly List<Place> _places = [];

    /// <summary>Chooses the places. The same arguments give the same district.</summary>
    /// <param name="nodes">Number of places.</param>
    /// <param name="frequencyHz">Carrier frequency in hertz.</param>
    /// <param name="mostLossDb">A link that loses more than this is no link.</param>
    /// <param name="random">Where chance comes from.</param>
    internal District(int nodes, double frequencyHz, double mostLossDb, Random random)
    {
        Losses = new UrbanLosses(_places, frequencyHz, (uint)random.Next());
        double side = Math.Sqrt(nodes * AreaPerNode);
        for (int i = 0; i < nodes; i++)
        {
            // Two of five on roofs.
            double height = i % 5 < 2 ? RoofMeters : StreetMeters;
            for (int attempt = 1; ; attempt++)
            {
                _places.Add(new Place(random.NextDouble() * side, random.NextDouble() * side, height));
                if (i == 0 || attempt == MaxTries || IsGood(i, mostLossDb))
                {
                    break;
                }

                _places.RemoveAt(i);
            }
        }
    }

    /// <summary>The places, by index.</summary>
    internal IReadOnlyList<Place> Places => _places;

    /// <summary>What each pair of places loses.</summary>
    internal UrbanLosses Losses { get; }

    /// <summary>Adds a place in the street, a few steps from another. Returns its index.</summary>
    internal int AddBeside(int index, double meters)
    {
        _places.Add(new Place(_places[index].XMeters + meters, _places[index].YMeters, StreetMeters));
        return _places.Count - 1;
    }

    private bool IsGood(int i, double mostLossDb)
    {
        bool hears = false;
        for (int j = 0; j < i; j++)
        {
            if (_places[j].DistanceTo(_places[i]) < LeastDistanceMeters)
            {
                return false;
            }

            hears |= Losses.LossDb(i, j) <= mostLossDb;
        }

        return hears;
    }
}
