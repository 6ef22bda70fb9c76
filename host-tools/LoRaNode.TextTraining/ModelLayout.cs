using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>How a context lies in a block of the model file (<see cref="ModelFormat"/>): which of the longer ones are nodes of their own, and where.</summary>
internal sealed class ModelLayout
{
    private ModelLayout(ContextNode node)
    {
        Node = node;
        Children = [.. node.Children.OrderBy(child => child.Symbol).Select(child => new ModelLayout(child))];
        OwnSize = HeaderSizeOf(node) + EntryBytes(node) + Children.Sum(child => 1 + child.BodySize);
        Size = OwnSize + Children.Where(child => !child.IsLeaf).Sum(child => child.Size);
    }

    internal ContextNode Node { get; }

    /// <summary>The longer contexts, by symbol.</summary>
    internal ModelLayout[] Children { get; }

    /// <summary>Whether the body of its head has all that there is of it.</summary>
    internal bool IsLeaf => IsLeafNode(Node);

    /// <summary>The size of the body of its head, bytes.</summary>
    internal int BodySize => IsLeaf ? EntryBytes(Node) : ModelFormat.PlaceSize;

    /// <summary>The size with all heads and bodies, bytes.</summary>
    internal int OwnSize { get; }

    /// <summary>The size with all nodes below, bytes.</summary>
    internal int Size { get; }

    /// <summary>The layout of the block of a context of two symbols.</summary>
    internal static ModelLayout Of(ContextNode node) => new(node);

    /// <summary>What a node has before its entries, bytes: nothing when its place says all.</summary>
    internal static int HeaderSizeOf(ContextNode node)
    {
        bool isShort = node.Depth > 2 && node.Children.Count is > 0 and <= ModelFormat.PlaceChildren && EntryBytes(node) <= ModelFormat.PlaceEntryBytes;
        return isShort ? 0 : node.Children.Count < ModelFormat.ManyChildren ? 1 : 2;
    }

    /// <summary>What a node takes beside its entries, in bytes.</summary>
    internal static double FixedSizeOf(ContextNode node)
    {
        // A head and a place, or the address of a block with its alignment.
        return IsLeafNode(node) ? 1 : HeaderSizeOf(node) + ModelFormat.PlaceSize + (node.Depth == 2 ? 0.5 : 1);
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

        foreach (ContextNode child in node.Children.OrderByDescending(child => child.Count).Skip(ModelFormat.MaxChildren).ToList())
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

    private static bool IsLeafNode(ContextNode node)
    {
        return node.Depth > 2 && node.Children.Count == 0 && EntryBytes(node) is > 0 and <= ModelFormat.NodeKind;
    }
}
