namespace LoRaNode.Core.Relay;

/// <summary>
/// How many hops away other nodes are, learnt from what they send: the hop count of the first copy of each item. The origin that
/// was silent longest makes room. A wrong distance costs a retry, which falls back to flooding.
/// </summary>
internal sealed class RouteTable
{
    /// <summary>Distance of a node of which nothing is known.</summary>
    public const int Unknown = 255;

    private const int Capacity = 96;

    private readonly ushort[] _address = new ushort[Capacity];
    private readonly byte[] _hops = new byte[Capacity];
    private readonly int[] _heardS = new int[Capacity];

    /// <summary>Hops to a node, 1 or more, or <see cref="Unknown"/>.</summary>
    public int HopsTo(ushort address)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (_address[i] == address)
            {
                return _hops[i];
            }
        }

        return Unknown;
    }

    /// <summary>
    /// An item of a node came over so many hops, at most 32. Where the hops were used up and began anew a distance is short by 32: only the rest by 4
    /// is ever compared, which stays right.
    /// </summary>
    public void Learn(ushort address, int hops, long nowMs)
    {
        int oldest = 0;
        for (int i = 0; i < Capacity; i++)
        {
            if (_address[i] == address)
            {
                oldest = i;
                break;
            }

            oldest = _heardS[i] < _heardS[oldest] ? i : oldest;
        }

        _address[oldest] = address;
        _hops[oldest] = (byte)(hops < 1 ? 1 : hops);
        _heardS[oldest] = (int)(nowMs / 1000) + 1;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        System.Array.Clear(_address, 0, Capacity);
        System.Array.Clear(_heardS, 0, Capacity);
    }
}
