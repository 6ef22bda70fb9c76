using LoRaNode.Core.Frames;

namespace LoRaNode.Node.Network;

/// <summary>Remembers by which copy each item that is being judged arrived. The oldest gives way: an entry lost costs a detail in a report.</summary>
internal sealed class Arrivals
{
    private const int Capacity = 16;

    private readonly int[] _handles = new int[Capacity];
    private readonly ushort[] _transmitters = new ushort[Capacity];
    private readonly byte[] _hopsLeft = new byte[Capacity];
    private readonly uint[] _counters = new uint[Capacity];
    private int _next;

    /// <summary>Notes the frame that brings an item.</summary>
    internal int Note(int handle, uint counter, byte[] frame)
    {
        int place = _next;
        _next = (_next + 1) % Capacity;
        _handles[place] = handle;
        _counters[place] = counter;
        _transmitters[place] = FrameHeader.Transmitter(frame);
        _hopsLeft[place] = (byte)FrameHeader.HopsLeft(frame);
        return place;
    }

    /// <summary>Place of an item, or -1 when it gave way.</summary>
    internal int Find(int handle)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (_handles[i] == handle)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Node whose copy it was.</summary>
    internal ushort Transmitter(int place)
    {
        return place < 0 ? FrameHeader.NoAddress : _transmitters[place];
    }

    /// <summary>Hops left in that copy.</summary>
    internal byte HopsLeft(int place)
    {
        return place < 0 ? (byte)0 : _hopsLeft[place];
    }

    /// <summary>The origin's counter.</summary>
    internal uint Counter(int place)
    {
        return place < 0 ? 0 : _counters[place];
    }
}
