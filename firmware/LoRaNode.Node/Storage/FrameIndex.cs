using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Which frames are stored where, in order of arrival, and which of them are shown to people. Parallel arrays instead of objects: on the
/// device an object of five fields takes 72 bytes, an array element one, two or four. RAM: 15 bytes a place, 4 more with threads.
/// </summary>
internal sealed class FrameIndex
{
    /// <summary>Journal number of a frame that the medium refused or was not asked to keep.</summary>
    internal const uint NoNumber = uint.MaxValue;

    private const uint SecondsPerMinute = 60;
    private const int TypeBits = 0x07;
    private const int ShownBit = 0x80;
    private const int WaitingBit = 0x40;
    private const int OldBit = 0x20;
    private const int StoredBit = 0x10;

    private readonly byte[] _types;
    private readonly ushort[] _origins;
    private readonly uint[] _counters;
    private readonly uint[] _arrivedS;
    private readonly ushort[] _lifeMinutes;
    private readonly ushort[] _numbers;
    private readonly uint[] _threads;

    /// <summary>Creates an empty index.</summary>
    /// <param name="capacity">Most frames.</param>
    /// <param name="hasThreads">True to remember the thread of each frame.</param>
    public FrameIndex(int capacity, bool hasThreads)
    {
        _types = new byte[capacity];
        _origins = new ushort[capacity];
        _counters = new uint[capacity];
        _arrivedS = new uint[capacity];
        _lifeMinutes = new ushort[capacity];
        _numbers = new ushort[capacity];
        _threads = hasThreads ? new uint[capacity] : null;
    }

    /// <summary>Most frames.</summary>
    public int Capacity
    {
        get { return _types.Length; }
    }

    /// <summary>Frames in the index.</summary>
    public int Count { get; private set; }

    /// <summary>Frames of those that are shown.</summary>
    public int ShownCount { get; private set; }

    /// <summary>Frames of those that wait to be given back to the relay engine after a start.</summary>
    public int WaitingCount { get; private set; }

    /// <summary>Adds a frame at the end; there must be room.</summary>
    public void Add(FrameType type, ushort origin, uint counter, uint expiresS, uint arrivedS, uint number)
    {
        int place = Count++;
        _types[place] = (byte)type;
        _origins[place] = origin;
        _counters[place] = counter;
        _arrivedS[place] = arrivedS;
        uint minutes = expiresS > arrivedS ? (expiresS - arrivedS + SecondsPerMinute - 1) / SecondsPerMinute : 0;
        _lifeMinutes[place] = minutes < ushort.MaxValue ? (ushort)minutes : ushort.MaxValue;
        SetNumber(place, number);
        if (_threads != null)
        {
            _threads[place] = 0;
        }
    }

