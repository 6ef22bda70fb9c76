using System;

namespace LoRaNode.Core.Text;

/// <summary>
/// The nodes of a model for the contexts that a history ends with, from the latest symbol alone to the longest one known.
/// The lists of likely next symbols are searched from the longest context to the shortest.
/// </summary>
internal sealed class SymbolPath
{
    /// <summary>The longest context, symbols.</summary>
    internal const int MaxDepth = 10;

    private const int ContextSymbolBits = 6;

    // Of the two bytes at the start of a group, the numbers of leaves.
    private const int LeavesMask = 0x3FF;

    /// <summary>The number of nodes; node 1 is of the latest symbol alone.</summary>
    internal int Depth;

    /// <summary>The addresses of the nodes' entries.</summary>
    internal readonly int[] Entries = new int[MaxDepth + 1];

    /// <summary>The numbers of short entries times 16 plus the numbers of long ones.</summary>
    internal readonly int[] Counts = new int[MaxDepth + 1];

    /// <summary>The likeliest followers of the latest symbol, then their code book indices.</summary>
    internal readonly byte[] Followers = new byte[ModelFormat.RootNodeSize];

    /// <summary>Finds the nodes for a history. Bounded by the depth whatever is in the model.</summary>
    internal void Find(TextModel model, SymbolHistory history)
    {
        ModelCache cache = model.Cache;
        int language = model.Language;
        byte[] bytes = cache.Bytes;
        short[] tags = cache.Tags;
        int languageTag = language << ModelCache.LanguageShift;
        byte[] ring = history.Ring;
        int at = history.Latest;

        int symbol = ring[at];
        int address = ModelFormat.RootsAt + (symbol * ModelFormat.RootNodeSize);
        int line = address >> ModelCache.LineShift;
        if (tags[line & (ModelCache.Lines - 1)] != (languageTag | line))
        {
            cache.Fetch(language, line);
        }

        Array.Copy(bytes, address & ModelCache.Mask, Followers, 0, ModelFormat.RootNodeSize);
        at = (at - 1) & (SymbolHistory.Depth - 1);
        int older = ring[at];
        Depth = 1;
        if (symbol >= ModelFormat.MaxContextSymbols || older >= ModelFormat.MaxContextSymbols)
        {
            return;
        }

        address = ModelFormat.PairsAt + (((symbol << ContextSymbolBits) | older) << 1);
        line = address >> ModelCache.LineShift;
        if (tags[line & (ModelCache.Lines - 1)] != (languageTag | line))
        {
            cache.Fetch(language, line);
        }

        int index = address & ModelCache.Mask;
        address = (bytes[index] | (bytes[index + 1] << 8)) << 1;
        if (address == 0)
        {
            return;
        }

        int[] entries = Entries;
        int[] counts = Counts;
        int depth = 1;
        int maxDepth = model.MaxDepth;
        while (true)
        {
            line = address >> ModelCache.LineShift;
            if (tags[line & (ModelCache.Lines - 1)] != (languageTag | line))
            {
                cache.Fetch(language, line);
            }

            int loaded = (line + 1) << ModelCache.LineShift;
            int count = bytes[address & ModelCache.Mask];
            address++;
            depth++;
            entries[depth] = address;
            counts[depth] = count;
            if (depth >= maxDepth)
            {
                break;
            }

            int group = address + (count >> 4) + ((count & 15) << 1);
            at = (at - 1) & (SymbolHistory.Depth - 1);
            int head = ring[at] << 2;
            if (loaded < group + 2)
            {
                cache.Load(language, group);
                loaded = cache.Load(language, group + 1);
            }

            int low = (group & ModelCache.Mask) + 2;
            int high = low + (bytes[low - 2] >> 2);
            address = group + 2 + (3 * (high - low));
            while (loaded < address)
            {
                loaded = cache.Load(language, loaded);
            }

            // A binary search down to a few, then one after the other: both are cheapest where they are used.
            int first = low;
            int end = high;
            while (high - low > 4)
            {
                int middle = (low + high) >> 1;
                if (bytes[middle] <= head)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            while (low < high && bytes[low] < head)
            {
                low++;
            }

            if (low == high || bytes[low] != head)
            {
                depth = FindLeaf(cache, language, group, address, loaded, head, depth);
                break;
            }

            index = end + ((low - first) << 1);
            address = (bytes[index] | (bytes[index + 1] << 8)) << 1;
        }

        Depth = depth;
    }

    /// <summary>Looks for a leaf among those of a group, whose heads begin at an address. Returns the depth reached.</summary>
    private int FindLeaf(ModelCache cache, int language, int group, int address, int loaded, int head, int depth)
    {
        byte[] bytes = cache.Bytes;
        int index = group & ModelCache.Mask;
        int packed = (bytes[index] << 8) | bytes[index + 1];
        if ((packed & LeavesMask) == 0)
        {
            return depth;
        }

        int low = address & ModelCache.Mask;
        int smallEnd = low + (packed & 63);
        int end = smallEnd + ((packed >> 6) & 15);
        int records = address + (end - low);
        if (loaded < records)
        {
            cache.Load(language, loaded);
        }

        // Small leaves have their number of entries in the low two bits.
        while (low < smallEnd)
        {
            int member = bytes[low];
            if (member >= head)
            {
                if (member < head + 4)
                {
                    depth++;
                    Entries[depth] = records;
                    Counts[depth] = (member - head + 1) << 4;
                    return depth;
                }

                break;
            }

            records += (member & 3) + 1;
            low++;
        }

        index = smallEnd;
        while (index < end && bytes[index] < head)
        {
            index++;
        }

        if (index == end || bytes[index] != head)
        {
            return depth;
        }

        while (low < smallEnd)
        {
            records += (bytes[low] & 3) + 1;
            low++;
        }

        depth++;
        FindLarge(cache, language, records, index - smallEnd, depth);
        return depth;
    }

    /// <summary>Goes to a large leaf, past those before it.</summary>
    private void FindLarge(ModelCache cache, int language, int address, int skipped, int depth)
    {
        byte[] bytes = cache.Bytes;
        while (true)
        {
            cache.Load(language, address);
            int counts = bytes[address & ModelCache.Mask];
            address++;
            if (skipped == 0)
            {
                Entries[depth] = address;
                Counts[depth] = counts;
                return;
            }

            skipped--;
            address += (counts >> 4) + ((counts & 15) << 1);
        }
    }
}
