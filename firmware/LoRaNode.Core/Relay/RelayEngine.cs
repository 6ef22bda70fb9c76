using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using LoRaNode.Radio;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Decides what a node sends and when, so that every connected node gets every item with few transmissions. It has no clock, no
/// thread and no radio: the owner reports what happened (a frame came, the channel is free, a transmission ended) with the
/// time, asks <see cref="Next"/> what to do, and asks again at <see cref="NextDueMs"/> or after the next event.
/// <code>
///          Next: something is due            OnChannelClear, then Next
///   Idle ------------------------> Detecting ------------------------> Transmitting
///    ^  ^--------------------------------'  OnChannelBusy                   |
///    '----------------------------------------------------------------------'  OnTransmitDone
/// </code>
/// One thread owns the object. All memory is taken by the constructor.
/// </summary>
public sealed partial class RelayEngine
{
    /// <summary>Most fragments of one item.</summary>
    public const int MaxFragments = 16;

    /// <summary>Largest payload of one item in bytes, all fragments together.</summary>
    public const int MaxItemPayload = MaxFragments * (FrameHeader.MaxPayload - 2);

    private readonly RelayOptions _options;
    private readonly IFrameCipher _cipher;
    private readonly IReplayGuard _replay;
    private readonly ICounterSource _counters;
    private readonly IRelayHost _host;
    private readonly RandomSource _random;
    private readonly DutyCycleBudget _budget;
    private readonly FrameStore _store;
    private readonly byte[] _frame = new byte[FrameHeader.MaxFrame];
    private readonly byte[] _payload = new byte[FrameHeader.MaxPayload];
    private readonly byte[] _frameCopy = new byte[FrameHeader.MaxFrame];
    private readonly FairShare _shares = new FairShare();
    private readonly byte[] _assembly;

    private RadioState _radio;
    private long _radioUntilMs;
    private long _quietUntilMs;
    private int _transmitLength;
    private int _transmitSlot = -1;

    private enum RadioState : byte
    {
        Idle,
        Detecting,
        Clear,
        Transmitting,
    }

    /// <summary>Creates an engine that knows nothing of its surroundings.</summary>
    public RelayEngine(RelayOptions options, IFrameCipher cipher, IReplayGuard replay, ICounterSource counters, IRelayHost host, RandomSource random)
    {
        _options = options;
        _assembly = options.Assembly ?? new byte[MaxItemPayload];
        _rhythm = options.Rhythm ?? new RelayRhythm();
        _cipher = cipher;
        _replay = replay;
        _counters = counters;
        _host = host;
        _random = random;
        _budget = new DutyCycleBudget(options.DutyCyclePerMille);
        _store = new FrameStore(options.StoreFrames, options.StoreBytes, options.Pages, _frameCopy);
        _neighbours = new NeighbourTable(options.MaxNeighbours, options.Address, SnrFloorQuarterDb((int)options.Radio.SpreadingFactor));
        _list = new NeighbourList(options.MaxNeighbours);
        _neighbours.Standing[NeighbourTable.Self] = RelayStanding.Backbone;
    }

    /// <summary>The frame to send after <see cref="RelayAction.Transmit"/>; only <see cref="TransmitLength"/> bytes are valid, until <see cref="OnTransmitDone"/>.</summary>
    public byte[] TransmitBuffer
    {
        get { return _frame; }
    }

    /// <summary>Length of the frame to send, in bytes.</summary>
    public int TransmitLength
    {
        get { return _transmitLength; }
    }

    /// <summary>What the frame to send is for.</summary>
    public TransmitPurpose TransmitPurpose { get; private set; }

    /// <summary>Airtime accounting. The owner stores its <see cref="DutyCycleBudget.Export"/> at least once a minute and imports it at start.</summary>
    public DutyCycleBudget Budget
    {
        get { return _budget; }
    }

    /// <summary>When <see cref="Next"/> wants to be asked again at the latest, in monotonic milliseconds.</summary>
    public long NextDueMs
    {
        get
        {
            if (_radio != RadioState.Idle)
            {
                return _radioUntilMs;
            }

            long due = long.MaxValue;
            for (int i = 0; i < _store.Slots; i++)
            {
                if (_store.State[i] == ItemState.Held && _store.DueMs[i] < due)
                {
                    due = _store.DueMs[i];
                }
            }

            long watch = _watch.NextDueMs;
            due = watch < due ? watch : due;
            long receipt = _receipts.NextDueMs;
            due = receipt < due ? receipt : due;
            long unicast = NextUnicastMs;
            due = unicast < due ? unicast : due;
            due = _summaryDueMs < due ? _summaryDueMs : due;
            due = _wantDueMs < due ? _wantDueMs : due;
            due = _askDueMs < due ? _askDueMs : due;
            due = _hintDueMs < due ? _hintDueMs : due;
            due = _beaconDueMs < due ? _beaconDueMs : due;
            due = _nextWindowMs < due ? _nextWindowMs : due;
            due = _tellRhythmMs < due ? _tellRhythmMs : due;
            return due < _quietUntilMs ? _quietUntilMs : due;
        }
    }

