using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Text;

/// <summary>
/// The model of one language: its alphabet and the addresses of its roots in memory (410 bytes), all else in the store. The model is a tree of
/// contexts (latest symbol first); each node lists a few likely next symbols with the probability of each, given that none before it
/// in the search was it; the trees know all symbols. The file's layout is in <see cref="ModelFormat"/>.
/// </summary>
public sealed class TextModel
{
    internal readonly ITextModelStore Store;
    internal readonly ModelSlices Slices;
    internal readonly TextLanguage Language;
    internal readonly ushort[] Roots = new ushort[ModelFormat.MaxContextSymbols + 2];

    private readonly TextAlphabet _alphabet = new TextAlphabet();
    private int _trees;

    private TextModel(ITextModelStore store, ModelSlices slices, TextLanguage language)
    {
        Store = store;
        Slices = slices;
        Language = language;
    }

    /// <summary>The symbols of the language.</summary>
    public TextAlphabet Alphabet
    {
        get { return _alphabet; }
    }

    /// <summary>Reads the tables of a language's model. Returns null when there is none, or it is of another version or damaged.</summary>
    internal static TextModel Open(ITextModelStore store, ModelSlices slices, TextLanguage language)
    {
        TextModel model = new TextModel(store, slices, language);
        int size = store.Length(language);
        return size >= ModelFormat.HeaderSize && size <= TextLimits.MaxModelBytes && model.TryReadHeader(size) && model.AreRootsWithin(size)
            ? model : null;
    }

    /// <summary>Reads the tree of the root that was read last into the place of the block.</summary>
    internal void ReadTree()
    {
        Store.Read(Language, ModelFormat.HeaderSize + (Slices.Root[ModelFormat.RootTreeAt] * ModelFormat.TreeSize), Slices.Block, 0, ModelFormat.TreeSize);
    }

    private bool TryReadHeader(int size)
    {
        byte[] header = Slices.Block;
        Store.Read(Language, 0, header, 0, ModelFormat.HeaderSize);
        int count = header[ModelFormat.SymbolCountAt];
        if (header[0] != 'L' || header[1] != 'T' || header[ModelFormat.VersionAt] != TextLimits.ModelVersion
            || header[ModelFormat.LanguageAt] != (int)Language || count >= TextAlphabet.MaxSymbols
            || header[ModelFormat.DepthAt] > SymbolPath.MaxDepth)
        {
            return false;
        }

        for (int i = TextAlphabet.FirstCharacter; i < count; i++)
        {
            _alphabet.Add((char)LittleEndian.Get16(header, ModelFormat.CharactersAt + (2 * i)));
        }

        _trees = header[ModelFormat.TreeCountAt];
        int before = ModelFormat.HeaderSize + (_trees * ModelFormat.TreeSize);
        for (int i = 0; i < Roots.Length; i++)
        {
            int address = LittleEndian.Get16(header, ModelFormat.RootsAt + (2 * i));
            if (address < before || address - before > ModelFormat.MaxRootSize - ModelFormat.ShortRootSize || address > size)
            {
                return false;
            }

            Roots[i] = (ushort)address;
            before = address + ModelFormat.ShortRootSize;
        }

        return true;
    }

    /// <summary>Looks at every root, so that what it leads to needs no look while decoding.</summary>
    private bool AreRootsWithin(int size)
    {
        byte[] root = Slices.Root;
        for (int i = 0; i <= ModelFormat.MaxContextSymbols; i++)
        {
            int length = Roots[i + 1] - Roots[i];
            Store.Read(Language, Roots[i], root, 0, length);
            int blocks = 0;
            for (int bit = 0; bit < ModelFormat.MaxContextSymbols && length > ModelFormat.ShortRootSize; bit++)
            {
                blocks += (root[ModelFormat.ShortRootSize + (bit >> 3)] >> (bit & 7)) & 1;
            }

            if (root[ModelFormat.RootTreeAt] >= _trees
                || (length > ModelFormat.ShortRootSize && length != ModelFormat.RootAddressesAt + (2 * (blocks + 1))))
            {
                return false;
            }

            int before = -1;
            for (int at = ModelFormat.RootAddressesAt; at < length; at += 2)
            {
                int address = LittleEndian.Get16(root, at) << 1;
                if (before >= 0 && (address < before || address - before > ModelFormat.MaxBlockSize || address > size))
                {
                    return false;
                }

                before = address;
            }
        }

        return true;
    }
}
