using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Security;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Nodes;

/// <summary>
/// A node that runs the firmware's relay engine: it does for the engine what the node application does on a board, with the frame-level
/// radio of the simulated world. Counters, replay windows, accepted frames and the airtime account are its medium; they survive
/// a reboot, everything else does not.
/// </summary>
public sealed class RelayNode : ISimulatedNode, IRelayHost, ICounterSource
{
    private readonly CityWorld _world;
    private readonly int _index;
    private readonly RelayNodeSettings _settings;
    private readonly IDeliveryLog? _log;
    private readonly IFrameCipher _cipher;
    private readonly MemoryReplayGuard _replay = new MemoryReplayGuard();
    private readonly Queue<(int Handle, FrameType Type, ushort Origin, uint Counter, int Bytes)> _toVerify = new();
    private readonly byte[] _budget = new byte[DutyCycleBudget.ExportSize];
    private readonly byte[] _scratch = new byte[FrameHeader.MaxFrame];
    private readonly List<(byte[] Frame, long ExpiresMs)> _journal = [];
    private readonly uint[] _counters = new uint[3];
    private bool _tornWrite;
    private bool _isAsleep;
    private long _sleptFromUs;
    private int _keepLater = -1;
    private long _keepUntilMs;
    private long _budgetSavedUs;
    private uint _boots;
    private long _verifiedAtUs = long.MaxValue;
    private RelayEngine? _engine;

    /// <summary>Creates a node that is off.</summary>
    public RelayNode(CityWorld world, int index, RelayNodeSettings settings, IDeliveryLog? log)
    {
        _world = world;
        _index = index;
        _settings = settings;
        _log = log;
        _cipher = settings.Cipher();
        Rhythm.Reach(new RandomSource(settings.Seed + (uint)index).Next(RelayRhythm.MarkMs), 0);
    }

    /// <summary>The rhythm of its windows. It begins where it begins, as with boards that were switched on at different times.</summary>
    public RelayRhythm Rhythm { get; } = new();

    /// <summary>Address on the air.</summary>
    public ushort Address => _settings.Address(_index);

    /// <summary>True from <see cref="Sleep"/> to <see cref="Wake"/>.</summary>
    public bool IsAsleep => _isAsleep;

    /// <summary>Frames that the node's medium holds for the next start.</summary>
    public int FramesKept => _journal.Count;

    /// <summary>The engine, or null while the node is off.</summary>
    public RelayEngine? Engine => _engine;

    /// <summary>The counter of the next frame of a type that this node makes.</summary>
    public uint NextCounter(FrameType type) => _counters[CounterOf(type)];

    /// <summary>Time that the node still has to verify before it may relay what it received, in milliseconds.</summary>
    public int VerifyMs => _settings.VerifyMs;

    /// <summary>Originates an item for everyone. Returns the handle, or -1.</summary>
    public int Originate(FrameType type, byte[] payload, int length, bool receipts, long lifetimeMs)
    {
        if (_engine is null)
        {
            return -1;
        }

        int handle = _engine.Originate(type, payload, length, receipts, lifetimeMs, _world.NowUs / 1000);
        Keep(handle, (_world.NowUs / 1000) + lifetimeMs);
        Drive();
        return handle;
    }

    /// <summary>Originates an item for one node. Returns the handle, or -1.</summary>
    public int OriginateUnicast(ushort destination, byte[] payload, int length, long lifetimeMs)
    {
        if (_engine is null)
        {
            return -1;
        }

        int handle = _engine.OriginateUnicast(destination, payload, length, lifetimeMs, _world.NowUs / 1000);
        Drive();
        return handle;
    }

    /// <summary>Puts the radio to sleep as soon as a frame that is under way is out; the code goes on, but sends nothing.</summary>
    public void Sleep()
    {
        _sleptFromUs = _isAsleep ? _sleptFromUs : _world.NowUs;
        _isAsleep = true;
        if (_engine is not null)
        {
            Drive();
        }
    }

