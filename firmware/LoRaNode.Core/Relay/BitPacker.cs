namespace LoRaNode.Core.Relay;

/// <summary>
/// Writes and reads numbers of few bits in a byte array, most significant bit first. Reading past the end gives zeros and sets
/// <see cref="IsOverrun"/>; writing past the end does the same and writes nothing.
/// </summary>
internal sealed class BitPacker
{
    private const int MostOnes = 16;

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

        // What fits the byte in one go: bit by bit, a long list took the board most of a beacon's time.
        while (bits > 0)
        {
            int room = 8 - (_bit & 7);
            int part = bits < room ? bits : room;
            bits -= part;
            int mask = ((1 << part) - 1) << (room - part);
            int at = _bit >> 3;
            _bytes[at] = (byte)((_bytes[at] & ~mask) | (((value >> bits) << (room - part)) & mask));
            _bit += part;
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
        while (bits > 0)
        {
            int room = 8 - (_bit & 7);
            int part = bits < room ? bits : room;
            bits -= part;
            value = (value << part) | ((_bytes[_bit >> 3] >> (room - part)) & ((1 << part) - 1));
            _bit += part;
        }

        return value;
    }

    /// <summary>Writes a number by Rice's code (Rice and Plaunt 1971): the quotient in ones and a zero, the remainder in <paramref name="k"/> bits.</summary>
    public void WriteRice(int value, int k)
    {
        int quotient = value >> k;
        for (; quotient >= MostOnes; quotient -= MostOnes)
        {
            Write((1 << MostOnes) - 1, MostOnes);
        }

        Write((1 << (quotient + 1)) - 2, quotient + 1);
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
