using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// How a context lies in a block of the model file (<see cref="ModelFormat"/>): which of the longer ones are items and which are small leaves,
/// and where the items are.
/// </summary>
internal sealed class ModelLayout
{
    private ModelLayout(ContextNode node)
    {
        Node = node;
        Items = [.. node.Children.Where(IsItem).OrderBy(child => child.Symbol).Select(child => new ModelLayout(child))];
        Small = [.. node.Children.Where(child => !IsItem(child)).OrderBy(child => child.Symbol)];

        // The small ones first, so that more offsets fit a byte.
        ModelLayout[] bySize = [.. Items.OrderBy(item => item.Size)];
        int own = HeaderSizeOf(Items.Length, Small.Length) + (2 * Items.Length) + EntryBytes(node) + Small.Sum(leaf => 1 + EntryBytes(leaf));
        OffsetWidth = bySize.Length == 0 || own + bySize.Sum(item => item.Size) - bySize[^1].Size <= byte.MaxValue ? 1 : 2;
        Size = own + ((OffsetWidth - 1) * Items.Length);
        foreach (ModelLayout item in bySize)
        {
            item.Offset = Size;
            Size += item.Size;
        }
    }

    internal ContextNode Node { get; }

    /// <summary>The longer contexts that are items, by symbol.</summary>
    internal ModelLayout[] Items { get; }

    /// <summary>The longer contexts that are small leaves, by symbol.</summary>
    internal ContextNode[] Small { get; }

    /// <summary>The bytes of an item's offsets.</summary>
    internal int OffsetWidth { get; }

    /// <summary>The size with all items below, bytes.</summary>
    internal int Size { get; }

    /// <summary>Where it begins, from the start of the item above.</summary>
    internal int Offset { get; private set; }

    /// <summary>The layout of the block of a context of two symbols.</summary>
    internal static ModelLayout Of(ContextNode node) => new(node);

    /// <summary>What a node takes beside its entries, in bytes.</summary>
    internal static double FixedSizeOf(ContextNode node)
    {
        if (!IsItem(node))
        {
            return 1;
        }

        // The address of a block with its alignment, or an offset, which takes one byte or two.
        int items = node.Children.Count(IsItem);
        return 1 + (node.Depth == 2 ? 2.5 : 1.2) + HeaderSizeOf(items, node.Children.Count - items);
    }

    /// <summary>Drops the rarest of what does not fit the format: entries, and longer contexts.</summary>
    internal static void Trim(ContextNode node)
    {
        if (node.Depth == 1)
        {
            return;
        }

        while (EntryBytes(node) > ModelFormat.MaxEntryBytes)
        {
            node.Entries.RemoveAt(node.Entries.Count - 1);
        }

        foreach (ContextNode child in node.Children.OrderByDescending(child => child.Count).Skip(ModelFormat.MaxItems).ToList())
        {
            node.Children.Remove(child);
        }
    }

    /// <summary>Drops the rarest longer contexts of a block that is too large.</summary>
    internal static void TrimBlock(ContextNode node)
    {
        while (Of(node).Size > ModelFormat.MaxBlockSize)
        {
            node.Children.Remove(node.Children.MinBy(child => child.Count)!);
        }
    }

    /// <summary>The bytes of a node's entries.</summary>
    internal static int EntryBytes(ContextNode node)
    {
        return node.Entries.Sum(entry => entry.Size);
    }

    private static bool IsItem(ContextNode node)
    {
        return node.Depth == 2 || node.Children.Count > 0 || EntryBytes(node) > ModelFormat.MaxSmallBytes || node.Entries.Count == 0;
    }

    /// <summary>The size of the numbers at the start of an item.</summary>
    private static int HeaderSizeOf(int items, int small)
    {
        return 1 + (items > 0 ? 1 : 0) + (small >= ModelFormat.ManySmall ? 1 : 0);
    }
}
