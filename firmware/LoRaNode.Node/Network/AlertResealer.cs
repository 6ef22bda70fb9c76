namespace LoRaNode.Node.Network;

/// <summary>
/// Seals alerts anew under the present key before the key under which they came is erased, so that they are shown and offered to late
/// joiners until they expire. Every node makes the same frame of an alert, so the neighbours agree on what they hold. Messages are left
/// as they are: they go with their key.
/// <para>The order matters: what is on the medium first, since the engine reads from there what it does not hold in memory.</para>
/// </summary>
internal sealed class AlertResealer
{
    // A medium that refuses is asked again in the next round, so often.
    private const int MaxRounds = 10;

    private readonly FrameKeeper _keeper;
    private readonly NodeTrust _trust;
    private int _kept;
    private int _held;
    private int _rounds;
    private bool _isRefused;

    internal AlertResealer(FrameKeeper keeper, NodeTrust trust)
    {
        _keeper = keeper;
        _trust = trust;
    }

    /// <summary>Looks at one frame. True when all is done.</summary>
    internal bool Step(long nowMs)
    {
        if (_kept < _keeper.KeptCount)
        {
            _isRefused |= !_keeper.ResealKept(_kept, nowMs);
            _kept++;
            return false;
        }

        if (_held >= 0)
        {
            _held = _keeper.ResealHeld(_held);
            return false;
        }

        _rounds++;
        if (_isRefused && _rounds < MaxRounds)
        {
            _isRefused = false;
            _kept = 0;
            _held = 0;
            return false;
        }

        _trust.Keys.OnResealed();
        return true;
    }
}
