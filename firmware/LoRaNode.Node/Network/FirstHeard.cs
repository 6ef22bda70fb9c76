namespace LoRaNode.Node.Network;

/// <summary>
/// Counts from whom alerts and messages came first: the relays that this node lives on. When more neighbours give than there is room
/// for, the later ones are not counted until the next <see cref="Clear"/>.
/// </summary>
public sealed class FirstHeard
{
    private const int Places = 16;

    private readonly ushort[] _address = new ushort[Places];
    private readonly ushort[] _count = new ushort[Places];

    /// <summary>Something new came from a transmitter.</summary>
    public void Note(ushort transmitter)
    {
        for (int i = 0; i < Places; i++)
        {
            if (_address[i] == transmitter || _count[i] == 0)
            {
                _address[i] = transmitter;
                _count[i] += (ushort)(_count[i] == ushort.MaxValue ? 0 : 1);
                return;
            }
        }
    }

    /// <summary>How often something came from a neighbour first since the last <see cref="Clear"/>.</summary>
    public int Of(ushort address)
    {
        for (int i = 0; i < Places && _count[i] != 0; i++)
        {
            if (_address[i] == address)
            {
                return _count[i];
            }
        }

        return 0;
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        for (int i = 0; i < Places; i++)
        {
            _count[i] = 0;
        }
    }
}
