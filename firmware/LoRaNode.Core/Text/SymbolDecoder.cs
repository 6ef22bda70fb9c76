using System;

namespace LoRaNode.Core.Text;

/// <summary>
/// The arithmetic decoder together with the search through a path of lists. One method does both, and goes on as long as
/// characters come that are just written down: on the interpreter a call costs as much as the decision it makes.
/// </summary>
internal sealed class SymbolDecoder
{
    /// <summary>What <see cref="Run"/> gives when the message ended long ago.</summary>
    internal const int Overrun = -1;

    /// <summary>What it gives when it has decoded as many symbols as it was asked for.</summary>
    internal const int Paused = -2;

    /// <summary>Probabilities of lists are in 1/4096, those of trees in 1/256.</summary>
    internal const int ProbabilityBits = 12, TreeProbabilityBits = 8;

    /// <summary>How many characters there are so far.</summary>
    internal int Count;

    /// <summary>The share of the shift among the symbols that steer: its bits, the bits below it in a root, and half a step of it in 1/4096.</summary>
    internal const int ShareBits = 4, SteeringBits = 12, HalfShare = 128;

    // A symbol that steers: which one is for later.
    private const int Steered = -3;

    // The range is never smaller when a decision is made.
    private const uint MinRange = 0x01000000;

