using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.City;

/// <summary>Places for boxes in a made-up district, as volunteers find them: some on roofs, more on balconies and at street level.</summary>
public static class District
{
    // Ground for each node in square metres: 30 nodes on 3.5 km by 3.5 km have about eleven neighbours each at SF9 and 250 kHz.
    private const double AreaPerNode = 3_500.0 * 3_500.0 / 30;

    // Two boxes nearer than this would be in one building: nobody puts them there on purpose.
    private const double LeastDistanceMeters = 60;

    private const double RoofMeters = 25;
    private const double StreetMeters = 1.5;

    /// <summary>Chooses the places. The same arguments give the same places.</summary>
    /// <param name="nodes">Number of places.</param>
    /// <param name="random">Where chance comes from.</param>
    public static Place[] Choose(int nodes, Random random)
    {
        double side = Math.Sqrt(nodes * AreaPerNode);
        var places = new Place[nodes];
        for (int i = 0; i < nodes; i++)
        {
            // Two of five on roofs.
            double height = i % 5 < 2 ? RoofMeters : StreetMeters;
            do
            {
                places[i] = new Place(random.NextDouble() * side, random.NextDouble() * side, height);
            }
            while (IsTooNear(places, i));
        }

        return places;
    }

    private static bool IsTooNear(Place[] places, int i)
    {
        for (int j = 0; j < i; j++)
        {
            if (places[j].DistanceTo(places[i]) < LeastDistanceMeters)
            {
                return true;
            }
        }

        return false;
    }
}
