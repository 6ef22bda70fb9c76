namespace LoRaNode.Simulator.City;

/// <summary>Where a node stands.</summary>
/// <param name="XMeters">East, in metres.</param>
/// <param name="YMeters">North, in metres.</param>
/// <param name="IsOnRoof">True on a roof, false on a balcony or in the street.</param>
public readonly record struct Site(double XMeters, double YMeters, bool IsOnRoof)
{
    /// <summary>Distance in metres.</summary>
    public double DistanceTo(Site other) =>
        Math.Sqrt(Math.Pow(XMeters - other.XMeters, 2) + Math.Pow(YMeters - other.YMeters, 2));
}
