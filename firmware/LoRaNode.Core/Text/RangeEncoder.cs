namespace LoRaNode.Core.Text;

/// <summary>
/// A binary arithmetic coder with 32-bit range and carry propagation (after the range coder of LZMA; Martin, 1979). What is
/// special is the end: a message's length is known from its frame, bytes after it count as zeros, and the shortest string of
/// bytes inside the last interval is what goes out.
/// </summary>
public sealed class RangeEncoder
{
    /// <summary>How many bytes beyond the end of a message the decoder may take as zeros.</summary>
    internal const int MaxImpliedBytes = 8;

    /// <summary>How many bytes the decoder is ahead of the encoder.</summary>
    internal const int LookAhead = 4;

    /// <summary>A text ends at most so many bytes before the message does (but for the rare case that it cannot): before that, nothing is spent on saying that it goes on.</summary>
    internal const int EndWindow = 2;

    private byte[] _buffer;
    private int _start;
    private int _position;
    private int _end;
    private uint _low;
    private uint _range;
    private int _expected;

    /// <summary>How many bytes were settled when the last symbol had been coded.</summary>
    internal int Shifted { get; private set; }

    /// <summary>Whether the text may end here, if the message is as long as was expected.</summary>
    internal bool IsNearEnd
    {
        get { return _position - _start >= _expected - EndWindow; }
    }

    /// <summary>
    /// Starts a message at <paramref name="offset"/> of <paramref name="buffer"/>, at most <paramref name="maxBytes"/> long, and
    /// <paramref name="expected"/> if all goes well.
    /// </summary>
    public void Start(byte[] buffer, int offset, int maxBytes, int expected)
    {
        _expected = expected;
        _buffer = buffer;
        _start = offset;
        _position = offset;
        _end = offset + maxBytes;
        _low = 0;
        _range = 0xFFFFFFFF;
    }

    /// <summary>Codes a yes or no; <paramref name="probability"/> of yes in 1/2^<paramref name="bits"/>, neither 0 nor 1; at most 12 bits.</summary>
    public void Bit(bool isYes, int probability, int bits)
    {
        uint bound = (_range >> bits) * (uint)probability;
        if (isYes)
        {
            _range = bound;
        }
        else
        {
            AddToLow(bound);
            _range -= bound;
        }

        while (_range < 0x01000000)
        {
            ShiftOut();
        }
    }

    /// <summary>Codes one of 2^<paramref name="bits"/> equally likely values, at most 12 bits.</summary>
    public void Bits(int value, int bits)
    {
        _range >>= bits;
        AddToLow(_range * (uint)value);
        while (_range < 0x01000000)
        {
            ShiftOut();
        }
    }

    /// <summary>Codes the slice from <paramref name="from"/> of <paramref name="size"/> out of 256.</summary>
    public void Slice(int from, int size)
    {
        _range >>= 8;
        AddToLow(_range * (uint)from);
        _range *= (uint)size;
        while (_range < 0x01000000)
        {
            ShiftOut();
        }
    }

    /// <summary>
    /// Ends the message. Returns its length in bytes; when that is more than there is room for, the buffer has nothing of use. It may be less
    /// than was expected (then zeros have to follow), or more (then it has to be coded again).
    /// </summary>
    public int Finish()
    {
        Shifted = _position - _start;
        for (int extra = 0; extra <= 4; extra++)
        {
            // The first multiple of 256^(4 - extra) that is not below the interval.
            ulong unit = 1UL << (32 - (8 * extra));
            ulong value = ((ulong)_low + unit - 1) & ~(unit - 1);
            if (value <= (ulong)_low + _range - 1)
            {
                AddToLow((uint)(value - _low));
                for (int i = 0; i < extra; i++)
                {
                    ShiftOut();
                }

                break;
            }
        }

        int length = _position - _start;
        int shortest = Shifted + LookAhead - MaxImpliedBytes;
        if (shortest < 1)
        {
            shortest = 1;
        }

        if (_position > _end)
        {
            return length;
        }

        while (length > shortest && _buffer[_start + length - 1] == 0)
        {
            length--;
        }

        while (length < shortest)
        {
            if (_start + length < _end)
            {
                _buffer[_start + length] = 0;
            }

            length++;
        }

        return length;
    }

    private void AddToLow(uint amount)
    {
        uint before = _low;
        _low += amount;
        if (_low < before)
        {
            // What has no room is only counted: bytes before it are of no use then either.
            int i = (_position < _end ? _position : _end) - 1;
            while (i >= _start && ++_buffer[i] == 0)
            {
                i--;
            }
        }
    }

    private void ShiftOut()
    {
        if (_position < _end)
        {
            _buffer[_position] = (byte)(_low >> 24);
        }

        _position++;
        _low <<= 8;
        _range <<= 8;
    }
}
