namespace LoRaNode.Core.Text;

/// <summary>
/// The arithmetic decoder together with the search through a path of lists. One method does both, as on the interpreter a
/// call costs as much as the decision it makes.
/// </summary>
internal sealed class SymbolDecoder
{
    private const int BooksPerDepth = 3 * ModelFormat.BookSize;
    private const int FirstNodeBook = 4 * ModelFormat.BookSize;

    /// <summary>Where the next byte is read.</summary>
    internal int Position;

    /// <summary>The end of the message.</summary>
    internal int End;

    private readonly ModelBooks _books = new ModelBooks();
    private readonly ushort[] _bookValues;
    private readonly int[] _ruledOutBy = new int[TextAlphabet.MaxSymbols];
    private int _search;
    private byte[] _buffer;
    private uint _code;
    private uint _range;

    internal SymbolDecoder()
    {
        _bookValues = _books.Values;
    }

    /// <summary>Starts a message.</summary>
    internal void Start(byte[] buffer, int offset, int length)
    {
        _buffer = buffer;
        Position = offset;
        End = offset + length;
        _range = 0xFFFFFFFF;
        _code = 0;
        for (int i = 0; i < 4; i++)
        {
            ShiftIn();
        }
    }

    /// <summary>How many bytes beyond the end of the message were taken as zeros; negative: how many were not needed.</summary>
    internal int ImpliedBytes
    {
        get { return Position - End; }
    }

    /// <summary>Symbols are of this model from now on.</summary>
    internal void Use(TextModel model)
    {
        _books.Use(model);
    }

