using System.Buffers.Binary;
using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>Writes a tree of contexts as a model file (<see cref="ModelFormat"/>).</summary>
internal sealed class ModelWriter
{
    private const int RootsStart = ModelFormat.HeaderSize + (SymbolTrees.Count * ModelFormat.TreeSize);

    private readonly byte[] _bytes;
    private int _address = RootsStart;

    private ModelWriter(int size)
    {
        _bytes = new byte[size];
    }

    /// <summary>The size of a model file with these contexts, in bytes.</summary>
    internal static int SizeOf(ContextTree tree)
    {
        return RootsEnd(tree) + tree.Roots.Sum(root => root.Children.Sum(pair => Even(ModelLayout.Of(pair).Size)));
    }

    /// <summary>Writes a model.</summary>
    internal static byte[] Write(TextLanguage language, char[] alphabet, ContextTree tree, DecisionCounts counts)
    {
        CodeBook.Encode(tree);
        var writer = new ModelWriter(SizeOf(tree));
        writer.WriteHeader(language, alphabet, counts);
        int block = RootsEnd(tree);
        for (int i = 0; i < tree.Roots.Length; i++)
        {
            block = writer.WriteRoot(tree.Roots[i], counts.Trees.OfRoot[i], counts.Steering[i], block);
            writer.Put16At(ModelFormat.RootsAt + (2 * (i + 1)), writer._address);
        }

        writer._address = RootsEnd(tree);
        foreach (ContextNode pair in tree.Roots.SelectMany(root => root.Children))
        {
            writer.WriteBlock(ModelLayout.Of(pair));
        }

        return writer._bytes;
    }

    private static int RootsEnd(ContextTree tree)
    {
        return Even(RootsStart + tree.Roots.Sum(root => root.Children.Count > 0 ? ModelFormat.RootAddressesAt + (2 * (root.Children.Count + 1)) : ModelFormat.ShortRootSize));
    }

    private static int Even(int size)
    {
        return (size + 1) & ~1;
    }

    private void WriteHeader(TextLanguage language, char[] alphabet, DecisionCounts counts)
    {
        _bytes[0] = (byte)'L';
        _bytes[1] = (byte)'T';
        _bytes[ModelFormat.VersionAt] = TextLimits.ModelVersion;
        _bytes[ModelFormat.LanguageAt] = (byte)language;
        _bytes[ModelFormat.SymbolCountAt] = (byte)(alphabet.Length + TextAlphabet.FirstCharacter);
        _bytes[ModelFormat.DepthAt] = TrainingEvents.Depth;
        for (int i = 0; i < alphabet.Length; i++)
        {
            Put16At(ModelFormat.CharactersAt + (2 * (i + TextAlphabet.FirstCharacter)), alphabet[i]);
        }

        _bytes[ModelFormat.TreeCountAt] = SymbolTrees.Count;
        for (int i = 0; i < SymbolTrees.Count; i++)
        {
            counts.Trees.Codes[i].CopyTo(_bytes, ModelFormat.HeaderSize + (i * ModelFormat.TreeSize));
        }

        Put16At(ModelFormat.RootsAt, RootsStart);
    }

    /// <summary>Writes a root whose first block begins at an address. Returns the end of its last.</summary>
    private int WriteRoot(ContextNode root, int tree, int steering, int block)
    {
        for (int i = 0; i < root.Entries.Count; i++)
        {
            _bytes[_address + i] = (byte)root.Entries[i].Symbol;
        }

        _bytes[_address + ModelFormat.RootTreeAt] = (byte)tree;
        for (int i = 0; i < ModelFormat.TriedFollowers; i++)
        {
            _bytes[_address + ModelFormat.RootCodesAt + i] = (byte)(ProbabilityBooks.OfFollower(i) + root.Entries[i].Code);
        }

        Put16At(_address + ModelFormat.RootSteeringAt, steering);
        _address += ModelFormat.ShortRootSize;
        if (root.Children.Count == 0)
        {
            return block;
        }

        ulong symbols = root.Children.Aggregate(0UL, (bits, child) => bits | (1UL << child.Symbol));
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_address), symbols);
        _address += sizeof(ulong);
        foreach (ContextNode pair in root.Children)
        {
            Put16(block / 2);
            block += Even(ModelLayout.Of(pair).Size);
        }

        Put16(block / 2);
        return block;
    }

    private void WriteBlock(ModelLayout top)
    {
        int start = _address;
        int next = top.OwnSize;
        WriteNode(top, start, ref next);
        _address = Even(start + next);
    }

    /// <summary>Writes a node at the address, and the nodes below it from <paramref name="next"/> on, which becomes the end of the last.</summary>
    private void WriteNode(ModelLayout node, int block, ref int next)
    {
        int header = ModelLayout.HeaderSizeOf(node.Node);
        if (header > 0)
        {
            Put((ModelLayout.EntryBytes(node.Node) << 4) | Math.Min(node.Children.Length, ModelFormat.ManyChildren));
        }

        if (header > 1)
        {
            Put(node.Children.Length);
        }

        WriteEntries(node.Node);
        foreach (ModelLayout child in node.Children)
        {
            Put((child.Node.Symbol << 2) | (child.IsLeaf ? child.BodySize - 1 : ModelFormat.NodeKind));
        }

        List<(ModelLayout Node, int Offset)> below = [];
        foreach (ModelLayout child in node.Children)
        {
            if (child.IsLeaf)
            {
                WriteEntries(child.Node);
            }
            else
            {
                WritePlace(child, next);
                below.Add((child, next));
                next += child.OwnSize;
            }
        }

        foreach ((ModelLayout child, int offset) in below)
        {
            _address = block + offset;
            WriteNode(child, block, ref next);
        }
    }

    private void WritePlace(ModelLayout node, int offset)
    {
        if (offset >= ModelFormat.MaxBlockSize)
        {
            throw new InvalidOperationException("A context is too large for the format.");
        }

        int numbers = ModelLayout.HeaderSizeOf(node.Node) > 0
            ? 0
            : ModelLayout.EntryBytes(node.Node) | (node.Children.Length << ModelFormat.PlaceEntryBits);
        Put16(offset | (numbers << ModelFormat.OffsetBits));
    }

    private void WriteEntries(ContextNode node)
    {
        foreach (ContextEntry entry in node.Entries)
        {
            if (entry.Rank >= 0)
            {
                Put((entry.Rank << 4) | entry.Code);
            }
            else
            {
                Put(ModelFormat.LongEntry | entry.Code);
                Put(entry.Symbol);
            }
        }
    }

    private void Put(int value)
    {
        _bytes[_address++] = checked((byte)value);
    }

    private void Put16(int value)
    {
        Put16At(_address, value);
        _address += 2;
    }

    private void Put16At(int address, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(address), checked((ushort)value));
    }
}
