using System.Buffers.Binary;
using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>Lays a tree of contexts out as a model file (<see cref="ModelFormat"/>).</summary>
internal sealed class ModelWriter
{
    private const int LineSize = 128;

    private readonly Dictionary<ContextNode, int> _addresses = [];
    private readonly byte[] _bytes;

    private ModelWriter(int size)
    {
        _bytes = new byte[size];
    }

    /// <summary>The size of a model file with these contexts, in bytes.</summary>
    internal static int SizeOf(ContextTree tree)
    {
        return PageEnd(Place(tree, []));
    }

    /// <summary>Writes a model.</summary>
    internal static byte[] Write(TextLanguage language, char[] alphabet, ContextTree tree, DecisionCounts counts)
    {
        Dictionary<ContextNode, int> addresses = [];
        int end = Place(tree, addresses);
        var writer = new ModelWriter(PageEnd(end));
        foreach ((ContextNode node, int address) in addresses)
        {
            writer._addresses[node] = address;
        }

        writer.WriteHeader(language, alphabet, counts);
        writer.WriteBooks(tree);
        writer.WriteRoots(tree);
        foreach ((ContextNode node, int address) in addresses)
        {
            writer.WriteItem(node, address);
        }

        return writer._bytes;
    }

    private static int PageEnd(int end)
    {
        return (end + ModelFormat.TailSize + LineSize - 1) / LineSize * LineSize;
    }

    /// <summary>
    /// Puts the most used first, each into the first page with room: what is used often shares lines of the reader's cache. Returns the
    /// end of the last.
    /// </summary>
    private static int Place(ContextTree tree, Dictionary<ContextNode, int> addresses)
    {
        List<(ContextNode Node, int Size)> items = [];
        foreach (ContextNode root in tree.Roots)
        {
            CollectItems(root, items);
        }

        const int FullPages = ModelFormat.HeaderSize / ModelFormat.PageSize;
        List<int> used = [.. Enumerable.Repeat(ModelFormat.PageSize, FullPages), ModelFormat.HeaderSize % ModelFormat.PageSize];
        int firstWithRoom = FullPages;
        foreach ((ContextNode node, int size) in items.OrderByDescending(item => item.Node.Count))
        {
            int page = firstWithRoom;
            int alignment = node.Depth == 2 ? 1 : 0;
            while (page < used.Count && ((used[page] + alignment) & ~alignment) + size > ModelFormat.PageSize)
            {
                page++;
            }

            if (page == used.Count)
            {
                used.Add(0);
            }

            used[page] = (used[page] + alignment) & ~alignment;
            addresses[node] = (page * ModelFormat.PageSize) + used[page];
            used[page] += size;
            while (firstWithRoom < used.Count && used[firstWithRoom] + 4 > ModelFormat.PageSize)
            {
                firstWithRoom++;
            }
        }

        return ((used.Count - 1) * ModelFormat.PageSize) + used[^1];
    }

    private static void CollectItems(ContextNode node, List<(ContextNode Node, int Size)> items)
    {
        if (node.Depth == 2 || (node.Depth > 2 && node.Children.Count > 0))
        {
            items.Add((node, HeaderSize(node) + node.Entries.Sum(entry => entry.Size) + node.Children.Sum(MemberSize)));
        }

        foreach (ContextNode child in node.Children)
        {
            CollectItems(child, items);
        }
    }

    /// <summary>What a node takes beside its entries, in bytes (halves for the alignment).</summary>
    internal static double FixedSizeOf(ContextNode node)
    {
        if (node.Depth == 2)
        {
            // The numbers of what it has, alignment.
            return ModelFormat.ShortHeader + 0.5;
        }

        if (node.Children.Count > 0)
        {
            // Head, address, the numbers of what it has.
            return 1 + 2 + ModelFormat.ShortHeader;
        }

        return IsSmallLeaf(node) ? 1 : 2;
    }

