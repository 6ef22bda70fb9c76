namespace LoRaNode.Core.Text;

/// <summary>
/// The layout of a model file. All numbers are little endian; the addresses of contexts of two symbols are in units of two bytes from the start.
/// <code>
/// 0     2    'L' 'T'
/// 2     1    version of the format and the model, TextLimits.ModelVersion
/// 3     1    language
/// 4     1    number of symbols
/// 5     1    longest context that has a node
/// 6     26   reserved, zero
/// 32    2080 nodes of one symbol: for each of 64 symbols, and for all others together, the 16 likeliest followers, then
///            their 16 code book indices
/// 2112  8192 addresses of the nodes of two symbols, 64 older symbols for each of 64 latest ones; 0 where there is none
/// 10304 256  characters of the symbols (UTF-16; zero for the first four)
/// 10560 256  probabilities of the seven-level tree of symbols without context, 1/4096; entry 1 is the root
/// 10816 1024 code books: 32 of 16 probabilities in 1/4096
/// 11840 ...  items: contexts of two symbols, and longer ones that have longer ones themselves
/// </code>
/// <para>
/// An item: how many it has of what follows (below); its short entries (rank among the 16 followers, code book index: 4 bits each),
/// its long ones (symbol; probability, <see cref="Coarse"/>); the heads and then the addresses of its parents (longer contexts that
/// are items themselves); the heads of small leaves, then of large ones; the short entries of the small leaves; the large leaves,
/// each with the numbers of its short (4 bits) and long entries (4 bits) and these. A head: symbol of older history (6 bits), and
/// for small leaves the number of their entries less one, for parents the highest two bits of the address, which is in bytes.
/// Each kind is in ascending order.
/// </para>
/// <para>
/// The numbers: short entries (4 bits, at most 14), long entries (2 bits), large leaves (2 bits), parents (4 bits), small leaves
/// (4 bits). Where they do not fit: 15 (4 bits), long entries (4 bits), short entries (4 bits), large leaves (4 bits), parents
/// (a byte), small leaves (a byte). No item crosses a multiple of 4096 bytes.
/// </para>
/// </summary>
public static class ModelFormat
{
    /// <summary>The address of the version byte.</summary>
    public const int VersionAt = 2;

    /// <summary>The address of the language byte.</summary>
    public const int LanguageAt = 3;

    /// <summary>The address of the number of symbols.</summary>
    public const int SymbolCountAt = 4;

    /// <summary>The address of the longest context.</summary>
    public const int DepthAt = 5;

    /// <summary>The address of the nodes of one symbol.</summary>
    public const int RootsAt = 32;

    /// <summary>The address of the addresses of the nodes of two symbols.</summary>
    public const int PairsAt = RootsAt + (RootNodeSize * (MaxContextSymbols + 1));

    /// <summary>The address of the characters.</summary>
    public const int CharactersAt = PairsAt + (2 * MaxContextSymbols * MaxContextSymbols);

    /// <summary>The address of the tree of symbols.</summary>
    public const int TreeAt = CharactersAt + 256;

    /// <summary>The address of the code books.</summary>
    public const int BooksAt = TreeAt + 256;

    /// <summary>The size of all before the nodes of two symbols and more, bytes.</summary>
    public const int HeaderSize = BooksAt + (2 * Books * BookSize);

    /// <summary>How many code books there are: 16 for symbols that no longer context has been searched for, 16 for the others.</summary>
    public const int Books = 32;

    /// <summary>How many probabilities a code book has.</summary>
    public const int BookSize = 16;

    /// <summary>How much further the code books are for a search that comes from a longer context.</summary>
    public const int EscapedBooks = Books / 2 * BookSize;

    /// <summary>How many followers a node of one symbol lists.</summary>
    public const int Followers = 16;

    /// <summary>The size of a node of one symbol, bytes; a power of two, so that none crosses a line of the cache.</summary>
    public const int RootNodeSize = 2 * Followers;

    /// <summary>Symbols from here on are no part of contexts of two symbols and more, and share one node of one symbol.</summary>
    public const int MaxContextSymbols = 64;

    /// <summary>The most parents, and the most small leaves, of a group.</summary>
    public const int MaxMembers = 63;

    /// <summary>The most large leaves of a group.</summary>
    public const int MaxLargeLeaves = 15;

    /// <summary>The most entries of a small leaf.</summary>
    public const int MaxSmallEntries = 4;

    /// <summary>Nothing crosses a multiple of this, bytes: so it lies in the cache in one piece.</summary>
    public const int PageSize = 4096;

    /// <summary>Zeros at the end of a file, so that looking a little ahead never leaves it.</summary>
    public const int TailSize = 128;

    /// <summary>The size of an item's numbers where they fit, bytes.</summary>
    public const int ShortHeader = 2;

    /// <summary>The size of an item's numbers otherwise, bytes.</summary>
    public const int LongHeader = 4;

    /// <summary>An item's first byte is from here on where its numbers are in the longer form.</summary>
    public const int LongHeaderMark = 0xF0;

    // For each place in the list of followers, its books: the first, three more, four more, the rest.
    internal static readonly byte[] FollowerBooks = { 0, 16, 16, 16, 32, 32, 32, 32, 48, 48, 48, 48, 48, 48, 48, 48 };

    private const int FirstNodeBook = 4 * BookSize;
    private const int BooksPerDepth = 3 * BookSize;

    /// <summary>The probability in 1/4096 of a byte in the coarse scale: squares, as small ones need the finer steps.</summary>
    public static int Coarse(int code)
    {
        return ((code * code) >> 4) + 1;
    }

    /// <summary>The first code book entry for the followers at a place in their list.</summary>
    public static int BookOfFollower(int place)
    {
        return FollowerBooks[place];
    }

    /// <summary>The first code book entry for a depth (2 or more); each depth has three books, for the first, second and further short entries.</summary>
    public static int BooksOf(int depth)
    {
        return FirstNodeBook + ((depth < 5 ? depth - 2 : 3) * BooksPerDepth);
    }
}
