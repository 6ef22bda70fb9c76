using System;
using LoRaNode.Core.Relay;
using LoRaNode.Node.Network;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.Log;

/// <summary>
/// What the node notes of itself from time to time, so that its log tells how it lived: battery, airtime and traffic a quarter of an hour
/// after the start and then every three hours, its neighbours every six. That is at most 72 records a day: the log keeps a month of them, and
/// each of its sectors is erased less than once in a fortnight.
/// </summary>
public sealed class VitalSigns
{
    /// <summary>From the start to the first notes, in milliseconds: the neighbours are known by then.</summary>
    public const long FirstMs = 15L * 60 * 1000;

    /// <summary>From one set of notes to the next, in milliseconds.</summary>
    public const long EveryMs = 3L * 3600 * 1000;

    /// <summary>Neighbours noted at most: those that gave something first, then the best heard.</summary>
    public const int MaxNeighbours = 16;

    /// <summary>Notes that a technician asks for are not written anew within this time, in milliseconds.</summary>
    public const long LeastPauseMs = 60_000;

    // Every second set of notes has the neighbours.
    private const int NeighboursEvery = 2;

    // What the budget used is looked at this often, when the node is awake anyway.
    private const long SampleMs = 60_000;

    // A neighbour that gave something first comes before any that did not.
    private const int GaveFirst = 100_000;

    // What is written in which step, one record each.
    private const int Idle = -1;
    private const int BatteryStep = 0;
    private const int AirtimeStep = 1;
    private const int TrafficStep = 2;
    private const int StandingStep = 3;
    private const int LastStep = StandingStep + (MaxNeighbours / 2);

    private readonly NodeLog _log;
    private readonly uint[] _noted = new uint[(NodeNetwork.MaxNeighbours + 31) / 32];
    private long _notedMs = long.MinValue;
    private long _sampleMs;
    private int _step = Idle;
    private bool _withNeighbours;
    private int _sets;
    private int _lowestMillivolts;
    private int _highestMillivolts;
    private int _inputMillivolts;
    private int _mostAirtimeMs;
    private uint _received;
    private uint _sent;

    /// <summary>Begins with a start of the node.</summary>
    public VitalSigns(NodeLog log, long nowMs)
    {
        _log = log;
        NextDueMs = nowMs + FirstMs;
    }

    /// <summary>When <see cref="Run"/> has something to note, in monotonic milliseconds.</summary>
    public long NextDueMs { get; private set; }

    /// <summary>The power was measured.</summary>
    public void OnMeasured(PowerReading power)
    {
        if (power.BatteryMillivolts == 0)
        {
            return;
        }

        if (_lowestMillivolts == 0 || power.BatteryMillivolts < _lowestMillivolts)
        {
            _lowestMillivolts = power.BatteryMillivolts;
        }

        _highestMillivolts = power.BatteryMillivolts > _highestMillivolts ? power.BatteryMillivolts : _highestMillivolts;
        _inputMillivolts = power.InputMillivolts > _inputMillivolts || power.InputMillivolts < 0 ? power.InputMillivolts : _inputMillivolts;
    }

    /// <summary>True while notes are being written.</summary>
    public bool IsWriting
    {
        get { return _step != Idle; }
    }

    /// <summary>Notes what is due, a record in a pass. Call again soon while <see cref="IsWriting"/>.</summary>
    public void Run(NodeNetwork network, long nowMs)
    {
        if (nowMs >= _sampleMs)
        {
            _sampleMs = nowMs + SampleMs;
            int used = network.Engine.Budget.UsedMs(nowMs);
            _mostAirtimeMs = used > _mostAirtimeMs ? used : _mostAirtimeMs;
        }

        if (nowMs >= NextDueMs)
        {
            NextDueMs = nowMs + EveryMs;
            Begin(_sets++ % NeighboursEvery == 0, nowMs);
        }

        // One record waits for the medium at a time.
        if (IsWriting && !_log.HasWaiting)
        {
            Write(network, nowMs);
        }
    }

    /// <summary>
    /// Begins to note everything now, for a technician who is about to read the log, unless that was done just before. True when all is in the log;
    /// ask again until it is.
    /// </summary>
    public bool NoteNow(long nowMs)
    {
        if (!IsWriting && (_notedMs == long.MinValue || nowMs - _notedMs >= LeastPauseMs))
        {
            Begin(true, nowMs);
        }

        return !IsWriting && !_log.HasWaiting;
    }

    private void Begin(bool withNeighbours, long nowMs)
    {
        _notedMs = nowMs;
        _withNeighbours = withNeighbours;
        _step = 0;
        Array.Clear(_noted, 0, _noted.Length);
    }

    /// <summary>Writes the next record.</summary>
    private void Write(NodeNetwork network, long nowMs)
    {
        RelayEngine engine = network.Engine;
        int step = _step++;
        if (step == BatteryStep)
        {
            if (_lowestMillivolts != 0)
            {
                _log.Write(LogCode.Battery, _lowestMillivolts | (_highestMillivolts << 16), _inputMillivolts, nowMs);
            }

            _lowestMillivolts = 0;
            _highestMillivolts = 0;
            _inputMillivolts = 0;
        }
        else if (step == AirtimeStep)
        {
            int used = engine.Budget.UsedMs(nowMs);
            _log.Write(LogCode.Airtime, used > _mostAirtimeMs ? used : _mostAirtimeMs, engine.Budget.LimitMs, nowMs);
            _mostAirtimeMs = 0;
        }
        else if (step == TrafficStep)
        {
            _log.Write(LogCode.Traffic, (int)(engine.FramesReceived - _received), (int)(engine.FramesSent - _sent), nowMs);
            _received = engine.FramesReceived;
            _sent = engine.FramesSent;
        }
        else if (!_withNeighbours)
        {
            _step = Idle;
        }
        else if (step == StandingStep)
        {
            _log.Write(LogCode.Standing, engine.NeighbourCount, engine.IsBackbone ? 1 : 0, nowMs);
        }
        else
        {
            WriteNeighbours(network, step == LastStep, nowMs);
        }
    }

    /// <summary>Notes the two best neighbours that are not noted yet.</summary>
    private void WriteNeighbours(NodeNetwork network, bool isLast, long nowMs)
    {
        int first = TakeBest(network, nowMs);
        if (first != 0)
        {
            _log.Write(LogCode.Neighbours, first, TakeBest(network, nowMs), nowMs);
        }

        if (first == 0 || isLast)
        {
            network.FirstHeard.Clear();
            _step = Idle;
        }
    }

    /// <summary>Packs the best neighbour that is not noted yet; 0 when there is none.</summary>
    private int TakeBest(NodeNetwork network, long nowMs)
    {
        int best = int.MinValue;
        int place = -1;
        int packed = 0;
        for (int i = 0; i < network.Engine.NeighbourPlaces; i++)
        {
            if ((_noted[i >> 5] & (1u << (i & 31))) != 0 || !network.Engine.TryGetNeighbour(i, nowMs, out ushort address, out int snrQuarterDb, out int quality, out _, out _))
            {
                continue;
            }

            int firsts = network.FirstHeard.Of(address);
            int rank = snrQuarterDb + (firsts > 0 ? GaveFirst : 0);
            if (rank > best)
            {
                best = rank;
                place = i;
                packed = NeighbourNote.Pack(address, snrQuarterDb, quality, firsts);
            }
        }

        if (place >= 0)
        {
            _noted[place >> 5] |= 1u << (place & 31);
        }

        return packed;
    }
}
