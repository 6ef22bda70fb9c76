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

    // Low byte of the counter of the last frame that was heard from each entry.
    private readonly byte[] _last;

    public LinkLoss(int capacity)
    {
        _last = new byte[capacity];
    }

    /// <summary>The share in thousandths; activity of neighbours that collides counts, so it is never quite nothing.</summary>
    public int PerMille { get; private set; }

    /// <summary>A frame that an entry made for its neighbours was heard.</summary>
    public void Note(int entry, uint counter)
    {
        int gap = (byte)(counter - _last[entry]);
        _last[entry] = (byte)counter;
        if (gap > 0 && gap <= LongestGap)
        {
            PerMille += (1_000 - PerMille) * (gap - 1) / MeanOf;
            PerMille -= PerMille / MeanOf;
        }
    }
}
