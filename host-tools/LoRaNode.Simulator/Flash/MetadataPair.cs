namespace LoRaNode.Simulator.Flash;

/// <summary>Two sectors of which the one with the newer revision tells the state of some files, and the other is erased next.</summary>
internal sealed class MetadataPair
{
    /// <summary>Sector that tells the state.</summary>
    public int Active { get; set; }

    /// <summary>Sector that the next compaction writes.</summary>
    public int Spare { get; set; }

    /// <summary>Revision of the active sector.</summary>
    public uint Revision { get; set; }

    /// <summary>Where the next commit goes in the active sector; a full sector forces a compaction.</summary>
    public int End { get; set; }

    /// <summary>Files of this pair, by name.</summary>
    public SortedDictionary<string, FlashFile> Files { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Reads a pair of sectors. Null when neither holds a valid commit.</summary>
    /// <param name="flash">The flash.</param>
    /// <param name="first">One sector.</param>
    /// <param name="second">The other sector.</param>
    /// <param name="next">The pair that follows.</param>
    public static MetadataPair? Read(NorFlash flash, int first, int second, out (int First, int Second) next)
    {
        var bytes = new byte[NorFlash.SectorBytes];
        flash.Read(first * NorFlash.SectorBytes, bytes);
        var hasFirst = MetadataLog.TryReplay(bytes, out var one);
        flash.Read(second * NorFlash.SectorBytes, bytes);
        var hasSecond = MetadataLog.TryReplay(bytes, out var two);
        next = default;
        if (!hasFirst && !hasSecond)
        {
            return null;
        }

        var secondIsNewer = hasSecond && (!hasFirst || (int)(two.Revision - one.Revision) > 0);
        var newer = secondIsNewer ? two : one;
        next = newer.Next;
        return new MetadataPair
        {
            Active = secondIsNewer ? second : first,
            Spare = secondIsNewer ? first : second,
            Revision = newer.Revision,
            End = newer.IsClean ? newer.End : NorFlash.SectorBytes,
            Files = newer.Files,
        };
    }
}
