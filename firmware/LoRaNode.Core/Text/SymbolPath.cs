using System;

namespace LoRaNode.Core.Text;

/// <summary>
/// The nodes of a model for the contexts that a history ends with, from the latest symbol alone to the longest one known.
/// The lists of likely next symbols are searched from the longest context to the shortest.
/// </summary>
internal sealed class SymbolPath
{
    /// <summary>The longest context, symbols.</summary>
    internal const int MaxDepth = 6;

    /// <summary>The number of nodes; node 1 is the root.</summary>
    internal int Depth;

    /// <summary>Where in the block the nodes' entries are, times 16, plus how many bytes they have.</summary>
    internal readonly int[] Entries = new int[MaxDepth + 1];

    private bool _hasBlocks;

    // So many heads are passed at once where the last of them is too low.
    private const int Stride = 4;

    // Eight heads at once: their kinds, and the factor that adds up eight bytes in the highest.
    private const int Lanes = 8;
    private const ulong Kinds = 0x0303030303030303;
    private const ulong Ones = 0x0101010101010101;

    // To count bits: two by two, four by four, eight by eight.
    private const ulong Pairs = 0x5555555555555555;
    private const ulong Fours = 0x3333333333333333;
    private const ulong Eights = 0x0F0F0F0F0F0F0F0F;

    /// <summary>Reads the root of a symbol of the history.</summary>
    internal void ReadRoot(TextModel model, int symbol)
    {
        ushort[] roots = model.Roots;
        int start = roots[symbol];
        int length = roots[symbol + 1] - start;
        _hasBlocks = length > ModelFormat.ShortRootSize;
        model.Store.Read(model.Language, start, model.Slices.Root, 0, length);
    }

    /// <summary>
    /// Finds the nodes for a history whose latest symbol, the one of the root that was read last, is at an index of its ring. Bounded by
    /// the depth whatever is in the model.
    /// </summary>
    internal void Find(TextModel model, byte[] ring, int at)
    {
        Depth = 1;
        at = (at - 1) & SymbolHistory.Mask;
        int symbol = ring[at];
        if (!_hasBlocks || symbol >= ModelFormat.MaxContextSymbols)
        {
            return;
        }

        byte[] bytes = model.Slices.Root;
        ulong blocks = BitConverter.ToUInt64(bytes, ModelFormat.ShortRootSize);
        if (((blocks >> symbol) & 1) == 0)
        {
            return;
        }

        // As many addresses come before its own as bits before its own are set.
        blocks &= (1UL << symbol) - 1;
        blocks -= (blocks >> 1) & Pairs;
        blocks = (blocks & Fours) + ((blocks >> 2) & Fours);
        blocks = (blocks + (blocks >> 4)) & Eights;
        uint addresses = BitConverter.ToUInt32(bytes, ModelFormat.RootAddressesAt + (int)((blocks * Ones) >> 56 << 1));
        int start = (int)(addresses & 0xFFFF);
        int length = (int)(addresses >> 16) - start;
        bytes = model.Slices.Block;
        model.Store.Read(model.Language, start << 1, bytes, 0, length << 1);
        int place = 0;
        int depth = 1;
        int[] entries = Entries;
        while (true)
        {
            start = place & ModelSlices.BlockMask;
            length = (place >> ModelFormat.OffsetBits) & ModelFormat.PlaceEntryBytes;
            int children = place >> (ModelFormat.OffsetBits + ModelFormat.PlaceEntryBits);
            if (children == 0)
            {
                children = bytes[start];
                start++;
                length = children >> 4;
                children &= ModelFormat.ManyChildren;
                if (children == ModelFormat.ManyChildren)
                {
                    children = bytes[start] & ModelFormat.MaxChildren;
                    start++;
                }
            }

            depth++;
            entries[depth] = (start << 4) | length;
            if (depth == MaxDepth)
            {
                break;
            }

            // The low two bits of a head are no part of the symbol.
            at = (at - 1) & SymbolHistory.Mask;
            int head = ring[at] << 2;
            start += length;
            int low = start;
            int high = start + children;
            length = high - Stride;
            while (low <= length && bytes[low + Stride - 1] < head)
            {
                low += Stride;
            }

            while (low < high && bytes[low] < head)
            {
                low++;
            }

            int kind;
            if (low >= high || (kind = bytes[low] - head) > ModelFormat.NodeKind)
            {
                break;
            }

            // Its body comes after those of all heads before it, which have a byte more than their kind, and nodes have two.
            high += low - start;
            while (start < low)
            {
                ulong kinds = BitConverter.ToUInt64(bytes, start) & Kinds;
                if (low - start < Lanes)
                {
                    kinds &= (1UL << ((low - start) << 3)) - 1;
                }

                kinds -= (kinds & (kinds >> 1) & Ones) << 1;
                high += (int)((kinds * Ones) >> 56);
                start += Lanes;
            }

            if (kind < ModelFormat.NodeKind)
            {
                depth++;
                entries[depth] = (high << 4) | (kind + 1);
                break;
            }

            place = BitConverter.ToUInt16(bytes, high);
        }

        Depth = depth;
    }
}
