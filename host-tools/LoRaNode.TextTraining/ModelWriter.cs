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
    internal static byte[] Write(TextLanguage language, char[] alphabet, ContextTree tree, DecisionCounts counts, double priorStrength)
    {
        Dictionary<ContextNode, int> addresses = [];
        int end = Place(tree, addresses);
        var writer = new ModelWriter(PageEnd(end));
        foreach ((ContextNode node, int address) in addresses)
        {
            writer._addresses[node] = address;
        }

        writer.WriteHeader(language, alphabet, counts);
        writer.WriteBooks(tree, priorStrength);
        foreach ((ContextNode node, int address) in addresses)
        {
            writer.WriteItem(node, address, priorStrength);
        }

        return writer._bytes;
    }

    private static int PageEnd(int end)
    {
        return (end + ModelFormat.TailSize + LineSize - 1) / LineSize * LineSize;
    }

    /// <summary>Puts the largest first, each into the first page with room. Returns the end of the last.</summary>
    private static int Place(ContextTree tree, Dictionary<ContextNode, int> addresses)
    {
        List<(ContextNode Node, int Size)> items = [];
        foreach (ContextNode root in tree.Roots)
        {
            CollectItems(root, items);
        }

        List<int> used = [ModelFormat.HeaderSize];
        int firstWithRoom = 0;
        foreach ((ContextNode node, int size) in items.OrderByDescending(item => item.Size))
        {
            int page = firstWithRoom;
            while (page < used.Count && used[page] + size > ModelFormat.PageSize)
            {
                page++;
            }

            if (page == used.Count)
            {
                used.Add(0);
            }

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
        int size = node.Depth == 1 ? ModelFormat.RootNodeSize : 0;
        if (node.Depth == 1 || node.Children.Count > 0)
        {
            size += 2 + node.Children.Sum(MemberSize);
            items.Add((node, (size + 1) & ~1));
        }

        foreach (ContextNode child in node.Children)
        {
            CollectItems(child, items);
        }
    }

    private static int MemberSize(ContextNode node)
    {
        int shorts = node.Entries.Count(entry => entry.Rank >= 0);
        int longs = node.Entries.Count - shorts;
        return (HasShape(shorts, longs) ? 1 : 2) + (node.Children.Count > 0 ? 2 : 0) + shorts + (2 * longs);
    }

    private static bool HasShape(int shorts, int longs)
    {
        return longs == 0 && shorts is >= 1 and <= 3;
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

    private void WriteBooks(ContextTree tree, double priorStrength)
    {
        List<ContextEntry>[] classes = [.. Enumerable.Range(0, ModelFormat.Books).Select(_ => new List<ContextEntry>())];
        foreach (ContextNode root in tree.Roots)
        {
            CollectClasses(root, classes);
        }

        for (int book = 0; book < classes.Length; book++)
        {
            ushort[] values = CodeBook.Fit(classes[book], priorStrength);
            for (int i = 0; i < values.Length; i++)
            {
                Put16(ModelFormat.BooksAt + (2 * ((book * ModelFormat.BookSize) + i)), values[i]);
            }
        }
    }

    private static void CollectClasses(ContextNode node, List<ContextEntry>[] classes)
    {
        if (node.Depth > 1)
        {
            int place = 0;
            foreach (ContextEntry entry in node.Entries.Where(entry => entry.Rank >= 0))
            {
                classes[(ModelFormat.BooksOf(node.Depth) / ModelFormat.BookSize) + Math.Min(place, 2)].Add(entry);
                place++;
            }
        }

        foreach (ContextNode child in node.Children)
        {
            CollectClasses(child, classes);
        }
    }

    private void WriteItem(ContextNode node, int address, double priorStrength)
    {
        if (node.Depth == 1)
        {
            Put16(ModelFormat.RootsAt + (2 * node.Symbol), address / 2);
            for (int i = 0; i < node.Entries.Count; i++)
            {
                _bytes[address + i] = (byte)node.Entries[i].Symbol;
                _bytes[address + ModelFormat.Followers + i] = (byte)Coarse(node.Entries[i].Probability(priorStrength));
            }

            address += ModelFormat.RootNodeSize;
        }

        ContextNode[] members = [.. node.Children.OrderBy(child => child.Children.Count > 0 ? 0 : 1)
            .ThenByDescending(child => child.Count).ThenBy(child => child.Symbol)];
        int parents = members.Count(child => child.Children.Count > 0);
        _bytes[address] = (byte)parents;
        _bytes[address + 1] = (byte)(members.Length - parents);
        address += 2;
        foreach (ContextNode member in members)
        {
            address = WriteMember(member, address, priorStrength);
        }
    }

    private int WriteMember(ContextNode node, int address, double priorStrength)
    {
        ContextEntry[] shorts = [.. node.Entries.Where(entry => entry.Rank >= 0)];
        ContextEntry[] longs = [.. node.Entries.Where(entry => entry.Rank < 0)];
        bool hasShape = HasShape(shorts.Length, longs.Length);
        _bytes[address++] = (byte)((node.Symbol << 2) | (hasShape ? shorts.Length - 1 : 3));
        if (!hasShape)
        {
            _bytes[address++] = (byte)((shorts.Length << 4) | longs.Length);
        }

        if (node.Children.Count > 0)
        {
            Put16(address, _addresses[node] / 2);
            address += 2;
        }

        foreach (ContextEntry entry in shorts)
        {
            _bytes[address++] = (byte)((entry.Rank << 4) | entry.Code);
        }

        foreach (ContextEntry entry in longs)
        {
            _bytes[address++] = (byte)entry.Symbol;
            _bytes[address++] = (byte)Coarse(entry.Probability(priorStrength));
        }

        return address;
    }

    private void Put16(int address, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(address), (ushort)value);
    }
}
