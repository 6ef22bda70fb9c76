namespace LoRaNode.VirtualRadio.Places;

/// <summary>Where a station stands.</summary>
/// <param name="XMeters">East, in metres.</param>
/// <param name="YMeters">North, in metres.</param>
/// <param name="HeightMeters">Height of the antenna above ground, in metres.</param>
public readonly record struct Place(double XMeters, double YMeters, double HeightMeters)
{
    /// <summary>Antennas at least this high count as rooftop, lower ones as street level.</summary>
    public const double RooftopMeters = 10;

    /// <summary>True for a rooftop antenna.</summary>
    public bool IsRooftop => HeightMeters >= RooftopMeters;

    /// <summary>Distance in metres, heights included.</summary>
    public double DistanceTo(in Place other)
    {
        double x = XMeters - other.XMeters;
        double y = YMeters - other.YMeters;
        double z = HeightMeters - other.HeightMeters;
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}
