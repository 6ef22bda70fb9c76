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

    /// <summary>The likeliest followers of the latest symbol, then their probabilities.</summary>
    internal readonly byte[] Followers = new byte[ModelFormat.RootNodeSize];

    /// <summary>Finds the nodes for a history. Bounded by the size of the model whatever is in it.</summary>
    internal void Find(TextModel model, SymbolHistory history)
    {
        ModelCache cache = model.Cache;
        int language = model.Language;
        byte[] bytes = cache.Bytes;
        byte[] ring = history.Ring;
        int at = history.Latest;
        int limit = model.Size - ModelFormat.TailSize;
        int address = model.Roots[ring[at]] << 1;
        int loaded = cache.Load(language, address);
        while (loaded < address + ModelFormat.RootNodeSize + 2)
        {
            loaded = cache.Load(language, loaded);
        }

        Array.Copy(bytes, address & ModelCache.Mask, Followers, 0, ModelFormat.RootNodeSize);
        int group = address + ModelFormat.RootNodeSize;
        int depth = 1;
        int maxDepth = model.MaxDepth;
        while (depth < maxDepth)
        {
            at = (at - 1) & (SymbolHistory.Depth - 1);
            int symbol = ring[at];
            if (symbol >= ModelFormat.MaxContextSymbols)
            {
                break;
            }

            loaded = cache.Load(language, group);
            if (loaded < group + 2)
            {
                loaded = cache.Load(language, loaded);
            }

            int index = group & ModelCache.Mask;
            int parents = bytes[index];
            int members = parents + bytes[index + 1];
            address = group + 2;
            group = 0;
            int found = -1;
            for (int i = 0; i < members; i++)
            {
                while (loaded < address + ModelFormat.MaxMemberSize)
                {
                    loaded = cache.Load(language, loaded);
                }

                index = address & ModelCache.Mask;
                int head = bytes[index];
                int counts = head & 3;
                address++;
                if (counts == 3)
                {
                    counts = bytes[index + 1];
                    address++;
                }
                else
                {
                    counts = (counts + 1) << 4;
                }

                if (head >> 2 == symbol)
                {
                    found = counts;
                    if (i < parents)
                    {
                        index = address & ModelCache.Mask;
                        group = (bytes[index] | (bytes[index + 1] << 8)) << 1;
                        address += 2;
                    }

                    break;
                }

                address += (counts >> 4) + ((counts & 15) << 1);
                if (i < parents)
                {
                    address += 2;
                }

                if (address > limit)
                {
                    break;
                }
            }

            if (found < 0)
            {
                break;
            }

            depth++;
            Entries[depth] = address;
            Counts[depth] = found;
            if (group == 0 || group > limit)
            {
                break;
            }
        }

        Depth = depth;
    }
}