    /// <summary>Place of a frame, or -1.</summary>
    public int Find(FrameType type, ushort origin, uint counter)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_counters[i] == counter && _origins[i] == origin && (_types[i] & TypeBits) == (int)type)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Type of the frame at a place.</summary>
    public FrameType Type(int place)
    {
        return (FrameType)(_types[place] & TypeBits);
    }

    /// <summary>Origin of the frame at a place.</summary>
    public ushort Origin(int place)
    {
        return _origins[place];
    }

    /// <summary>Counter of the frame at a place.</summary>
    public uint Counter(int place)
    {
        return _counters[place];
    }

    /// <summary>Expiry of the frame at a place: up to a minute after that which was given.</summary>
    public uint ExpiresS(int place)
    {
        return _arrivedS[place] + (_lifeMinutes[place] * SecondsPerMinute);
    }

    /// <summary>When the frame at a place arrived.</summary>
    public uint ArrivedS(int place)
    {
        return _arrivedS[place];
    }

    /// <summary>True when the frame at a place is on the medium.</summary>
    public bool IsStored(int place)
    {
        return (_types[place] & StoredBit) != 0;
    }

    /// <summary>Journal number of the frame at a place; <see cref="NoNumber"/> when it is not on the medium.</summary>
    /// <param name="place">The place.</param>
    /// <param name="next">The number that the journal gives next: all that it has lie less than 65,536 before it.</param>
    public uint Number(int place, uint next)
    {
        return IsStored(place) ? next - (ushort)(next - _numbers[place]) : NoNumber;
    }

    /// <summary>The frame was stored, or stored again under another number; <see cref="NoNumber"/> when it is not on the medium.</summary>
    public void SetNumber(int place, uint number)
    {
        _numbers[place] = (ushort)number;
        _types[place] = number == NoNumber ? (byte)(_types[place] & ~StoredBit) : (byte)(_types[place] | StoredBit);
    }

    /// <summary>True when the frame at a place is shown.</summary>
    public bool IsShown(int place)
    {
        return (_types[place] & ShownBit) != 0;
    }

    /// <summary>The frame at a place is shown from now on, as part of a thread.</summary>
    public void Show(int place, uint thread)
    {
        ShownCount += IsShown(place) ? 0 : 1;
        _types[place] |= ShownBit;
        if (_threads != null)
        {
            _threads[place] = thread;
        }
    }

    /// <summary>Place of a shown frame of a thread, or -1.</summary>
    public int FindShown(uint thread)
    {
        for (int i = 0; i < Count; i++)
        {
            if (IsShown(i) && _threads[i] == thread)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>All frames are those of an earlier start: they wait to be given back.</summary>
    public void SetAllWaiting()
    {
        for (int i = 0; i < Count; i++)
        {
            _types[i] |= WaitingBit | OldBit;
        }

        WaitingCount = Count;
    }

    /// <summary>Place of a waiting frame, the newest first, or -1. It waits no longer.</summary>
    public int TakeWaiting()
    {
        for (int i = Count - 1; i >= 0 && WaitingCount > 0; i--)
        {
            if ((_types[i] & WaitingBit) != 0)
            {
                _types[i] &= unchecked((byte)~WaitingBit);
                WaitingCount--;
                return i;
            }
        }

        return -1;
    }

    /// <summary>Moves the times of all frames that came since the start: the calendar had been late.</summary>
    public void Shift(uint seconds)
    {
        for (int i = 0; i < Count; i++)
        {
            if ((_types[i] & OldBit) == 0)
            {
                _arrivedS[i] += seconds;
            }
        }
    }

    /// <summary>Place of the frame that expires first, or -1.</summary>
    public int FirstToExpire()
    {
        int first = Count == 0 ? -1 : 0;
        for (int i = 1; i < Count; i++)
        {
            if (ExpiresS(i) < ExpiresS(first))
            {
                first = i;
            }
        }

        return first;
    }

    /// <summary>Takes a frame out; those after it move up.</summary>
    public void RemoveAt(int place)
    {
        ShownCount -= IsShown(place) ? 1 : 0;
        WaitingCount -= (_types[place] & WaitingBit) != 0 ? 1 : 0;
        int behind = Count - place - 1;
        Array.Copy(_types, place + 1, _types, place, behind);
        Array.Copy(_origins, place + 1, _origins, place, behind);
        Array.Copy(_counters, place + 1, _counters, place, behind);
        Array.Copy(_arrivedS, place + 1, _arrivedS, place, behind);
        Array.Copy(_lifeMinutes, place + 1, _lifeMinutes, place, behind);
        Array.Copy(_numbers, place + 1, _numbers, place, behind);
        if (_threads != null)
        {
            Array.Copy(_threads, place + 1, _threads, place, behind);
        }

        Count--;
    }

    /// <summary>Takes out every frame that has expired. Returns when the next one will: the largest number without one.</summary>
    public uint RemoveExpired(uint nowS)
    {
        uint next = uint.MaxValue;
        for (int i = Count - 1; i >= 0; i--)
        {
            uint expiresS = ExpiresS(i);
            if (expiresS <= nowS)
            {
                RemoveAt(i);
            }
            else if (expiresS < next)
            {
                next = expiresS;
            }
        }

        return next;
    }

    /// <summary>Takes out every frame whose record is older than the oldest that its journal has.</summary>
    public void RemoveOlder(uint oldest, uint next)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (Number(i, next) < oldest)
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>Takes out everything.</summary>
    public void Clear()
    {
        Count = 0;
        ShownCount = 0;
        WaitingCount = 0;
    }
}
