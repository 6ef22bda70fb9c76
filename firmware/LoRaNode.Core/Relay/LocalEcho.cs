namespace LoRaNode.Core.Relay;

/// <summary>
/// Tells whether a number that a neighbour echoes is one that this node's link-local frames carried since its start: numbers are never
/// used twice, so a frame recorded before the start cannot echo one. One thread owns the object.
/// </summary>
internal sealed class LocalEcho
{
    // Echoes are half a number: of a longer past they could be those of the round before.
    private const uint MostBack = 1_024;

    private uint _first;
    private uint _last;
    private bool _hasSent;

    /// <summary>A link-local frame with this number is on its way.</summary>
    public void OnSent(uint counter)
    {
        _first = _hasSent ? _first : counter;
        _last = counter;
        _hasSent = true;
    }

    /// <summary>True for a number used since the start.</summary>
    public bool IsOurs(uint counter)
    {
        return _hasSent && counter - _first <= _last - _first;
    }

    /// <summary>True for the low half of a number used lately, since the start.</summary>
    public bool IsOursLately(ushort echo)
    {
        uint back = (ushort)(_last - echo);
        return _hasSent && back <= _last - _first && back <= MostBack;
    }
}