    /// <summary>Says what the radio should do now. Call it after every event and at <see cref="NextDueMs"/>.</summary>
    public RelayAction Next(long nowMs)
    {
        if (_radio == RadioState.Detecting || _radio == RadioState.Transmitting)
        {
            if (nowMs < _radioUntilMs)
            {
                return RelayAction.None;
            }

            // The radio never answered (it was reset under way): what it was doing is lost, its airtime stays booked.
            _radio = RadioState.Idle;
        }

        bool clear = _radio == RadioState.Clear;
        _radio = RadioState.Idle;
        Tick(nowMs);
        if (nowMs < _quietUntilMs)
        {
            return RelayAction.None;
        }

        int slot = PickDue(nowMs);
        if (slot == NothingDue)
        {
            if (clear || LookDueEntry(nowMs) < 0)
            {
                return RelayAction.None;
            }

            slot = LookDue;
        }

        if (!clear)
        {
            _radio = RadioState.Detecting;
            _detectingSlot = slot;
            _detectingPriority = slot >= 0 ? FramePriority.Of(_store.Type[slot]) : FramePriority.Count - 1;
            _radioUntilMs = nowMs + RadioAnswerMs;
            return RelayAction.DetectActivity;
        }

        if (!Build(slot, nowMs))
        {
            return RelayAction.None;
        }

        int airtimeMs = AirtimeMs(_transmitLength);
        _budget.Spend(airtimeMs, nowMs);
        if (slot >= 0)
        {
            _shares.Spend(_store.Origin[slot], airtimeMs, nowMs);
            if (IsPatient(slot))
            {
                NoteMessageSent(nowMs);
            }

            if ((_store.Flags[slot] & ItemFlags.Repair) != 0)
            {
                NoteRepairSent(nowMs);
            }

            NoteLag(slot, nowMs);
        }

        _transmitSlot = slot;
        _radio = RadioState.Transmitting;
        _radioUntilMs = nowMs + airtimeMs + RadioAnswerMs;
        return RelayAction.Transmit;
    }

    /// <summary>The frame has left.</summary>
    public void OnTransmitDone(long nowMs)
    {
        if (_radio != RadioState.Transmitting)
        {
            return;
        }

        FramesSent++;
        _radio = RadioState.Idle;
        int slot = _transmitSlot;
        _transmitSlot = -1;
        if (slot >= 0 && _store.State[slot] != ItemState.Free)
        {
            if (_store.Sent[slot] < byte.MaxValue)
            {
                _store.Sent[slot]++;
            }

            // The next relays send now: what this node says meanwhile would meet theirs.
            _lastItemMs = nowMs;
            _lastItemLength = _store.Length[slot];
            _store.DueMs[slot] = FrameStore.Never;
            _store.Flags[slot] &= unchecked((byte)~(ItemFlags.Repair | ItemFlags.Unheard));
            if (_store.Sent[slot] == 1 && IsOffered(_store.Type[slot]))
            {
                Watch(slot, nowMs);
            }

            NodeSet.AddAll(_store.Covered, slot * NodeSet.Words, _neighbours.Mine, 0);
        }
    }

    // How long items wait here to be sent, a mean of about eight; the share that is due to the contention itself is small.
    private const int MostLagMs = 30_000;

    private int _lagMs;
    private int _detectingPriority;
    private int _detectingSlot;

    /// <summary>True while items wait long for the air: then only what is new goes on it, and repair waits for the summaries.</summary>
    private bool IsAirFull
    {
        get { return _lagMs > RelayTiming.FullLagMs; }
    }

    /// <summary>What an item waits for more important ones of other nodes while the air is full; nothing when it is not.</summary>
    private int YieldMs(int priority)
    {
        return IsAirFull ? priority * RelayTiming.YieldSlots * SlotMs : 0;
    }

    private void NoteLag(int slot, long nowMs)
    {
        if (_store.Sent[slot] > 0 || (_store.Flags[slot] & ItemFlags.Repair) != 0 || IsPassedOver(slot, nowMs))
        {
            // What is sent to mend has waited for somebody to lack it, a message among alerts for them: not for the air.
            return;
        }

        long lag = nowMs - _store.ReceivedMs[slot] - (2L * AirtimeMs(_store.Length[slot])) - (IsSigned(_store.Type[slot]) ? _verifyMs : 0);
        lag = lag < 0 ? 0 : lag > MostLagMs ? MostLagMs : lag;
        _lagMs += ((int)lag - _lagMs) / 8;
    }
}