    /// <summary>Drops the rarest longer contexts that do not fit the group of a node.</summary>
    internal static void TrimLargeLeaves(ContextNode node)
    {
        if (node.Depth == 1)
        {
            return;
        }

        ContextNode[] large = Members(node, child => child.Children.Count == 0 && !IsSmallLeaf(child));
        foreach (ContextNode child in large.OrderByDescending(child => child.Count).Skip(ModelFormat.MaxLargeLeaves))
        {
            node.Children.Remove(child);
        }
    }

    private static bool IsSmallLeaf(ContextNode node)
    {
        return node.Children.Count == 0 && node.Entries.Count <= ModelFormat.MaxSmallEntries && node.Entries.TrueForAll(entry => entry.Rank >= 0);
    }

    /// <summary>The size of the numbers at the start of an item.</summary>
    private static int HeaderSize(ContextNode node)
    {
        int shorts = node.Entries.Count(entry => entry.Rank >= 0);
        int parents = node.Children.Count(child => child.Children.Count > 0);
        int small = node.Children.Count(IsSmallLeaf);
        bool isShort = shorts < 15 && node.Entries.Count - shorts < 4 && node.Children.Count - parents - small < 4 && parents < 16 && small < 16;
        return isShort ? ModelFormat.ShortHeader : ModelFormat.LongHeader;
    }

    private static int NodeSize(ContextNode node)
    {
        return 1 + node.Entries.Sum(entry => entry.Size);
    }

    private static int MemberSize(ContextNode node)
    {
        if (node.Children.Count > 0)
        {
            return 1 + 2;
        }

        return IsSmallLeaf(node) ? 1 + node.Entries.Count : 1 + NodeSize(node);
    }

    private static int Coarse(double probability)
    {
        int best = 0;
        double least = double.MaxValue;
        for (int code = 0; code < 256; code++)
        {
            double p = ModelFormat.Coarse(code) / 4096.0;
            double cost = -(probability * Math.Log(p)) - ((1 - probability) * Math.Log(1 - p));
            if (p < 1 && cost < least)
            {
                least = cost;
                best = code;
            }
        }

        return best;
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
            Put16(ModelFormat.CharactersAt + (2 * (i + TextAlphabet.FirstCharacter)), alphabet[i]);
        }

