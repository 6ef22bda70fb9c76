using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Text;

/// <summary>
/// The model of one language: its alphabet in memory (280 bytes), its other tables and nodes in the store. The model is a tree of contexts
/// (latest symbol first); each node lists a few likely next symbols with the probability of each, given that none before it
/// in the search was it. The file's layout is in <see cref="ModelFormat"/>.
/// </summary>
public sealed class TextModel
{
    internal readonly ModelCache Cache;
    internal readonly int Language;
    internal int MaxDepth;
    internal int Size;

    private readonly TextAlphabet _alphabet = new TextAlphabet();

    private TextModel(ModelCache cache, TextLanguage language)
    {
        Cache = cache;
        Language = (int)language;
    }

    /// <summary>The symbols of the language.</summary>
    public TextAlphabet Alphabet
    {
        get { return _alphabet; }
    }

    /// <summary>Reads the tables of a language's model. Returns null when there is none, or it is of another version or damaged.</summary>
    public static TextModel Open(ModelCache cache, TextLanguage language)
    {
        TextModel model = new TextModel(cache, language);
        return model.TryLoad() ? model : null;
    }

    private bool TryLoad()
    {
        ITextModelStore store = Cache.Store;
        Size = store.Length((TextLanguage)Language);
        if (Size < ModelFormat.HeaderSize + ModelFormat.TailSize || Size > TextLimits.MaxModelBytes
            || Size % ModelCache.LineSize != 0)
        {
            return false;
        }

        byte[] table = new byte[2 * TextAlphabet.MaxSymbols];
        store.Read((TextLanguage)Language, 0, table, 0, ModelFormat.RootsAt);
        int count = table[ModelFormat.SymbolCountAt];
        MaxDepth = table[ModelFormat.DepthAt];
        if (table[0] != 'L' || table[1] != 'T' || table[ModelFormat.VersionAt] != TextLimits.ModelVersion
            || table[ModelFormat.LanguageAt] != Language || count >= TextAlphabet.MaxSymbols || MaxDepth > SymbolPath.MaxDepth)
        {
            return false;
        }

        store.Read((TextLanguage)Language, ModelFormat.CharactersAt, table, 0, table.Length);
        for (int i = TextAlphabet.FirstCharacter; i < count; i++)
        {
            _alphabet.Add((char)LittleEndian.Get16(table, 2 * i));
        }

        for (int i = 0; i < ModelFormat.Books * ModelFormat.BookSize; i += TextAlphabet.MaxSymbols)
        {
            store.Read((TextLanguage)Language, ModelFormat.BooksAt + (2 * i), table, 0, table.Length);
            if (!AreProbabilities(table, 0))
            {
                return false;
            }
        }

        // The first symbol of the tree has no probability.
        store.Read((TextLanguage)Language, ModelFormat.TreeAt, table, 0, table.Length);
        return AreProbabilities(table, 1);
    }

    private static bool AreProbabilities(byte[] table, int from)
    {
        for (int i = from; i < TextAlphabet.MaxSymbols; i++)
        {
            int probability = LittleEndian.Get16(table, 2 * i);
            if (probability < 1 || probability > 4095)
            {
                return false;
            }
        }

        return true;
    }
}
