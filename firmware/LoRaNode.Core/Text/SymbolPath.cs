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
        int root = symbol < ModelFormat.MaxContextSymbols ? symbol : ModelFormat.MaxContextSymbols;
        int address = ModelFormat.RootsAt + (root * ModelFormat.RootNodeSize);
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

        address = ModelFormat.PairsAt + (((symbol * ModelFormat.MaxContextSymbols) + older) << 1);
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
            if (loaded < address + ModelFormat.LongHeader)
            {
                loaded = cache.Load(language, loaded);
            }

            index = address & ModelCache.Mask;
            int count = bytes[index];
            int small = bytes[index + 1];
            int parents;
            int large;
            if (count < ModelFormat.LongHeaderMark)
            {
                address += ModelFormat.ShortHeader;
                parents = small >> 4;
                small &= 15;
                large = count & 3;
                count = (count & 0xF0) | ((count >> 2) & 3);
            }
            else
            {
                address += ModelFormat.LongHeader;
                count = (small & 0xF0) | (count & 15);
                large = small & 15;
                parents = bytes[index + 2] & ModelFormat.MaxMembers;
                small = bytes[index + 3] & ModelFormat.MaxMembers;
            }

            depth++;
            entries[depth] = address;
            counts[depth] = count;
            if (depth >= maxDepth)
            {
                break;
            }

            address += (count >> 4) + ((count & 15) << 1);
            at = (at - 1) & (SymbolHistory.Depth - 1);
            int head = ring[at] << 2;
            int low = address & ModelCache.Mask;
            address += 3 * parents;
            while (loaded < address)
            {
                loaded = cache.Load(language, loaded);
            }

            // A binary search down to a few, then one after the other: both are cheapest where they are used. The low two
            // bits of a head are the high ones of its address.
            int first = low;
            int end = low + parents;
            int high = end;
            int lastOfHead = head + 3;
            while (high - low > 4)
            {
                int middle = (low + high) >> 1;
                if (bytes[middle] <= lastOfHead)
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

            if (low == high || bytes[low] > lastOfHead)
            {
                if (small + large != 0)
                {
                    depth = FindLeaf(cache, language, small, large, address, loaded, head, depth);
                }

                break;
            }

            index = end + ((low - first) << 1);
            address = bytes[index] | (bytes[index + 1] << 8) | ((bytes[low] & 3) << 16);
        }

        Depth = depth;
    }

    /// <summary>Looks for a leaf among those of a group, whose heads begin at an address. Returns the depth reached.</summary>
    private int FindLeaf(ModelCache cache, int language, int small, int large, int address, int loaded, int head, int depth)
    {
        byte[] bytes = cache.Bytes;
        int low = address & ModelCache.Mask;
        int smallEnd = low + small;
        int end = smallEnd + large;
        int records = address + (end - low);
        while (loaded < records)
        {
            loaded = cache.Load(language, loaded);
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

        int index = smallEnd;
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
