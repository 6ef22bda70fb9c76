namespace LoRaNode.Core.Text;

/// <summary>
/// The nodes of a model for the contexts that a history ends with, from the latest symbol alone to the longest one known.
/// The lists of likely next symbols are searched from the longest context to the shortest.
/// </summary>
internal sealed class SymbolPath
{
    /// <summary>The longest context, symbols.</summary>
    internal const int MaxDepth = 10;

    /// <summary>The number of nodes; node 1 is the root.</summary>
    internal int Depth;

    /// <summary>Where in the block the nodes' entries are, times 16, plus how many bytes they have.</summary>
    internal readonly int[] Entries = new int[MaxDepth + 1];

    // Down to so many heads a binary search is cheapest, then looking at one after the other.
    private const int FewHeads = 12;

    /// <summary>
    /// Finds the nodes for a history whose latest symbol is at an index of its ring: two reads of the store. Bounded by the depth
    /// whatever is in the model.
    /// </summary>
    internal void Find(TextModel model, byte[] ring, int at)
    {
        ITextModelStore store = model.Store;
        TextLanguage language = model.Language;
        ModelSlices slices = model.Slices;
        byte[] bytes = slices.Root;
        ushort[] roots = model.Roots;
        int symbol = ring[at];
        int start = roots[symbol];
        store.Read(language, start, bytes, 0, roots[symbol + 1] - start);
        int items = bytes[ModelFormat.RootBlocksAt];
        int low = ModelFormat.RootBlocksAt + 1;
        int high = low + items;
        at = (at - 1) & SymbolHistory.Mask;

        // The low two bits of a head are no part of the symbol.
        int head = ring[at] << 2;
        while (high - low > FewHeads)
        {
            int middle = (low + high) >> 1;
            if (bytes[middle] < head)
            {
                low = middle;
            }
            else
            {
                high = middle + 1;
            }
        }

        while (low < high && bytes[low] < head)
        {
            low++;
        }

        int found;
        if (low == high || (found = bytes[low] - head) > 3)
        {
            Depth = 1;
            return;
        }

        low += low + items - ModelFormat.RootBlocksAt - 1;
        start = bytes[low] | (bytes[low + 1] << 8);
        int length = (bytes[low + 2] | (bytes[low + 3] << 8)) - start;
        bytes = slices.Block;
        store.Read(language, start << 1, bytes, 0, length << 1);
        start = 0;
        int depth = 1;
        int[] entries = Entries;
        while (true)
        {
            int counts = bytes[start];
            int first = start + 1;
            items = 0;
            int width = 0;
            if ((found & ModelFormat.HasItems) != 0)
            {
                items = bytes[first];
                first++;
                width = items < ModelFormat.WideOffsets ? 1 : 2;
                items &= ModelFormat.MaxItems;
            }

            int small = counts & 15;
            if (small == ModelFormat.ManySmall)
            {
                small = bytes[first] & ModelFormat.MaxItems;
                first++;
            }

            depth++;
            low = first;
            high = first + items;
            first = high + (items * width);
            entries[depth] = (first << 4) | (counts >> 4);
            if (depth == MaxDepth)
            {
                break;
            }

            at = (at - 1) & SymbolHistory.Mask;
            head = ring[at] << 2;
            while (low < high && bytes[low] < head)
            {
                low++;
            }

            if (low < high && (found = bytes[low] - head) < 4)
            {
                // An item: its offset comes after all heads.
                if (width == 1)
                {
                    start += bytes[low + items];
                }
                else
                {
                    low += low + items + items - high;
                    start += bytes[low] | (bytes[low + 1] << 8);
                }

                start &= ModelSlices.BlockMask;
                continue;
            }

            // A small leaf? Heads have the bytes of their entries, less one, in the low two bits.
            first += counts >> 4;
            low = first;
            high = first + small;
            while (low < high && bytes[low] < head)
            {
                low++;
            }

            if (low < high && (found = bytes[low] - head) < 4)
            {
                while (low > first)
                {
                    low--;
                    high += (bytes[low] & 3) + 1;
                }

                depth++;
                entries[depth] = (high << 4) | (found + 1);
            }

            break;
        }

        Depth = depth;
    }
}