    private readonly SymbolPath _path = new SymbolPath();
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
        Count = 0;
        for (int i = 0; i < RangeEncoder.LookAhead; i++)
        {
            _code = (_code << 8) | NextByte();
        }
    }

    /// <summary>How many bytes beyond the end of the message were taken as zeros; negative: how many were not needed.</summary>
    internal int ImpliedBytes
    {
        get { return _position - _end; }
    }

    /// <summary>
    /// Decodes characters into <paramref name="chars"/> up to <paramref name="limit"/>, as long as nothing else comes, and
    /// <paramref name="symbols"/> at most. Returns the symbol that needs more than to be written down and put into the history,
    /// <see cref="Overrun"/>, or <see cref="Paused"/>.
    /// </summary>
    internal int Run(TextModel model, SymbolHistory history, char[] chars, int limit, int symbols)
    {
        SymbolPath path = _path;
        int[] entries = path.Entries;
        byte[] root = model.Slices.Root;
        byte[] block = model.Slices.Block;
        int[] ruledOutBy = _ruledOutBy;
        ushort[] books = ProbabilityBooks.Values;
        byte[] depthBooks = ProbabilityBooks.DepthBooks;
        byte[] ring = history.Ring;
        int latest = history.Latest;
        TextAlphabet alphabet = model.Alphabet;
        char[] characters = alphabet.Characters;
        byte[] historySymbols = alphabet.HistorySymbols;
        int symbolCount = history.IsPlain ? alphabet.Count : 0;
        uint range = _range;
        uint code = _code;
        int search = _search;
        int count = Count;

        // With more symbols than there are characters the sum may be negative: then there is no pause.
        int pauseAt = count + symbols;
        int result = Overrun;
        int lastPosition = _end + RangeEncoder.MaxImpliedBytes;
        int endFrom = _end + RangeEncoder.LookAhead - RangeEncoder.EndWindow;
        while (_position <= lastPosition)
        {
            if (count == pauseAt)
            {
                result = Paused;
                break;
            }

            path.ReadRoot(model, ring[latest]);
            uint steered = (range >> ProbabilityBits) * (uint)(BitConverter.ToUInt16(root, ModelFormat.RootSteeringAt) & ModelFormat.SteeringMask);
            if (code < steered)
            {
                range = steered;
                result = Steered;
                break;
            }

            code -= steered;
            range -= steered;
            while (range < MinRange)
            {
                code = (code << 8) | NextByte();
                range <<= 8;
            }

            path.Find(model, ring, latest);
            search++;
            if (_position < endFrom)
            {
                // So early the message would be shorter: only the tree still has the end, for the rare case that there is no other way.
                ruledOutBy[TextAlphabet.End] = search;
            }

            int escaped = 0;
            int left = ModelFormat.MaxSearchedBytes;
            int depth = path.Depth;
            while (depth > 1 && left > 0)
            {
                int index = entries[depth];
                int stop = index & ModelFormat.MaxEntryBytes;
                index >>= 4;
                left -= stop;
                stop += index;
                if (left < 0)
                {
                    stop += left;
                }

                int book = escaped + depthBooks[depth];
                int nextBook = book + ProbabilityBooks.BookSize;
                int lastBook = nextBook + ProbabilityBooks.BookSize;
                while (index < stop)
                {
                    int entry = block[index];
                    index++;
                    int symbol = root[entry >> 4];
                    if (entry >= ModelFormat.LongEntry)
                    {
                        symbol = block[index] & (TextAlphabet.MaxSymbols - 1);
                        index++;
                    }

                    if (ruledOutBy[symbol] != search)
                    {
                        uint bound = (range >> ProbabilityBits) * books[book + (entry & 15)];
                        if (code < bound)
                        {
                            range = bound;
                            result = symbol;

                            // Ends the outer loop too, with no look at the result after each context that does not know it.
                            left = 0;
                            break;
                        }

                        code -= bound;
                        range -= bound;
                        ruledOutBy[symbol] = search;
                        while (range < MinRange)
                        {
                            code = (code << 8) | NextByte();
                            range <<= 8;
                        }
                    }

                    book = nextBook;
                    nextBook = lastBook;
                }

                escaped = ProbabilityBooks.Escaped;
                depth--;
            }

            if (result < 0)
            {
                int place = 0;
                while (place < ModelFormat.TriedFollowers)
                {
                    int symbol = root[place];
                    if (ruledOutBy[symbol] != search)
                    {
                        uint bound = (range >> ProbabilityBits) * books[escaped + root[ModelFormat.RootCodesAt + place]];
                        if (code < bound)
                        {
                            range = bound;
                            result = symbol;
                            break;
                        }

                        code -= bound;
                        range -= bound;
                        while (range < MinRange)
                        {
                            code = (code << 8) | NextByte();
                            range <<= 8;
                        }
                    }

                    place++;
                }
            }

            if (result < 0)
            {
                // The tree knows all symbols.
                model.ReadTree();
                result = 1;
                while (result < TextAlphabet.MaxSymbols)
                {
                    uint bound = (range >> TreeProbabilityBits) * block[result];
                    result <<= 1;
                    if (code < bound)
                    {
                        range = bound;
                    }
                    else
                    {
                        code -= bound;
                        range -= bound;
                        result++;
                    }

                    while (range < MinRange)
                    {
                        code = (code << 8) | NextByte();
                        range <<= 8;
                    }
                }

                result -= TextAlphabet.MaxSymbols;
            }

            while (range < MinRange)
            {
                code = (code << 8) | NextByte();
                range <<= 8;
            }

            if (result < TextAlphabet.FirstCharacter || result >= symbolCount || count >= limit)
            {
                break;
            }

            chars[count] = characters[result];
            count++;
            latest = (latest + 1) & SymbolHistory.Mask;
            ring[latest] = historySymbols[result];
            result = Overrun;
        }

        Count = count;
        history.Latest = latest;
        _search = search;
        _range = range;
        _code = code;
        return result == Steered ? TakeSteering(root) : result;
    }

    /// <summary>Which of the three symbols that steer it is.</summary>
    private int TakeSteering(byte[] root)
    {
        Normalise();
        int shift = BitConverter.ToUInt16(root, ModelFormat.RootSteeringAt) >> SteeringBits;
        if (shift != 0 && TakeYes(((uint)shift << (ProbabilityBits - ShareBits)) + HalfShare, ProbabilityBits))
        {
            return TextAlphabet.Shift;
        }

        return TakeYes(1, 1) ? TextAlphabet.Switch : TextAlphabet.Escape;
    }

    private bool TakeYes(uint probability, int bits)
    {
        uint bound = (_range >> bits) * probability;
        bool isYes = _code < bound;
        if (isYes)
        {
            _range = bound;
        }
        else
        {
            _code -= bound;
            _range -= bound;
        }

        Normalise();
        return isYes;
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
        while (_range < MinRange)
        {
            _code = (_code << 8) | NextByte();
            _range <<= 8;
        }
    }

    /// <summary>The next byte of the message; bytes beyond its end are zeros.</summary>
    private uint NextByte()
    {
        int position = _position;
        _position = position + 1;
        return position < _end ? _buffer[position] : 0u;
    }
}
