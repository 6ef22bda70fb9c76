namespace LoRaNode.Core.Text;

/// <summary>
/// Four kilobytes of the models, read in lines of 128 bytes when needed. Direct-mapped: the byte of an address is always at
/// the same place, so a run of bytes that does not cross a page is in one piece.
/// </summary>
public sealed class ModelCache
{
    internal const int LineShift = 7;
    internal const int LineSize = 1 << LineShift;
    internal const int Mask = ModelFormat.PageSize - 1;

    internal const int Lines = ModelFormat.PageSize / LineSize;
    internal const int LanguageShift = 12;

    private const int Margin = 512;

    /// <summary>The cached bytes: address &amp; <see cref="Mask"/>; a little longer, so that even a damaged model reads nothing outside.</summary>
    internal readonly byte[] Bytes = new byte[ModelFormat.PageSize + Margin];

    /// <summary>What each line holds: the language, and the line's number in its model.</summary>
    internal readonly short[] Tags = new short[Lines];
    private readonly ITextModelStore _store;

    /// <summary>Creates an empty cache over a store.</summary>
    public ModelCache(ITextModelStore store)
    {
        _store = store;
        Forget();
    }

    /// <summary>True when an owner may write into <see cref="Bytes"/> between two texts.</summary>
    internal bool IsShared { get; set; }

    /// <summary>The store behind the cache.</summary>
    public ITextModelStore Store
    {
        get { return _store; }
    }

    /// <summary>Nothing is in the cache any more.</summary>
    internal void Forget()
    {
        for (int i = 0; i < Lines; i++)
        {
            Tags[i] = -1;
        }
    }

    /// <summary>Makes the line of an address present. Returns the address of the next line.</summary>
    internal int Load(int language, int address)
    {
        int line = address >> LineShift;
        if (Tags[line & (Lines - 1)] != ((language << LanguageShift) | line))
        {
            Fetch(language, line);
        }

        return (line + 1) << LineShift;
    }

    /// <summary>Reads a line that is not present.</summary>
    internal void Fetch(int language, int line)
    {
        int place = line & (Lines - 1);
        Tags[place] = (short)((language << LanguageShift) | line);
        _store.Read((TextLanguage)language, line << LineShift, Bytes, place << LineShift, LineSize);
    }
}