    /// <summary>Decodes the next symbol of a text, with the model that <see cref="Use"/> was told of.</summary>
    internal int Next(TextModel model, SymbolPath path)
    {
        uint range = _range;
        uint code = _code;
        byte[] buffer = _buffer;
        int position = Position;
        int end = End;
        int[] ruledOutBy = _ruledOutBy;
        ModelCache cache = model.Cache;
        int language = model.Language;
        ushort[] books = _bookValues;
        byte[] followers = path.Followers;
        byte[] bytes = cache.Bytes;
        short[] tags = cache.Tags;
        int languageTag = language << ModelCache.LanguageShift;
        int search = ++_search;
        int result = -1;

        int depth = path.Depth;
        int escaped = 0;
        while (depth > 1)
        {
            int counts = path.Counts[depth];
            int address = path.Entries[depth];
            int shorts = counts >> 4;
            counts &= 15;
            int line = address >> ModelCache.LineShift;
            if (tags[line & (ModelCache.Lines - 1)] != (languageTag | line))
            {
                cache.Fetch(language, line);
            }

            int last = (address + shorts + (counts << 1) - 1) >> ModelCache.LineShift;
            if (last != line)
            {
                cache.Load(language, last << ModelCache.LineShift);
            }

            int index = address & ModelCache.Mask;
            int stop = index + shorts;
            int book = FirstNodeBook + escaped + (depth < 5 ? (depth - 2) * BooksPerDepth : 3 * BooksPerDepth);
            int lastBook = book + (2 * ModelFormat.BookSize);
            while (index < stop)
            {
                int entry = bytes[index];
                index++;
                int symbol = followers[entry >> 4];
                if (ruledOutBy[symbol] != search)
                {
                    uint bound = (range >> 12) * books[book + (entry & 15)];
                    if (code < bound)
                    {
                        range = bound;
                        result = symbol;
                    }
                    else
                    {
                        code -= bound;
                        range -= bound;
                        ruledOutBy[symbol] = search;
                    }

                    while (range < 0x01000000)
                    {
                        code <<= 8;
                        if (position < end)
                        {
                            code |= buffer[position];
                        }

                        position++;
                        range <<= 8;
                    }

                    if (result >= 0)
                    {
                        break;
                    }
                }

                if (book < lastBook)
                {
                    book += ModelFormat.BookSize;
                }
            }

            if (result >= 0)
            {
                break;
            }

            while (counts > 0)
            {
                int symbol = bytes[index] & (TextAlphabet.MaxSymbols - 1);
                if (ruledOutBy[symbol] != search)
                {
                    int coarse = bytes[index + 1];
                    uint bound = (range >> 12) * (uint)(((coarse * coarse) >> 4) + 1);
                    if (code < bound)
                    {
                        range = bound;
                        result = symbol;
                    }
                    else
                    {
                        code -= bound;
                        range -= bound;
                        ruledOutBy[symbol] = search;
                    }

                    while (range < 0x01000000)
                    {
                        code <<= 8;
                        if (position < end)
                        {
                            code |= buffer[position];
                        }

                        position++;
                        range <<= 8;
                    }

                    if (result >= 0)
                    {
                        break;
                    }
                }

                index += 2;
                counts--;
            }

            if (result >= 0)
            {
                break;
            }

            escaped = ModelFormat.EscapedBooks;
            depth--;
        }

        if (result < 0)
        {
            byte[] followerBooks = ModelFormat.FollowerBooks;
            int place = 0;
            while (place < ModelFormat.Followers)
            {
                int symbol = followers[place];
                if (ruledOutBy[symbol] != search)
                {
                    uint bound = (range >> 12) * books[escaped + followerBooks[place] + (followers[place + ModelFormat.Followers] & 15)];
                    if (code < bound)
                    {
                        range = bound;
                        result = symbol;
                    }
                    else
                    {
                        code -= bound;
                        range -= bound;
                    }

                    while (range < 0x01000000)
                    {
                        code <<= 8;
                        if (position < end)
                        {
                            code |= buffer[position];
                        }

                        position++;
                        range <<= 8;
                    }

                    if (result >= 0)
                    {
                        break;
                    }
                }

                place++;
            }
        }

        if (result < 0)
        {
            int loaded = cache.Load(language, ModelFormat.TreeAt);
            loaded = cache.Load(language, loaded);
            cache.Load(language, loaded);
            int node = 1;
            while (node < TextAlphabet.MaxSymbols)
            {
                int index = (ModelFormat.TreeAt & ModelCache.Mask) + (node << 1);
                uint bound = (range >> 12) * (uint)(bytes[index] | ((bytes[index + 1] & 15) << 8));
                if (code < bound)
                {
                    range = bound;
                    node <<= 1;
                }
                else
                {
                    code -= bound;
                    range -= bound;
                    node = (node << 1) | 1;
                }

                while (range < 0x01000000)
                {
                    code <<= 8;
                    if (position < end)
                    {
                        code |= buffer[position];
                    }

                    position++;
                    range <<= 8;
                }
            }

            result = node - TextAlphabet.MaxSymbols;
        }

        _range = range;
        _code = code;
        Position = position;
        return result;
    }

    /// <summary>Decodes one of 2^<paramref name="bits"/> equally likely values, at most 12 bits.</summary>
    internal int Bits(int bits)
    {
        uint unit = _range >> bits;
        uint value = _code / unit;
        uint last = (1u << bits) - 1;
        if (value > last)
        {
            value = last;
        }

        _code -= value * unit;
        _range = unit;
        Normalise();
        return (int)value;
    }

    /// <summary>The place of the message's value among 256 equal slices; <see cref="TakeSlice"/> must follow.</summary>
    internal int PeekSlice()
    {
        uint value = _code / (_range >> 8);
        return value > 255 ? 255 : (int)value;
    }

    /// <summary>Goes on inside the slice from <paramref name="from"/> of <paramref name="size"/> out of 256.</summary>
    internal void TakeSlice(int from, int size)
    {
        uint unit = _range >> 8;
        _code -= unit * (uint)from;
        _range = unit * (uint)size;
        Normalise();
    }

    private void Normalise()
    {
        while (_range < 0x01000000)
        {
            ShiftIn();
            _range <<= 8;
        }
    }

    private void ShiftIn()
    {
        _code <<= 8;
        if (Position < End)
        {
            _code |= _buffer[Position];
        }

        Position++;
    }
}
