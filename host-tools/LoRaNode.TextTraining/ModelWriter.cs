using System.Buffers.Binary;
using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>Writes a tree of contexts as a model file (<see cref="ModelFormat"/>).</summary>
internal sealed class ModelWriter
{
    private readonly byte[] _bytes;
    private int _address = ModelFormat.HeaderSize;

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
            block = writer.WriteRoot(tree.Roots[i], block);
            writer.Put16At(ModelFormat.RootsAt + (2 * (i + 1)), writer._address);
        }

        writer._address = RootsEnd(tree);
        foreach (ContextNode pair in tree.Roots.SelectMany(root => root.Children))
        {
            writer.WriteItem(ModelLayout.Of(pair));
            writer._address = Even(writer._address);
        }

        return writer._bytes;
    }

    private static int RootsEnd(ContextTree tree)
    {
        return Even(ModelFormat.HeaderSize + tree.Roots.Sum(root => ModelFormat.RootBlocksAt + 3 + (3 * root.Children.Count)));
    }

    private static int Even(int size)
    {
        return (size + 1) & ~1;
    }

    private static int HeadOf(ModelLayout item)
    {
        return (item.Node.Symbol << 2) | (item.Items.Length > 0 ? ModelFormat.HasItems : 0);
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

        ushort[] tree = counts.Tree();
        for (int i = 0; i < tree.Length; i++)
        {
            Put16At(ModelFormat.TreeAt + (2 * i), tree[i]);
        }

        Put16At(ModelFormat.RootsAt, ModelFormat.HeaderSize);
    }

    /// <summary>Writes a root whose first block begins at an address. Returns the end of its last.</summary>
    private int WriteRoot(ContextNode root, int block)
    {
        for (int i = 0; i < root.Entries.Count; i++)
        {
            _bytes[_address + i] = (byte)root.Entries[i].Symbol;
            _bytes[_address + ModelFormat.RootCodesAt + i] = (byte)(ProbabilityBooks.OfFollower(i) + root.Entries[i].Code);
        }

        _address += ModelFormat.RootBlocksAt;
        ModelLayout[] blocks = [.. root.Children.Select(ModelLayout.Of)];
        Put(blocks.Length);
        foreach (ModelLayout layout in blocks)
        {
            Put(HeadOf(layout));
        }

        foreach (ModelLayout layout in blocks)
        {
            Put16(block / 2);
            block += Even(layout.Size);
        }

        Put16(block / 2);
        return block;
    }

    private void WriteItem(ModelLayout item)
    {
        int entryBytes = ModelLayout.EntryBytes(item.Node);
        if (item.Items.Length > ModelFormat.MaxItems || item.Small.Length > ModelFormat.MaxItems || entryBytes > ModelFormat.MaxEntryBytes
            || item.Size > ModelFormat.MaxBlockSize)
        {
            throw new InvalidOperationException("A context is too large for the format.");
        }

        int start = _address;
        Put((entryBytes << 4) | Math.Min(item.Small.Length, ModelFormat.ManySmall));
        if (item.Items.Length > 0)
        {
            Put(item.Items.Length | (item.OffsetWidth == 1 ? 0 : ModelFormat.WideOffsets));
        }

        if (item.Small.Length >= ModelFormat.ManySmall)
        {
            Put(item.Small.Length);
        }

        WriteOffsets(item);
        WriteEntries(item.Node);
        foreach (ContextNode leaf in item.Small)
        {
            Put((leaf.Symbol << 2) | (ModelLayout.EntryBytes(leaf) - 1));
        }

        foreach (ContextNode leaf in item.Small)
        {
            WriteEntries(leaf);
        }

        foreach (ModelLayout below in item.Items)
        {
            _address = start + below.Offset;
            WriteItem(below);
        }

        _address = start + item.Size;
    }

    private void WriteOffsets(ModelLayout item)
    {
        foreach (ModelLayout below in item.Items)
        {
            Put(HeadOf(below));
        }

        foreach (ModelLayout below in item.Items)
        {
            if (item.OffsetWidth == 1)
            {
                Put(below.Offset);
            }
            else
            {
                Put16(below.Offset);
            }
        }
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
