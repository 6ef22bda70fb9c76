using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Which frames are stored where, in order of arrival. Parallel arrays instead of objects: on the device an object of five fields
/// takes 72 bytes, an array element one, two or four.
/// </summary>
internal sealed class FrameIndex
{
    private readonly byte[] _types;
    private readonly ushort[] _origins;
    private readonly uint[] _counters;
    private readonly uint[] _expiresS;
    private readonly uint[] _numbers;

    /// <summary>Creates an empty index.</summary>
    public FrameIndex(int capacity)
    {
        _types = new byte[capacity];
        _origins = new ushort[capacity];
        _counters = new uint[capacity];
        _expiresS = new uint[capacity];
        _numbers = new uint[capacity];
    }

    /// <summary>Most frames.</summary>
    public int Capacity
    {
        get { return _types.Length; }
    }

    /// <summary>Frames in the index.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a frame at the end; there must be room.</summary>
    public void Add(FrameType type, ushort origin, uint counter, uint expiresS, uint number)
    {
        int place = Count++;
        _types[place] = (byte)type;
        _origins[place] = origin;
        _counters[place] = counter;
        _expiresS[place] = expiresS;
        _numbers[place] = number;
    }

    /// <summary>Place of a frame, or -1.</summary>
    public int Find(FrameType type, ushort origin, uint counter)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_counters[i] == counter && _origins[i] == origin && _types[i] == (byte)type)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Expiry of the frame at a place.</summary>
    public uint ExpiresS(int place)
    {
        return _expiresS[place];
    }

    /// <summary>Journal number of the frame at a place.</summary>
    public uint Number(int place)
    {
        return _numbers[place];
    }

    /// <summary>The frame was stored again under another number.</summary>
    public void SetNumber(int place, uint number)
    {
        _numbers[place] = number;
    }

    /// <summary>Place of the frame that expires first, or -1.</summary>
    public int FirstToExpire()
    {
        int first = Count == 0 ? -1 : 0;
        for (int i = 1; i < Count; i++)
        {
            if (_expiresS[i] < _expiresS[first])
            {
                first = i;
            }
        }

        return first;
    }

    /// <summary>Takes a frame out; those after it move up.</summary>
    public void RemoveAt(int place)
    {
        int behind = Count - place - 1;
        Array.Copy(_types, place + 1, _types, place, behind);
        Array.Copy(_origins, place + 1, _origins, place, behind);
        Array.Copy(_counters, place + 1, _counters, place, behind);
        Array.Copy(_expiresS, place + 1, _expiresS, place, behind);
        Array.Copy(_numbers, place + 1, _numbers, place, behind);
        Count--;
    }

    /// <summary>Takes out every frame that has expired.</summary>
    public void RemoveExpired(uint nowS)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_expiresS[i] <= nowS)
            {
                RemoveAt(i);
            }
        }
    }
}
