namespace LoRaNode.Core.Relay;

/// <summary>
/// Share of the frames of good neighbours that are lost at this node: the frames that a node makes for its neighbours have consecutive
/// counters, so each gap shows how many were not heard.
/// </summary>
internal sealed class LinkLoss
{
    // A longer gap is that of a node that was out of reach or restarted.
    private const int LongestGap = 8;

    // Frames over which the mean goes.
    private const int MeanOf = 64;

    /// <summary>The share in thousandths; collisions count, so it is never quite nothing.</summary>
    public int PerMille { get; private set; }

    /// <summary>A frame that a neighbour made for its neighbours was heard; before it one with a counter of these low sixteen bits.</summary>
    public void Note(ushort before, uint counter)
    {
        int gap = (ushort)(counter - before);
        if (gap > 0 && gap <= LongestGap)
        {
            PerMille += (1_000 - PerMille) * (gap - 1) / MeanOf;
            PerMille -= PerMille / MeanOf;
        }
    }
}
