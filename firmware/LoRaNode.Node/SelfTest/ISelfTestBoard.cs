namespace LoRaNode.Node.SelfTest;

/// <summary>What the self-test asks of the board it runs on.</summary>
public interface ISelfTestBoard
{
    /// <summary>Monotonic milliseconds.</summary>
    long NowMs { get; }

    /// <summary>Bytes of the managed heap that are free, after tidying up; negative where that is not known.</summary>
    int FreeHeapBytes { get; }

    /// <summary>Prints a line; the implementation adds the end of line.</summary>
    void WriteLine(string line);
}
