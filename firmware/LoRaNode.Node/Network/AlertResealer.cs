namespace LoRaNode.Node.Network;

/// <summary>
/// Seals alerts anew under the present key before the key under which they came is erased, so that they are shown and offered to late
/// joiners until they expire. Every node makes the same frame of an alert, so the neighbours agree on what they hold. Messages are left
/// as they are: they go with their key.
/// <para>The order matters: what is on the medium first, since the engine reads from there what it does not hold in memory.</para>
/// </summary>
internal sealed class AlertResealer
{
    // A medium that refuses is asked again after this long, so often.
    private const int AgainMs = 60_000;
    private const int MaxRounds = 10;

    private readonly FrameKeeper _keeper;
    private readonly NodeTrust _trust;
    private int _kept;
    private int _held;
    private int _rounds;
    private bool _isRefused;
    private long _beginMs = long.MinValue;

    internal AlertResealer(FrameKeeper keeper, NodeTrust trust)
    {
        _keeper = keeper;
        _trust = trust;
    }

    /// <summary>True when <see cref="Step"/> has work.</summary>
    internal bool HasWork(long nowMs)
    {
        return _trust.Keys.IsResealDue(nowMs) && nowMs >= _beginMs;
    }

    /// <summary>Looks at one frame.</summary>
    internal void Step(long nowMs)
    {
        if (_kept < _keeper.KeptCount)
        {
            _isRefused |= !_keeper.ResealKept(_kept, nowMs);
            _kept++;
            return;
        }

        if (_held >= 0)
        {
            _held = _keeper.ResealHeld(_held);
            return;
        }

        _kept = 0;
        _held = 0;
        _rounds++;
        if (_isRefused && _rounds < MaxRounds)
        {
            _isRefused = false;
            _beginMs = nowMs + AgainMs;
            return;
        }

        _isRefused = false;
        _rounds = 0;
        _beginMs = long.MinValue;
        _trust.Keys.OnResealed();
    }
}
