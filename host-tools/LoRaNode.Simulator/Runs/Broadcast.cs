namespace LoRaNode.Simulator.Runs;

/// <summary>One broadcast of a run and whom it reached.</summary>
/// <param name="source">Index of the origin.</param>
/// <param name="sentUs">When it was given to the origin.</param>
/// <param name="nodes">Number of nodes.</param>
public sealed class Broadcast(int source, long sentUs, int nodes)
{
    /// <summary>Index of the origin.</summary>
    public int Source { get; } = source;

    /// <summary>When it was given to the origin, in microseconds.</summary>
    public long SentUs { get; } = sentUs;

    /// <summary>The item's number at its origin.</summary>
    public uint Counter { get; set; }

    /// <summary>Handle at the origin.</summary>
    public int Handle { get; set; } = -1;

    /// <summary>Delay of the first delivery to each node in microseconds; -1 for none.</summary>
    public long[] DelayUs { get; } = Enumerable.Repeat(-1L, nodes).ToArray();

    /// <summary>Nodes that were on when it was sent; null where nobody asks.</summary>
    public bool[]? WereOn { get; set; }

    /// <summary>Number of nodes that the origin was told have it; 0 when it was not told.</summary>
    public int ReportedReach { get; set; }
}
