namespace LoRaNode.InstructionCount;

/// <summary>Which basic blocks rewritten assemblies have run through since the map was cleared. For one thread at a time.</summary>
public static class CoverageMap
{
    /// <summary>Most blocks of all rewritten assemblies together; what is beyond shares the last mark.</summary>
    public const int Capacity = 1 << 16;

#pragma warning disable CA2211, CA1051 // Rewritten code marks the array itself.
    /// <summary>One byte for each block: 1 when it was run through.</summary>
    public static readonly byte[] Blocks = new byte[Capacity];
#pragma warning restore CA2211, CA1051

    private static readonly byte[] Seen = new byte[Capacity];
    private static int _count;

    /// <summary>Blocks in the rewritten assemblies.</summary>
    public static int Count => _count;

    /// <summary>Blocks ever seen by <see cref="TakeNew"/>.</summary>
    public static int SeenCount => Seen.AsSpan(0, Math.Max(_count, 1)).Count((byte)1);

    /// <summary>True when a block is marked that never was before. Clears the marks.</summary>
    public static bool TakeNew()
    {
        bool any = false;
        Span<byte> blocks = Blocks.AsSpan(0, _count);
        Span<byte> seen = Seen.AsSpan(0, _count);
        for (int at = blocks.IndexOf((byte)1); at >= 0;)
        {
            if (seen[at] == 0)
            {
                seen[at] = 1;
                any = true;
            }

            int next = blocks[(at + 1)..].IndexOf((byte)1);
            at = next < 0 ? -1 : at + 1 + next;
        }

        blocks.Clear();
        return any;
    }

    internal static int NewBlock() => _count < Capacity ? _count++ : Capacity - 1;
}