        ushort[] tree = counts.Tree();
        for (int i = 0; i < tree.Length; i++)
        {
            Put16(ModelFormat.TreeAt + (2 * i), tree[i]);
        }
    }

    private void WriteBooks(ContextTree tree)
    {
        int half = ModelFormat.Books / 2;
        List<ContextEntry>[] classes = [.. Enumerable.Range(0, half).Select(_ => new List<ContextEntry>())];
        foreach (ContextNode root in tree.Roots)
        {
            CollectClasses(root, classes);
        }

        for (int book = 0; book < half; book++)
        {
            ushort[][] values = CodeBook.Fit(classes[book]);
            for (int i = 0; i < ModelFormat.BookSize; i++)
            {
                int at = ModelFormat.BooksAt + (2 * ((book * ModelFormat.BookSize) + i));
                Put16(at, values[0][i]);
                Put16(at + (2 * ModelFormat.EscapedBooks), values[1][i]);
            }
        }
    }

    private static void CollectClasses(ContextNode node, List<ContextEntry>[] classes)
    {
        int place = 0;
        foreach (ContextEntry entry in node.Entries.Where(entry => entry.Rank >= 0))
        {
            int book = node.Depth == 1
                ? ModelFormat.BookOfFollower(place)
                : ModelFormat.BooksOf(node.Depth) + (Math.Min(place, 2) * ModelFormat.BookSize);
            classes[book / ModelFormat.BookSize].Add(entry);
            place++;
        }

        foreach (ContextNode child in node.Children)
        {
            CollectClasses(child, classes);
        }
    }

    private void WriteRoots(ContextTree tree)
    {
        foreach (ContextNode root in tree.Roots)
        {
            int address = ModelFormat.RootsAt + (root.Symbol * ModelFormat.RootNodeSize);
            for (int i = 0; i < root.Entries.Count; i++)
            {
                _bytes[address + i] = (byte)root.Entries[i].Symbol;
                _bytes[address + ModelFormat.Followers + i] = (byte)root.Entries[i].Code;
            }

            foreach (ContextNode pair in root.Children)
            {
                Put16(ModelFormat.PairsAt + (2 * ((root.Symbol * ModelFormat.MaxContextSymbols) + pair.Symbol)), _addresses[pair] / 2);
            }
        }
    }

    private void WriteItem(ContextNode node, int address)
    {
        ContextNode[] parents = Members(node, child => child.Children.Count > 0);
        ContextNode[] small = Members(node, IsSmallLeaf);
        ContextNode[] large = Members(node, child => child.Children.Count == 0 && !IsSmallLeaf(child));
        if (parents.Length > ModelFormat.MaxMembers || small.Length > ModelFormat.MaxMembers || large.Length > ModelFormat.MaxLargeLeaves)
        {
            throw new InvalidOperationException("A group of contexts is too large for the format.");
        }

        int shorts = node.Entries.Count(entry => entry.Rank >= 0);
        int longs = node.Entries.Count - shorts;
        if (HeaderSize(node) == ModelFormat.ShortHeader)
        {
            _bytes[address++] = (byte)((shorts << 4) | (longs << 2) | large.Length);
            _bytes[address++] = (byte)((parents.Length << 4) | small.Length);
        }
        else
        {
            _bytes[address++] = (byte)(ModelFormat.LongHeaderMark | longs);
            _bytes[address++] = (byte)((shorts << 4) | large.Length);
            _bytes[address++] = (byte)parents.Length;
            _bytes[address++] = (byte)small.Length;
        }

        address = WriteHeads(parents, WriteEntries(node, address));
        foreach (ContextNode member in parents)
        {
            Put16(address, _addresses[member] & 0xFFFF);
            address += 2;
        }

        address = WriteHeads(large, WriteHeads(small, address));
        foreach (ContextNode member in small)
        {
            address = WriteShortEntries(member, address);
        }

        foreach (ContextNode member in large)
        {
            address = WriteNode(member, address);
        }
    }

    private int WriteHeads(ContextNode[] members, int address)
    {
        foreach (ContextNode member in members)
        {
            int low = member.Children.Count > 0 ? _addresses[member] >> 16 : IsSmallLeaf(member) ? member.Entries.Count - 1 : 0;
            _bytes[address++] = (byte)((member.Symbol << 2) | low);
        }

        return address;
    }

    private static ContextNode[] Members(ContextNode node, Func<ContextNode, bool> which)
    {
        return [.. node.Children.Where(which).OrderBy(child => child.Symbol)];
    }

    private int WriteNode(ContextNode node, int address)
    {
        int shorts = node.Entries.Count(entry => entry.Rank >= 0);
        _bytes[address] = (byte)((shorts << 4) | (node.Entries.Count - shorts));
        return WriteEntries(node, address + 1);
    }

    private int WriteEntries(ContextNode node, int address)
    {
        address = WriteShortEntries(node, address);
        foreach (ContextEntry entry in node.Entries.Where(entry => entry.Rank < 0))
        {
            _bytes[address++] = (byte)entry.Symbol;
            _bytes[address++] = (byte)Coarse(entry.Probability());
        }

        return address;
    }

    private int WriteShortEntries(ContextNode node, int address)
    {
        foreach (ContextEntry entry in node.Entries.Where(entry => entry.Rank >= 0))
        {
            _bytes[address++] = (byte)((entry.Rank << 4) | entry.Code);
        }

        return address;
    }

    private void Put16(int address, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(address), (ushort)value);
    }
}
