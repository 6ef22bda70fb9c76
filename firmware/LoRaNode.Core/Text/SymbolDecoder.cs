namespace LoRaNode.Core.Text;

/// <summary>
/// The arithmetic decoder together with the search through a path of lists. One method does both, as on the interpreter a
/// call costs as much as the decision it makes.
/// </summary>
internal sealed class SymbolDecoder
{
    private readonly int[] _ruledOutBy = new int[TextAlphabet.MaxSymbols];
    private int _search;
    private byte[] _buffer;
    private int _position;
    private int _end;
    private uint _code;
    private uint _range;

    /// <summary>Starts a message.</summary>
    internal void Start(byte[] buffer, int offset, int length)
    {
        _buffer = buffer;
        _position = offset;
        _end = offset + length;
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
        get { return _position - _end; }
    }

    /// <summary>Decodes the next symbol of a text.</summary>
    internal int Next(TextModel model, SymbolPath path)
    {
        uint range = _range;
        uint code = _code;
        byte[] buffer = _buffer;
        int position = _position;
        int end = _end;
        int[] ruledOutBy = _ruledOutBy;
        ushort[] books = model.Books;
        byte[] followers = path.Followers;
        byte[] bytes = model.Cache.Bytes;
        int search = ++_search;
        int result = -1;

        for (int depth = path.Depth; depth > 1 && result < 0; depth--)
        {
            int counts = path.Counts[depth];
            int address = path.Entries[depth];
            int loaded = model.Cache.Load(model.Language, address);
            if (loaded < address + (counts >> 4) + ((counts & 15) << 1))
            {
                model.Cache.Load(model.Language, loaded);
            }

            int index = address & ModelCache.Mask;
            int stop = index + (counts >> 4);
            int book = depth < 5 ? (depth - 2) * (3 * ModelFormat.BookSize) : 9 * ModelFormat.BookSize;
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

            stop = index + ((counts & 15) << 1);
            while (index < stop && result < 0)
            {
                int symbol = bytes[index] & 127;
                int coarse = bytes[index + 1];
                index += 2;
                if (ruledOutBy[symbol] != search)
                {
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
                }
            }
        }

        for (int i = 0; i < ModelFormat.Followers && result < 0; i++)
        {
            int symbol = followers[i];
            if (ruledOutBy[symbol] != search)
            {
                int coarse = followers[i + ModelFormat.Followers];
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
        }

        if (result < 0)
        {
            ushort[] tree = model.Tree;
            int node = 1;
            while (node < TextAlphabet.MaxSymbols)
            {
                uint bound = (range >> 12) * tree[node];
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
        _position = position;
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
        if (_position < _end)
        {
            _code |= _buffer[_position];
        }

        _position++;
    }
}
