namespace LoRaNode.Simulator.Flash;

/// <summary>What the metadata tell of one file: its content when it is short, else its blocks.</summary>
/// <param name="Inline">Content, or null when it is in blocks.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Blocks">Sectors of the content in order; empty when it is inline.</param>
internal sealed record FlashFile(byte[]? Inline, int Size, IReadOnlyList<int> Blocks)
{
    /// <summary>A file without content.</summary>
    public static readonly FlashFile Empty = new([], 0, []);
}
