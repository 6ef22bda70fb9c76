using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Trust;

namespace LoRaNode.Node.Network;

/// <summary>
/// Tells nodes that slept through a turn of the epoch of it. Such a node can neither ask for the change nor read who offers it, for it has the
/// old key only; but its frames show their epoch. Whoever hears them repeats the root's change, which goes under a key that stays and
/// holds the new key wrapped for every node but those left out. And a node that hears frames of a later epoch says something, so that it is
/// heard. Both are hints that anybody can fake: the pauses between rounds double from a minute to an hour, until the epoch turns again.
/// <para>When the epoch has turned, the changes before it go from the medium and the engine, and a later one that came meanwhile is taken.</para>
/// </summary>
internal sealed class EpochReminder
{
    private const int FirstPauseMs = 60_000;
    private const int LongestPauseMs = 3_600_000;
    private const int None = -1;

    // Of the eight numbers that fit the header, so many ahead are taken for later epochs, the others for earlier ones.
    private const int Ahead = 3;

    private readonly FrameKeeper _keeper;
    private readonly NodeTrust _trust;
    private readonly RelayEngine _engine;
    private int _next = None;
    private int _pauseMs = FirstPauseMs;
    private long _allowedMs;
    private bool _isRepeating;
    private bool _isBehind;

    internal EpochReminder(FrameKeeper keeper, NodeTrust trust, RelayEngine engine)
    {
        _keeper = keeper;
        _trust = trust;
        _engine = engine;
    }

    /// <summary>True when <see cref="Step"/> has work.</summary>
    internal bool IsWorking
    {
        get { return _next != None; }
    }

    /// <summary>Looks whether a frame of another epoch came.</summary>
    internal void Look(long nowMs)
    {
        int heard = _trust.Keys.ForeignEpoch;
        _trust.Keys.ForeignEpoch = None;
        if (heard == None || nowMs < _allowedMs || IsWorking)
        {
            return;
        }

        _allowedMs = nowMs + _pauseMs;
        _pauseMs = _pauseMs * 2 > LongestPauseMs ? LongestPauseMs : _pauseMs * 2;
        int ahead = (heard - _trust.Keys.NewestEpoch) & 7;
        if (ahead <= Ahead)
        {
            _isBehind = true;
            _engine.OnWake(nowMs);
            return;
        }

        _isRepeating = true;
        _next = 0;
    }

    /// <summary>The epoch has turned: earlier changes are worth nothing any more, and a node that was behind asks for what it could not read.</summary>
    internal void OnTurned(long nowMs)
    {
        _pauseMs = FirstPauseMs;
        _allowedMs = 0;
        _isRepeating = false;
        _next = 0;
        if (_isBehind)
        {
            _isBehind = false;
            _engine.OnWake(nowMs);
        }
    }

    /// <summary>The key before this one is gone: a change that had to wait for that may be taken.</summary>
    internal void OnErased()
    {
        _next = 0;
    }

    /// <summary>Looks at one frame that is kept.</summary>
    internal void Step(long nowMs)
    {
        if (_next >= _keeper.KeptCount)
        {
            _next = None;
            return;
        }

        // Made for the few frames of an epoch: for good it would take heap.
        EpochChangePayload change = new EpochChangePayload();
        int place = _next++;
        if (!_keeper.TryReadKept(place, FrameType.Trust, nowMs) || !change.TryRead(_keeper.Payload, _keeper.PayloadLength))
        {
            return;
        }

        if (change.Epoch < _trust.Keys.Epoch)
        {
            _engine.Withdraw(FrameType.Trust, _keeper.Origin, _keeper.Counter);
            _keeper.Drop();
            _next = place;
        }
        else if (change.Epoch > _trust.Keys.NewestEpoch)
        {
            _trust.Keys.Apply(change, _keeper.Payload);
        }
        else if (_isRepeating && change.Epoch == _trust.Keys.NewestEpoch)
        {
            _engine.Restore(_keeper.Frame, _keeper.FrameLength, _keeper.ExpiresAtMs, nowMs);
            _engine.Repeat(FrameType.Trust, _keeper.Origin, _keeper.Counter, nowMs);
        }
    }
}
