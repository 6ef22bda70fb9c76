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

    // The one heard last comes first.
    private readonly ushort[] _address = new ushort[Capacity];
    private readonly byte[] _hops = new byte[Capacity];

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
    public void Learn(ushort address, int hops)
    {
        int place = 0;
        while (place < Capacity - 1 && _address[place] != address)
        {
            place++;
        }

        System.Array.Copy(_address, 0, _address, 1, place);
        System.Array.Copy(_hops, 0, _hops, 1, place);
        _address[0] = address;
        _hops[0] = (byte)(hops < 1 ? 1 : hops);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        System.Array.Clear(_address, 0, Capacity);
    }
}
