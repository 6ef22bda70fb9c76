namespace LoRaNode.Core.Relay;

/// <summary>
/// Writes and reads numbers of few bits in a byte array, most significant bit first. Reading past the end gives zeros and sets
/// <see cref="IsOverrun"/>; writing past the end does the same and writes nothing.
/// </summary>
internal sealed class BitPacker
{
    private byte[] _bytes;
    private int _bit;
    private int _endBit;

    /// <summary>True when more was read or written than there is.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>Bytes touched so far, from the start of the array.</summary>
    public int ByteEnd
    {
        get { return (_bit + 7) >> 3; }
    }

    /// <summary>Begins at a byte of an array, with room or data up to <paramref name="end"/> (exclusive).</summary>
    public void Begin(byte[] bytes, int start, int end)
    {
        _bytes = bytes;
        _bit = start << 3;
        _endBit = end << 3;
        IsOverrun = false;
    }

    /// <summary>Writes the low bits of a number.</summary>
    public void Write(int value, int bits)
    {
        if (_bit + bits > _endBit)
        {
            IsOverrun = true;
            return;
        }

        for (int i = bits - 1; i >= 0; i--)
        {
            int mask = 0x80 >> (_bit & 7);
            if (((value >> i) & 1) != 0)
            {
                _bytes[_bit >> 3] |= (byte)mask;
            }
            else
            {
                _bytes[_bit >> 3] &= (byte)~mask;
            }

            _bit++;
        }
    }

    /// <summary>Reads a number of so many bits.</summary>
    public int Read(int bits)
    {
        if (_bit + bits > _endBit)
        {
            IsOverrun = true;
            return 0;
        }

        int value = 0;
        for (int i = 0; i < bits; i++)
        {
            value = (value << 1) | ((_bytes[_bit >> 3] >> (7 - (_bit & 7))) & 1);
            _bit++;
        }

        return value;
    }

    /// <summary>Writes a number by Rice's code (Rice and Plaunt 1971): the quotient in ones and a zero, the remainder in <paramref name="k"/> bits.</summary>
    public void WriteRice(int value, int k)
    {
        for (int quotient = value >> k; quotient > 0; quotient--)
        {
            Write(1, 1);
        }

        Write(0, 1);
        Write(value, k);
    }

    /// <summary>Reads a number written by <see cref="WriteRice"/>.</summary>
    public int ReadRice(int k)
    {
        int quotient = 0;
        while (Read(1) != 0)
        {
            quotient++;
        }

        return (quotient << k) | Read(k);
    }
}
