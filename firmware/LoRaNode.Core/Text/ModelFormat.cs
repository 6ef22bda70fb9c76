namespace LoRaNode.Core.Text;

/// <summary>
/// The layout of a model file. All numbers are little endian.
/// <code>
/// 0     2    'L' 'T'
/// 2     1    version of the format and the model, TextLimits.ModelVersion
/// 3     1    language
/// 4     1    number of symbols
/// 5     1    longest context that has a node
/// 6     1    number of trees
/// 7     25   reserved, zero
/// 32    132  addresses of the roots, 65 and the end of the last
/// 164   256  characters of the symbols (UTF-16; zero for the first five)
/// 420   ...  trees of 128 bytes: each the probabilities of all symbols after those that share it
/// ...        roots: the contexts of one symbol, one for each of 64 symbols, and one for all others together
/// ...        blocks: each a context of two symbols with all longer ones below it
/// </code>
/// <para>
/// A tree has seven levels, one for each bit of a symbol, the highest first; the byte of a node (node 1 is the top, 2n and 2n + 1 are
/// below n) is the probability of a zero in 1/256.
/// </para>
/// <para>
/// A root: the 15 likeliest followers, the number of its tree, the indices of the probabilities of the first followers in the books, the
/// probability that one of the symbols that steer comes (12 bits, in 1/4096) and the share of the shift among them (4 bits, in 1/16
/// and a half; 0: it is a symbol like others there); and, if it has blocks, 64 bits that say for which symbols, and their addresses and the end of the last (2 bytes each, in units of two bytes; a
/// block ends where the next one begins).
/// </para>
/// <para>
/// A block is read as a whole. It is made of nodes: the entries of a context, then the heads of the longer ones in ascending order, then
/// their bodies in the same order. A head: symbol of older history (6 bits), kind (2 bits). Kinds 0 to 2: a leaf, whose one to three
/// bytes of entries are the body. Kind 3: a node of its own, whose place is the body, two bytes: offset in the block (11 bits), bytes of
/// entries (2), number of longer contexts (3). Where these do not suffice the number is 0, and the node has before its entries: bytes of
/// entries (4 bits) and number of longer contexts (4 bits; 15: it is in a byte of its own, next). The block begins with such a node.
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

    /// <summary>The address of the number of trees.</summary>
    public const int TreeCountAt = 6;

    /// <summary>The address of the trees; and the size of all before them, bytes.</summary>
    public const int HeaderSize = CharactersAt + 256;

    /// <summary>The size of a tree, bytes.</summary>
    public const int TreeSize = 128;

    /// <summary>How many followers a root lists: those that an entry can name by rank.</summary>
    public const int Followers = 15;

    /// <summary>How many of them the search tries one by one before it turns to the tree.</summary>
    public const int TriedFollowers = 4;

    /// <summary>Where in a root the number of its tree is, after the followers.</summary>
    public const int RootTreeAt = Followers;

    /// <summary>Where in a root the indices of the probabilities of its first followers are.</summary>
    public const int RootCodesAt = RootTreeAt + 1;

    /// <summary>Where in a root the probability of the symbols that steer is.</summary>
    public const int RootSteeringAt = RootCodesAt + TriedFollowers;

    /// <summary>The mask of that probability; the bits above are the share of the shift.</summary>
    public const int SteeringMask = 4095;

    /// <summary>The size of a root without blocks, bytes; and where in others the bits of the blocks are.</summary>
    public const int ShortRootSize = RootSteeringAt + 2;

    /// <summary>Where in a root the addresses of its blocks are.</summary>
    public const int RootAddressesAt = ShortRootSize + 8;

    /// <summary>The most bytes of a root.</summary>
    public const int MaxRootSize = RootAddressesAt + (2 * (MaxContextSymbols + 1));

    /// <summary>Symbols from here on are no part of contexts of two symbols and more, and share one root.</summary>
    public const int MaxContextSymbols = 64;

    /// <summary>The most longer contexts of a context, and the mask of their number.</summary>
    public const int MaxChildren = 63;

    /// <summary>The number of longer contexts is in a byte of its own from here on.</summary>
    public const int ManyChildren = 15;

    /// <summary>The kind of a head that leads to a node of its own; a lower one is a leaf with so many bytes of entries and one more.</summary>
    public const int NodeKind = 3;

    /// <summary>The size of a place, bytes.</summary>
    public const int PlaceSize = 2;

    /// <summary>The bits of the offset in a place.</summary>
    public const int OffsetBits = 11;

    /// <summary>The bits of the bytes of entries in a place, and the most that it can say.</summary>
    public const int PlaceEntryBits = 2, PlaceEntryBytes = 3;

    /// <summary>The most longer contexts that a place can say.</summary>
    public const int PlaceChildren = 7;

    /// <summary>The most bytes of entries of a node.</summary>
    public const int MaxEntryBytes = 15;

    /// <summary>
    /// After so many bytes of entries in all, the search goes on in the root at once, also in the middle of a node: so that no symbol
    /// takes long. What is left then is nearly as unlikely in all contexts.
    /// </summary>
    public const int MaxSearchedBytes = 11;

    /// <summary>The first byte of an entry is from here on where its symbol is in the next one.</summary>
    public const int LongEntry = Followers << 4;

    /// <summary>The most bytes of a block, a power of two.</summary>
    public const int MaxBlockSize = 1 << OffsetBits;
}
