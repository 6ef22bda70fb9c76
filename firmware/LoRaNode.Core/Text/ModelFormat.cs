namespace LoRaNode.Core.Text;

/// <summary>
/// The layout of a model file. All numbers are little endian.
/// <code>
/// 0     2    'L' 'T'
/// 2     1    version of the format and the model, TextLimits.ModelVersion
/// 3     1    language
/// 4     1    number of symbols
/// 5     1    longest context that has a node
/// 6     26   reserved, zero
/// 32    132  addresses of the roots, 65 and the end of the last
/// 164   256  characters of the symbols (UTF-16; zero for the first five)
/// 420   256  probabilities of the seven-level tree of symbols without context, 1/4096; entry 1 is its top
/// 676   ...  roots: the contexts of one symbol, one for each of 64 symbols, and one for all others together
/// ...        blocks: each a context of two symbols with all longer ones below it
/// </code>
/// <para>
/// A root: the 16 likeliest followers, the indices of their probabilities in the books, the number of blocks, their heads, and their addresses and the end of the last (2 bytes each, in units of two bytes; a block ends where the next one begins).
/// </para>
/// <para>
/// A block is read as a whole and begins with an item, which has: bytes of entries (4 bits) and number of small leaves (4 bits;
/// 15: it is in a byte of its own, below); if its head says that it has items below it, their number, plus 128 if their offsets
/// take two bytes each and not one; the number of small leaves if it has one of its own; the heads of the items and their
/// offsets (from the start of this item); entries; the heads of small leaves, and their entries. Items stand for all contexts
/// that are no small leaves: with longer ones below them or more than four bytes of entries. A head: symbol of older history (6 bits); then
/// for small leaves the bytes of their entries less one, for others whether they have items (2). Heads are in ascending order.
/// </para>
/// <para>
/// An entry: rank of the symbol among the first 15 followers, code (4 bits each); or rank 15, the code, and the symbol in a byte
/// of its own. A code is an index of a book (<see cref="ProbabilityBooks"/>).
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

    /// <summary>The address of the addresses of the roots.</summary>
    public const int RootsAt = 32;

    /// <summary>The address of the characters.</summary>
    public const int CharactersAt = RootsAt + (2 * (MaxContextSymbols + 2));

    /// <summary>The address of the tree of symbols.</summary>
    public const int TreeAt = CharactersAt + 256;

    /// <summary>The size of the tree of symbols, bytes.</summary>
    public const int TreeSize = 256;

    /// <summary>The size of all before the roots, bytes.</summary>
    public const int HeaderSize = TreeAt + TreeSize;

    /// <summary>How many followers a root lists.</summary>
    public const int Followers = 16;

    /// <summary>How many of them an entry can name by rank.</summary>
    public const int ShortRanks = 15;

    /// <summary>Where in a root the indices of the probabilities of its followers are.</summary>
    public const int RootCodesAt = Followers;

    /// <summary>Where in a root the number of blocks is; their heads follow.</summary>
    public const int RootBlocksAt = RootCodesAt + Followers;

    /// <summary>The most bytes of a root.</summary>
    public const int MaxRootSize = RootBlocksAt + 1 + (3 * MaxContextSymbols) + 2;

    /// <summary>Symbols from here on are no part of contexts of two symbols and more, and share one root.</summary>
    public const int MaxContextSymbols = 64;

    /// <summary>The most items below an item, and the mask of their number.</summary>
    public const int MaxItems = 63;

    /// <summary>In the byte with the number of items: their offsets take two bytes.</summary>
    public const int WideOffsets = 128;

    /// <summary>In a head of an item: it has items below it.</summary>
    public const int HasItems = 2;

    /// <summary>The most bytes of entries of a small leaf.</summary>
    public const int MaxSmallBytes = 4;

    /// <summary>The most bytes of entries of an item.</summary>
    public const int MaxEntryBytes = 15;

    /// <summary>
    /// After nodes with so many bytes of entries together, the search goes on in the root at once: so that no symbol takes long. What
    /// is left then is nearly as unlikely in all contexts.
    /// </summary>
    public const int EnoughBytes = 11;

    /// <summary>The number of small leaves is in a byte of its own from here on.</summary>
    public const int ManySmall = 15;

    /// <summary>The first byte of an entry is from here on where its symbol is in the next one.</summary>
    public const int LongEntry = ShortRanks << 4;

    /// <summary>The most bytes of a block, a power of two.</summary>
    public const int MaxBlockSize = 4096;
}
