using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Gives each address in reach (neighbours and their neighbours) a small index, so that neighbourhoods are sets of bits. Holds
/// at most 128 addresses; more are simply not known, which costs a transmission, never a delivery. Open addressing with linear
/// probing; removal re-inserts the run that follows (Knuth, TAOCP 3, 6.4, algorithm R).
/// </summary>
internal sealed class KnownNodes
{
    /// <summary>Most addresses that are known at a time.</summary>
    public const int Capacity = 128;

    private const int Slots = 256;

    private readonly ushort[] _address = new ushort[Capacity];
    private readonly sbyte[] _slotIndex = new sbyte[Slots];
    private int _count;

    public KnownNodes()
    {
        for (int i = 0; i < Slots; i++)
        {
            _slotIndex[i] = -1;
        }
    }

    /// <summary>Addresses known now.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Address of an index, or <see cref="FrameHeader.NoAddress"/> when the index is free.</summary>
    public ushort AddressOf(int index)
    {
        return _address[index];
    }

    /// <summary>Index of an address, or -1.</summary>
    public int IndexOf(ushort address)
    {
        for (int slot = SlotOf(address); _slotIndex[slot] >= 0; slot = (slot + 1) & (Slots - 1))
        {
            if (_address[_slotIndex[slot]] == address)
            {
                return _slotIndex[slot];
            }
        }

        return -1;
    }

    /// <summary>Index of an address, which is added when there is room; -1 when there is none.</summary>
    public int Add(ushort address)
    {
        int known = IndexOf(address);
        if (known >= 0 || _count == Capacity)
        {
            return known;
        }

        int index = 0;
        while (_address[index] != FrameHeader.NoAddress)
        {
            index++;
        }

        _address[index] = address;
        _count++;
        Insert(index);
        return index;
    }

    /// <summary>Forgets an index; nothing may refer to it any more.</summary>
    public void Remove(int index)
    {
        ushort address = _address[index];
        int slot = SlotOf(address);
        while (_slotIndex[slot] != index)
        {
            slot = (slot + 1) & (Slots - 1);
        }

        _slotIndex[slot] = -1;
        _address[index] = FrameHeader.NoAddress;
        _count--;
        for (slot = (slot + 1) & (Slots - 1); _slotIndex[slot] >= 0; slot = (slot + 1) & (Slots - 1))
        {
            int moved = _slotIndex[slot];
            _slotIndex[slot] = -1;
            Insert(moved);
        }
    }

    private static int SlotOf(ushort address)
    {
        // Fibonacci hashing (Knuth, TAOCP 3, 6.4): neighbouring addresses land far apart.
        return (int)((address * 0x9E3779B1u) >> 24);
    }

    private void Insert(int index)
    {
        int slot = SlotOf(_address[index]);
        while (_slotIndex[slot] >= 0)
        {
            slot = (slot + 1) & (Slots - 1);
        }

        _slotIndex[slot] = (sbyte)index;
    }
}
