namespace LoRaNode.Core.Text;

/// <summary>
/// The layout of a model file. All numbers are little endian; addresses are in units of two bytes from the start.
/// <code>
/// 0     2    'L' 'T'
/// 2     1    version of the format and the model, TextLimits.ModelVersion
/// 3     1    language
/// 4     1    number of symbols
/// 5     1    longest context that has a node
/// 6     2    reserved, zero
/// 8     256  characters of the symbols (UTF-16; zero for the first four)
/// 264   256  probabilities of the seven-level tree of symbols without context, 1/4096; entry 1 is the root
/// 520   256  addresses of the nodes of one symbol of context
/// 776   384  code books: 12 of 16 probabilities in 1/4096
/// 1160  ...  nodes
/// </code>
/// A node of one symbol: its 16 likeliest followers, their 16 probabilities (Coarse), then its group of longer contexts.
/// A group: number of members with groups of their own, number of members without; the members, first the former.
/// A member: symbol of older history (6 bits) and shape (2 bits): 0 to 2 for 1 to 3 short entries, 3 for a byte that holds the
/// number of short entries (high four bits) and of long ones; then the address of its own group (2 bytes, where it has one);
/// then the short entries (rank among the 16 followers, code book index: four bits each), then the long ones (symbol, Coarse).
/// No group and no node crosses a multiple of 4096 bytes.
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

    /// <summary>The address of the characters.</summary>
    public const int CharactersAt = 8;

    /// <summary>The address of the tree of symbols.</summary>
    public const int TreeAt = 264;

    /// <summary>The address of the addresses of the nodes of one symbol.</summary>
    public const int RootsAt = 520;

    /// <summary>The address of the code books.</summary>
    public const int BooksAt = 776;

    /// <summary>The size of all before the nodes, bytes.</summary>
    public const int HeaderSize = 1160;

    /// <summary>How many code books there are: four depths, three places in the list.</summary>
    public const int Books = 12;

    /// <summary>How many probabilities a code book has.</summary>
    public const int BookSize = 16;

    /// <summary>How many followers a node of one symbol lists.</summary>
    public const int Followers = 16;

    /// <summary>The size of a node of one symbol without its group, bytes.</summary>
    public const int RootNodeSize = 2 * Followers;

    /// <summary>Symbols from here on are no context beyond the latest symbol.</summary>
    public const int MaxContextSymbols = 64;

    /// <summary>Nothing crosses a multiple of this, bytes: so it lies in the cache in one piece.</summary>
    public const int PageSize = 4096;

    /// <summary>The longest member of a group, bytes.</summary>
    public const int MaxMemberSize = 4 + 15 + 30;

    /// <summary>Zeros at the end of a file, so that reading ahead by a member never leaves it.</summary>
    public const int TailSize = 128;

    /// <summary>The probability in 1/4096 of a byte in the coarse scale: squares, as small ones need the finer steps.</summary>
    public static int Coarse(int code)
    {
        return ((code * code) >> 4) + 1;
    }

    /// <summary>The first code book entry for a depth (2 or more); each depth has three books, for the first, second and further entries.</summary>
    public static int BooksOf(int depth)
    {
        int row = depth < 5 ? depth - 2 : 3;
        return row * 3 * BookSize;
    }
}
