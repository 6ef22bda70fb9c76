using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Relay;

// How items are named in summaries and requests.
public sealed partial class RelayEngine
{
    // Items that were evicted, expired or refused; a summary reaches back 17 minutes at most.
    private const int GoneKeys = 48;

    // Twice as many places as keys, so that a search ends soon; behind them a mark for each item of the store.
    private const int KeyPlaces = 512;
    private const int MarksAt = 2 * KeyPlaces;

    private readonly uint[] _summaryCovered = new uint[NodeSet.Words];
    private readonly uint[] _goneHash = new uint[GoneKeys];
    private int _goneNext;

    private long _summaryDueMs = long.MaxValue;
    private int _calm = RelayTiming.MostCalm;

    /// <summary>The key by which pages of full summaries are cut.</summary>
    private ushort KeyOf(int slot)
    {
        return Key(HashOf(slot), 0);
    }

    private uint HashOf(int slot)
    {
        return Hash(_store.Type[slot], _store.Origin[slot], _store.Counter[slot]);
    }

    /// <summary>What an item is known by, before it is cut to a key.</summary>
    internal static uint Hash(FrameType type, ushort origin, uint counter)
    {
        uint x = ((((uint)type << 16) | origin) * 0x9E3779B1u) ^ (counter * 0x85EBCA6Bu);
        return x ^ (x >> 15);
    }

    /// <summary>The key of an item in a frame: with another salt in the next, so that two items that share one key do not share the other.</summary>
    internal static ushort Key(uint hash, byte salt)
    {
        uint x = (hash ^ (salt * 0x27D4EB2Fu)) * 0xC2B2AE35u;
        return (ushort)((x ^ (x >> 13)) >> 16);
    }

    private int WriteKey(int slot, byte salt, int at)
    {
        ushort key = Key(HashOf(slot), salt);
        _frame[at] = (byte)key;
        _frame[at + 1] = (byte)(key >> 8);
        return at + 2;
    }

    private int WriteId(int slot, int at)
    {
        return WriteId(_store.Origin[slot], (_store.Counter[slot] << 3) | (uint)_store.Type[slot], at);
    }

    private int WriteId(ushort origin, uint packed, int at)
    {
        _frame[at] = (byte)origin;
        _frame[at + 1] = (byte)(origin >> 8);
        _frame[at + 2] = (byte)packed;
        _frame[at + 3] = (byte)(packed >> 8);
        _frame[at + 4] = (byte)(packed >> 16);
        _frame[at + 5] = (byte)(packed >> 24);
        return at + IdSize;
    }

    private bool IsListed(int slot, int at, int length)
    {
        uint packed = (_store.Counter[slot] << 3) | (uint)_store.Type[slot];
        for (; at + IdSize <= length; at += IdSize)
        {
            if ((_payload[at] | (_payload[at + 1] << 8)) == _store.Origin[slot] && PackedAt(at) == packed)
            {
                return true;
            }
        }

        return false;
    }

    private uint PackedAt(int at)
    {
        return (uint)(_payload[at + 2] | (_payload[at + 3] << 8) | (_payload[at + 4] << 16) | (_payload[at + 5] << 24));
    }

    private bool HasKey(ushort key, int at, int length)
    {
        for (; at + 2 <= length; at += 2)
        {
            if ((_payload[at] | (_payload[at + 1] << 8)) == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Tabulates the keys of the items that this node has, makes up its mind about, had or refused, for <see cref="FindKey"/>: in the bytes in which
    /// items are put together, so until then. A place holds one more than a slot or, behind those, than an item that is gone (linear probing, Knuth,
    /// TAOCP 3, 6.4). Computing every key anew for each one looked up took the board 170 ms for a full frame of them.
    /// </summary>
    private void TabulateKeys(byte salt)
    {
        Array.Clear(_assembly, 0, MarksAt + _store.Slots);
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free)
            {
                Tabulate(Key(HashOf(i), salt), i);
            }
        }

        for (int i = 0; i < GoneKeys; i++)
        {
            if (_goneHash[i] != 0)
            {
                Tabulate(Key(_goneHash[i], salt), FrameStore.MaxSlots + i);
            }
        }
    }

    private void Tabulate(ushort key, int item)
    {
        int place = key % KeyPlaces;
        while (LittleEndian.Get16(_assembly, 2 * place) != 0)
        {
            place = (place + 1) % KeyPlaces;
        }

        LittleEndian.Put16(_assembly, 2 * place, item + 1);
    }

    /// <summary>True for a key that was tabulated. The items of the store that have it are marked.</summary>
    private bool FindKey(ushort key, byte salt)
    {
        bool isKnown = false;
        int place = key % KeyPlaces;
        for (int item = LittleEndian.Get16(_assembly, 2 * place); item != 0; item = LittleEndian.Get16(_assembly, 2 * place))
        {
            bool isGone = item > FrameStore.MaxSlots;
            if (Key(isGone ? _goneHash[item - 1 - FrameStore.MaxSlots] : HashOf(item - 1), salt) == key)
            {
                isKnown = true;
                if (!isGone)
                {
                    _assembly[MarksAt + item - 1] = 1;
                }
            }

            place = (place + 1) % KeyPlaces;
        }

        return isKnown;
    }

    /// <summary>Marks the items of the store that a frame names by their keys.</summary>
    private void MarkKeys(int at, int length, byte salt)
    {
        TabulateKeys(salt);
        for (; at + 2 <= length; at += 2)
        {
            FindKey((ushort)(_payload[at] | (_payload[at + 1] << 8)), salt);
        }
    }

    /// <summary>Marks the items of the store that a frame names by origin and counter.</summary>
    private void MarkIds(int at, int length)
    {
        Array.Clear(_assembly, MarksAt, _store.Slots);
        for (; at + IdSize <= length; at += IdSize)
        {
            uint packed = PackedAt(at);
            int slot = _store.Find((FrameType)(packed & 7), (ushort)(_payload[at] | (_payload[at + 1] << 8)), packed >> 3);
            if (slot >= 0)
            {
                _assembly[MarksAt + slot] = 1;
            }
        }
    }

    /// <summary>True for an item that was marked last.</summary>
    private bool IsMarked(int slot)
    {
        return _assembly[MarksAt + slot] != 0;
    }

    /// <summary>Remembers that an item left the store or never entered it, so that it is not asked for again.</summary>
    private void NoteGone(FrameType type, ushort origin, uint counter)
    {
        if (IsOffered(type))
        {
            NoteGone(Hash(type, origin, counter));
        }
    }

    private void NoteGone(uint hash)
    {
        _goneHash[_goneNext] = hash;
        _goneNext = (_goneNext + 1) % GoneKeys;
    }

    private bool IsGone(uint hash)
    {
        for (int i = 0; i < GoneKeys; i++)
        {
            if (_goneHash[i] == hash)
            {
                return true;
            }
        }

        return false;
    }
}
