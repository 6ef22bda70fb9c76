namespace LoRaNode.Core.Trust;

/// <summary>
/// Which origins sent bad signatures lately, and which sent genuine ones. The last few only: who floods under many names fills the
/// first table with them, and never gets into the second. A good name is not lost by bad signatures: anybody with the network key
/// can put another's name on a frame.
/// </summary>
internal sealed class OriginStanding
{
    /// <summary>How long a bad signature counts, in milliseconds: ten minutes.</summary>
    internal const long MemoryMs = 600_000;

    private const int Capacity = 32;
    private const int GoodCapacity = 16;

    private readonly ushort[] _good = new ushort[GoodCapacity];
    private int _nextGood;

    private readonly ushort[] _origins = new ushort[Capacity];
    private readonly byte[] _failures = new byte[Capacity];
    private readonly uint[] _lastS = new uint[Capacity];

    /// <summary>Bad signatures of an origin that still count.</summary>
    internal int Failures(ushort origin, long nowMs)
    {
        int index = Find(origin);
        return index >= 0 && !IsOver(index, nowMs) ? _failures[index] : 0;
    }

    internal void OnFailure(ushort origin, long nowMs)
    {
        int index = Find(origin);
        if (index < 0)
        {
            index = 0;
            for (int i = 1; i < Capacity; i++)
            {
                if (_failures[i] == 0 || _lastS[i] < _lastS[index])
                {
                    index = i;
                }
            }

            _failures[index] = 0;
            _origins[index] = origin;
        }
        else if (IsOver(index, nowMs))
        {
            _failures[index] = 0;
        }

        _failures[index] += (byte)(_failures[index] < byte.MaxValue ? 1 : 0);
        _lastS[index] = (uint)(nowMs / 1000);
    }

    /// <summary>True when a genuine item of the origin is remembered.</summary>
    internal bool IsGood(ushort origin)
    {
        for (int i = 0; i < GoodCapacity; i++)
        {
            if (_good[i] == origin)
            {
                return origin != 0;
            }
        }

        return false;
    }

    internal void OnSuccess(ushort origin)
    {
        if (!IsGood(origin))
        {
            _good[_nextGood] = origin;
            _nextGood = (_nextGood + 1) % GoodCapacity;
        }

        int index = Find(origin);
        if (index >= 0)
        {
            _failures[index] = 0;
        }
    }

    private bool IsOver(int index, long nowMs)
    {
        return (nowMs / 1000) - _lastS[index] >= MemoryMs / 1000;
    }

    private int Find(ushort origin)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (_failures[i] != 0 && _origins[i] == origin)
            {
                return i;
            }
        }

        return -1;
    }
}
