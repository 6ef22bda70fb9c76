namespace LoRaNode.Core.Relay;

/// <summary>
/// Airtime that this node spent on each origin lately, so that among items of one priority the origin that had least goes first.
/// Sixteen origins; an unknown one has had nothing. Halved every minute.
/// </summary>
internal sealed class FairShare
{
    private const int Capacity = 16;
    private const int HalvingMs = 60_000;

    private readonly ushort[] _origin = new ushort[Capacity];
    private readonly int[] _spentMs = new int[Capacity];
    private long _halvedMs;

    /// <summary>Airtime of an origin in milliseconds.</summary>
    public int SpentMs(ushort origin)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (_origin[i] == origin)
            {
                return _spentMs[i];
            }
        }

        return 0;
    }

    /// <summary>Books airtime; the origin with the least makes room for a new one.</summary>
    public void Spend(ushort origin, int airtimeMs, long nowMs)
    {
        while (nowMs - _halvedMs >= HalvingMs)
        {
            bool any = false;
            for (int i = 0; i < Capacity; i++)
            {
                _spentMs[i] /= 2;
                any |= _spentMs[i] > 0;
            }

            _halvedMs = any ? _halvedMs + HalvingMs : nowMs;
        }

        int least = 0;
        for (int i = 0; i < Capacity; i++)
        {
            if (_origin[i] == origin)
            {
                _spentMs[i] += airtimeMs;
                return;
            }

            least = _spentMs[i] < _spentMs[least] ? i : least;
        }

        _origin[least] = origin;
        _spentMs[least] = airtimeMs;
    }
}
