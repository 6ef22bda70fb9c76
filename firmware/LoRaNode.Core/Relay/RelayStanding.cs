namespace LoRaNode.Core.Relay;

/// <summary>
/// How a node stands as a relay, four bits on the air: whether it belongs to the backbone (bit 3), and a class for the number of
/// its good links (bits 0 to 2). The higher number comes first; among equals a lot decides.
/// </summary>
internal static class RelayStanding
{
    /// <summary>Set when the node belongs to the backbone.</summary>
    public const int Backbone = 8;

    // Lower edges of the classes 1 to 7 in 1/64: a quarter of a doubling each, around the mean of one.
    private static readonly byte[] Edges = new byte[] { 54, 64, 76, 91, 108, 128, 152 };

    /// <summary>Class of a node of so much worth, in 1/64.</summary>
    public static int ClassOf(int worth)
    {
        int grade = 0;
        while (grade < Edges.Length && worth >= Edges[grade])
        {
            grade++;
        }

        return grade;
    }
}