    /// <summary>The radio listens again: after a long absence the node asks what it has missed.</summary>
    public void Wake()
    {
        if (!_isAsleep)
        {
            return;
        }

        _isAsleep = false;
        _world.SetDeaf(_index, false);
        if (_engine is not null)
        {
            if (Rhythm.IsLongAbsence((_world.NowUs - _sleptFromUs) / 1000))
            {
                _engine.OnWake(_world.NowUs / 1000);
            }

            Drive();
        }
    }

    /// <summary>
    /// The next switch-off happens in the middle of a write: the airtime account stays that of the last whole one, and the frame that was
    /// kept last is torn, so that its check refuses it at the next start and the node has to get it anew. (A board notes a frame as seen only
    /// after it is kept.)
    /// </summary>
    public void LosePowerWhileWriting() => _tornWrite = true;

    /// <inheritdoc/>
    public void OnStart(long nowUs)
    {
        var options = _settings.Options(_index);
        options.Rhythm = Rhythm;
        _engine = new RelayEngine(options, _cipher, _replay, this, this, new RandomSource(_settings.Seed + ((uint)_index * 7919) + (_boots++ * 104_729)));
        _engine.Budget.Import(_budget, 0);
        foreach (var (frame, expires) in _journal)
        {
            if (expires > nowUs / 1000)
            {
                _engine.Restore(frame, frame.Length, expires, nowUs / 1000);
            }
        }

        _journal.RemoveAll(j => j.ExpiresMs <= nowUs / 1000);
        if (_boots > 1)
        {
            SkipReserved();
        }

        if (_boots > 1 || nowUs > _settings.LateStartUs)
        {
            // It may have missed everything: ask.
            _engine.OnWake(nowUs / 1000);
        }

        Drive();
    }

    /// <inheritdoc/>
    public void OnStop(long nowUs)
    {
        if (!_tornWrite)
        {
            _engine?.Budget.Export(_budget, 0);
        }
        else if (_journal.Count > 0)
        {
            byte[] torn = _journal[^1].Frame;
            _journal.RemoveAt(_journal.Count - 1);
            _replay.Forget(FrameHeader.Type(torn), FrameHeader.Origin(torn), FrameHeader.Counter(torn));
        }

        _tornWrite = false;
        _isAsleep = false;
        _engine = null;
        _toVerify.Clear();
        _verifiedAtUs = long.MaxValue;
    }

    /// <inheritdoc/>
    public void OnTimer(long nowUs)
    {
        if (_verifiedAtUs <= nowUs && _toVerify.TryDequeue(out var item))
        {
            _verifiedAtUs = _toVerify.Count > 0 ? nowUs + (VerifyMs * 1000L) : long.MaxValue;
            _engine!.Resolve(item.Handle, FrameVerdict.Accept, nowUs / 1000);
            Keep(item.Handle, nowUs / 1000 + _settings.LifetimeMs(item.Type));
            _log?.Delivered(_index, item.Type, item.Origin, item.Counter, item.Bytes, nowUs);
        }

        Drive();
    }

    /// <inheritdoc/>
    public void OnFrame(byte[] frame, int length, int snrQuarterDb, int rssiDbm, long nowUs)
    {
        _engine!.OnFrame(frame, length, snrQuarterDb, rssiDbm, nowUs / 1000);
        Drive();
    }

    /// <inheritdoc/>
    public void OnFrameDamaged(int length, int snrQuarterDb, long nowUs)
    {
        _engine!.OnFrameDamaged(length, snrQuarterDb, nowUs / 1000);
        Drive();
    }

    /// <inheritdoc/>
    public void OnTransmitDone(long nowUs)
    {
        _engine!.OnTransmitDone(nowUs / 1000);
        Drive();
    }

    /// <inheritdoc/>
    public void OnActivityKnown(bool busy, long nowUs)
    {
        if (busy)
        {
            _engine!.OnChannelBusy(nowUs / 1000);
        }
        else
        {
            _engine!.OnChannelClear(nowUs / 1000);
        }

        Drive();
    }

