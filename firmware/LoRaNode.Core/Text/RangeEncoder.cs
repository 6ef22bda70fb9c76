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

    private byte[] _buffer;
    private int _start;
    private int _position;
    private int _end;
    private uint _low;
    private uint _range;
    private bool _isFull;

    /// <summary>Starts a message at <paramref name="offset"/> of <paramref name="buffer"/>, at most <paramref name="maxBytes"/> long.</summary>
    public void Start(byte[] buffer, int offset, int maxBytes)
    {
        _buffer = buffer;
        _start = offset;
        _position = offset;
        _end = offset + maxBytes;
        _low = 0;
        _range = 0xFFFFFFFF;
        _isFull = false;
    }

    /// <summary>Codes a yes or no; <paramref name="probability"/> of yes in 1/4096, 1 to 4095.</summary>
    public void Bit(bool isYes, int probability)
    {
        uint bound = (_range >> 12) * (uint)probability;
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

    /// <summary>Ends the message. Returns its length in bytes, or <see cref="TextError.TooLong"/>.</summary>
    public int Finish()
    {
        int shifted = _position - _start;
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

        if (_isFull)
        {
            return TextError.TooLong;
        }

        int length = _position - _start;
        int shortest = shifted + 4 - MaxImpliedBytes;
        if (shortest < 1)
        {
            shortest = 1;
        }

        while (length > shortest && _buffer[_start + length - 1] == 0)
        {
            length--;
        }

        while (length < shortest)
        {
            if (_start + length >= _end)
            {
                return TextError.TooLong;
            }

            _buffer[_start + length] = 0;
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
            int i = _position - 1;
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
            _position++;
        }
        else
        {
            _isFull = true;
        }

        _low <<= 8;
        _range <<= 8;
    }
}
