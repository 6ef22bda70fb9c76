namespace LoRaNode.Node.SelfTest;

/// <summary>What a board can tell of itself beside its radio and its battery.</summary>
public interface IBoardMeters
{
    /// <summary>Monotonic milliseconds.</summary>
    long NowMs { get; }

    /// <summary>Bytes of the managed heap that are free, after tidying up; negative where that is not known.</summary>
    int FreeHeapBytes { get; }
}
