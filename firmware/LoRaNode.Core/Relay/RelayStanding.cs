namespace LoRaNode.Core.Relay;

/// <summary>
/// How a node stands as a relay, four bits on the air: whether it belongs to the backbone (bit 3), and a class for the number of
/// its good links (bits 0 to 2). The higher number comes first; among equals a lot decides.
/// </summary>
internal static class RelayStanding
{
    /// <summary>Set when the node belongs to the backbone.</summary>
    public const int Backbone = 8;

    // Lower edges of the classes 1 to 7: steps of about a half.
    private static readonly byte[] Edges = new byte[] { 3, 5, 9, 14, 20, 28, 40 };

    /// <summary>Class of a node with so many good links.</summary>
    public static int ClassOf(int goodLinks)
    {
        int grade = 0;
        while (grade < Edges.Length && goodLinks >= Edges[grade])
        {
            grade++;
        }

        return grade;
    }
}