    /// <inheritdoc/>
    public bool TryTake(FrameType type, out uint counter)
    {
        counter = _counters[CounterOf(type)]++;
        return true;
    }

    /// <inheritdoc/>
    public FrameVerdict Judge(int handle, FrameType type, ushort origin, uint counter, byte[] payload, int length, long nowMs, out long expiresAtMs)
    {
        expiresAtMs = nowMs + _settings.LifetimeMs(type);
        if (VerifyMs > 0 && type is FrameType.Alert or FrameType.Trust)
        {
            _toVerify.Enqueue((handle, type, origin, counter, length));
            if (_toVerify.Count == 1)
            {
                _verifiedAtUs = _world.NowUs + (VerifyMs * 1000L);
            }

            return FrameVerdict.Pending;
        }

        _log?.Delivered(_index, type, origin, counter, length, _world.NowUs);
        _keepLater = type == FrameType.Unicast ? _keepLater : handle;
        _keepUntilMs = expiresAtMs;
        return FrameVerdict.Accept;
    }

    /// <inheritdoc/>
    public void OnUnicastEnded(int handle, bool delivered, long nowMs) => _log?.UnicastEnded(_index, handle, delivered, nowMs * 1000);

    /// <inheritdoc/>
    public void OnReached(int handle, uint counter, int nodes, long nowMs) => _log?.Reached(_index, handle, nodes, nowMs * 1000);

    // Signed items, beacons and the rest count on their own, as on a board (NodeCounters).
    private static int CounterOf(FrameType type) => type switch
    {
        FrameType.Alert or FrameType.Trust => 0,
        FrameType.Beacon => 1,
        _ => 2,
    };

    /// <summary>A start passes over the numbers that were reserved and may have been used, and over a block more.</summary>
    private void SkipReserved()
    {
        for (int i = 0; i < _counters.Length; i++)
        {
            uint block = i == 0 ? FrameCounter.SmallBlockSize : FrameCounter.BlockSize;
            _counters[i] = ((_counters[i] + block - 1) / block * block) + block;
        }
    }

    private void Keep(int handle, long expiresMs)
    {
        if (!_settings.KeepsFrames || _engine is null)
        {
            return;
        }

        int length = _engine.CopyFragment(handle, 0, _scratch);
        if (length > 0)
        {
            _journal.Add((_scratch[..length], expiresMs));
        }
    }

    private void Drive()
    {
        if (_keepLater >= 0)
        {
            Keep(_keepLater, _keepUntilMs);
            _keepLater = -1;
        }

        long nowMs = _world.NowUs / 1000;
        if (_world.NowUs - _budgetSavedUs >= 60_000_000)
        {
            // What a board does once a minute, so that a power cut costs at most a minute of the account.
            _budgetSavedUs = _world.NowUs;
            _engine!.Budget.Export(_budget, 0);
        }

        if (_isAsleep)
        {
            // Signatures are still checked; whatever the engine wants of the radio waits.
            _world.SetDeaf(_index, true);
            _world.SetTimer(_index, _verifiedAtUs);
            return;
        }

        var engine = _engine!;
        switch (engine.Next(nowMs))
        {
            case RelayAction.DetectActivity:
                if (_world.IsReceiving(_index))
                {
                    engine.OnChannelBusy(nowMs);
                }
                else
                {
                    _world.DetectActivity(_index);
                }

                break;
            case RelayAction.Transmit:
                _world.Transmit(_index, engine.TransmitBuffer, engine.TransmitLength, (FrameKind)engine.TransmitPurpose, _settings.TurnaroundUs);
                break;
            default:
                break;
        }

        long due = engine.NextDueMs;
        long dueUs = due > long.MaxValue / 1000 ? long.MaxValue : due * 1000;
        _world.SetTimer(_index, Math.Min(dueUs, _verifiedAtUs));
    }
}
