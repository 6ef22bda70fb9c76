using LoRaNode.Simulator.Cities;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.World;

/// <summary>
/// A city in simulated time: nodes, their radios as frames see them, and the air between. A receiver locks on the preamble, bears
/// noise and interference as <see cref="LinkModel"/> says, is deaf while it sends, and is disturbed by its own channel activity
/// detection. The cost of a transmission is that of the nodes in range. Deterministic: the same city, seed and calls give the
/// same run. Not for use by several threads; several worlds may run at once.
/// </summary>
public sealed partial class SimulatedWorld
{
    private const int None = -1;

    private readonly EventQueue _events = new();
    private readonly ReceptionOdds _odds;
    private readonly ReceiverState[] _receivers;
    private readonly int[][] _reached;
    private readonly float[][] _milliwatts;
    private readonly List<Action<long>> _actions = [];
    private readonly long _cadUs;
    private readonly long _lockUs;
    private readonly long _preambleUs;
    private readonly long _headerUs;
    private readonly double _symbolUs;
    private readonly double _slotUs;
    private readonly double _sensitivityMw;
    private readonly uint _seed;
    private readonly long[] _airtimeUs = new long[256];
    private Flight[] _flights = new Flight[64];
    private int _flightCount;
    private readonly Stack<int> _freeFlights = new();
    private long _frameNumber;

    /// <summary>Creates a world in which every node is off.</summary>
    /// <param name="city">The place.</param>
    /// <param name="seed">Seed of everything random on the air.</param>
    public SimulatedWorld(CityMap city, uint seed)
    {
        City = city;
        _seed = seed;
        _odds = new ReceptionOdds(city.Radio);
        _symbolUs = city.Radio.SymbolUs;
        _cadUs = (long)(2.25 * _symbolUs);
        _preambleUs = (long)((city.Radio.PreambleSymbols + 4.25) * _symbolUs);
        _lockUs = (long)((city.Radio.PreambleSymbols - _odds.LockSymbols) * _symbolUs);
        _slotUs = (8.5 * _symbolUs) + 7_600;
        _sensitivityMw = LinkModel.FromDb(city.Radio.SensitivityDbm);
        _headerUs = _preambleUs + (long)(8 * _symbolUs);
        var settings = city.Radio.ToSettings();
        for (int i = 0; i < _airtimeUs.Length; i++)
        {
            _airtimeUs[i] = Radio.TimeOnAir.Microseconds(settings, i);
        }

        _receivers = new ReceiverState[city.Count];
        _reached = new int[city.Count][];
        _milliwatts = new float[city.Count][];
        Nodes = new ISimulatedNode[city.Count];
        AirtimeUs = new long[Enum.GetValues<FrameKind>().Length];
        AirtimeOfNodes = new long[city.Count];
        HeardUs = new long[AirtimeUs.Length, city.Count];
        for (int i = 0; i < city.Count; i++)
        {
            _receivers[i] = new ReceiverState();
            _reached[i] = city.Reached(i).ToArray();
            _milliwatts[i] = [.. city.ReceivedDbm(i).ToArray().Select(dbm => (float)LinkModel.FromDb(dbm))];
        }
    }

    /// <summary>The place.</summary>
    public CityMap City { get; }

    /// <summary>The nodes; set before they are switched on.</summary>
    public ISimulatedNode[] Nodes { get; }

    /// <summary>Now, in microseconds.</summary>
    public long NowUs { get; private set; }

    /// <summary>Share of receptions that fail for no reason that the model knows, 0 to 1.</summary>
    public double RandomLoss { get; set; }

    /// <summary>Which rules say what a receiver makes of frames that overlap; set it before the first frame.</summary>
    public AirRules Rules { get; set; }

    /// <summary>Deviation in decibels of the strength of each reception (fading, normal in decibels); 0 for none.</summary>
    public double FadingDb { get; set; }

    /// <summary>Airtime sent so far, by <see cref="FrameKind"/>, in microseconds.</summary>
    public long[] AirtimeUs { get; }

    /// <summary>Airtime sent so far by each node, in microseconds; steady beacons apart.</summary>
    public long[] AirtimeOfNodes { get; }

    /// <summary>Airtime heard by each node so far, by <see cref="FrameKind"/> and node, in microseconds.</summary>
    public long[,] HeardUs { get; }

    /// <summary>Frames sent so far.</summary>
    public long FramesSent => _frameNumber;

    /// <summary>Called for every transmission that starts; null for none.</summary>
    public Action<SentFrame>? Sent { get; set; }

    /// <summary>Called for every end of a frame at a node that had locked on it or was to; null for none.</summary>
    public Action<long, int, int, bool>? Received { get; set; }

    /// <summary>Time on air of a frame in microseconds.</summary>
    public long AirtimeOfUs(int length) => _airtimeUs[length];

    /// <summary>Whether a node is on.</summary>
    public bool IsOn(int node) => _receivers[node].Mode != RadioMode.Off;

    /// <summary>Switches a node on.</summary>
    public void SwitchOn(int node)
    {
        if (!IsOn(node))
        {
            Listen(node);
            Nodes[node].OnStart(NowUs);
        }
    }

    /// <summary>Switches a node off; a frame that it was sending breaks off (nobody can read it).</summary>
    public void SwitchOff(int node)
    {
        if (!IsOn(node))
        {
            return;
        }

        var state = _receivers[node];
        state.Mode = RadioMode.Off;
        state.Unlock();
        state.TimerVersion++;
        for (int i = 0; i < _flightCount; i++)
        {
            if (_flights[i].IsActive && _flights[i].From == node)
            {
                _flights[i].IsBroken = true;
            }
        }

        Nodes[node].OnStop(NowUs);
    }

    /// <summary>Puts a node's radio to sleep or wakes it; its code goes on.</summary>
    public void SetDeaf(int node, bool deaf)
    {
        var state = _receivers[node];
        if (deaf && state.Mode == RadioMode.Listening)
        {
            state.Mode = RadioMode.Deaf;
            state.Unlock();
        }
        else if (!deaf && state.Mode == RadioMode.Deaf)
        {
            Listen(node);
        }
    }

    /// <summary>Sets a jammer's power at a node, in milliwatts of equivalent noise; 0 for none.</summary>
    public void SetJam(int node, double milliwatts) => _receivers[node].JamMw = milliwatts;

    /// <summary>Replaces a node's links, as when it has moved.</summary>
    /// <param name="node">The node.</param>
    /// <param name="links">Received power in dBm for each other node in reach.</param>
    public void Relink(int node, IReadOnlyDictionary<int, double> links)
    {
        for (int other = 0; other < City.Count; other++)
        {
            int at = Array.IndexOf(_reached[other], node);
            bool wanted = other != node && links.TryGetValue(other, out _);
            if (at >= 0 && wanted)
            {
                _milliwatts[other][at] = (float)LinkModel.FromDb(links[other]);
            }
            else if (at >= 0)
            {
                _reached[other] = [.. _reached[other].Where((_, i) => i != at)];
                _milliwatts[other] = [.. _milliwatts[other].Where((_, i) => i != at)];
            }
            else if (wanted)
            {
                _reached[other] = [.. _reached[other], node];
                _milliwatts[other] = [.. _milliwatts[other], (float)LinkModel.FromDb(links[other])];
            }
        }

        var ordered = links.Where(l => l.Key != node).OrderByDescending(l => l.Value).ThenBy(l => l.Key).ToList();
        _reached[node] = [.. ordered.Select(l => l.Key)];
        _milliwatts[node] = [.. ordered.Select(l => (float)LinkModel.FromDb(l.Value))];
    }

    /// <summary>Runs an action at a time.</summary>
    public void At(long atUs, Action<long> action)
    {
        _actions.Add(action);
        _events.Add(Math.Max(atUs, NowUs), EventKind.Action, None, _actions.Count - 1);
    }

    /// <summary>Sets a node's one timer; an earlier setting is void.</summary>
    public void SetTimer(int node, long atUs)
    {
        var state = _receivers[node];
        if (atUs == state.TimerAtUs && state.TimerAtUs > NowUs)
        {
            return;
        }

        state.TimerAtUs = atUs;
        state.TimerVersion++;
        if (atUs != long.MaxValue)
        {
            _events.Add(Math.Max(atUs, NowUs), EventKind.Timer, node, state.TimerVersion);
        }
    }

    /// <summary>True while a node receives a frame whose header it has read.</summary>
    public bool IsReceiving(int node)
    {
        var state = _receivers[node];
        if (Rules == AirRules.Chip)
        {
            return state.HasHeader;
        }

        for (int i = 0; i < state.Count; i++)
        {
            if (state.Fates[i] is Fate.Heard or Fate.Damaged && NowUs >= _flights[state.Flights[i]].StartUs + _headerUs)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Starts channel activity detection; the answer comes two symbols later.</summary>
    public void DetectActivity(int node)
    {
        var state = _receivers[node];
        if (state.Mode != RadioMode.Listening)
        {
            return;
        }

        state.Mode = RadioMode.Detecting;
        state.Unlock();
        _events.Add(NowUs + _cadUs, EventKind.ActivityEnd, node, 0);
    }

    /// <summary>Sends a frame after the time that the node's loop needs to load it.</summary>
    /// <param name="node">Who sends.</param>
    /// <param name="frame">The frame; copied.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="turnaroundUs">Time until the first symbol.</param>
    public void Transmit(int node, byte[] frame, int length, FrameKind kind, long turnaroundUs)
    {
        int slot = _freeFlights.TryPop(out int free) ? free : _flightCount++;
        if (slot == _flights.Length)
        {
            Array.Resize(ref _flights, slot * 2);
        }

        ref var flight = ref _flights[slot];
        flight.Bytes ??= new byte[256];
        Array.Copy(frame, flight.Bytes, length);
        flight.Length = length;
        flight.From = node;
        flight.Kind = kind;
        flight.IsActive = false;
        flight.IsBroken = false;
        var state = _receivers[node];
        state.Mode = RadioMode.Transmitting;
        state.Unlock();
        _events.Add(NowUs + turnaroundUs, EventKind.FrameStart, node, slot);
    }

    /// <summary>Runs until a time.</summary>
    public void RunUntil(long untilUs)
    {
        while (_events.NextUs <= untilUs)
        {
            var next = _events.Take();
            NowUs = next.AtUs;
            switch (next.Kind)
            {
                case EventKind.Timer:
                    if (_receivers[next.Node].TimerVersion == next.Argument && IsOn(next.Node))
                    {
                        _receivers[next.Node].TimerAtUs = long.MaxValue;
                        Nodes[next.Node].OnTimer(NowUs);
                    }

                    break;
                case EventKind.FrameStart:
                    StartFlight(next.Argument);
                    break;
                case EventKind.SyncEnd:
                    Synchronise(next.Argument);
                    break;
                case EventKind.HeaderEnd:
                    EndHeader(next.Argument);
                    break;
                case EventKind.FrameEnd:
                    EndFlight(next.Argument);
                    break;
                case EventKind.ActivityEnd:
                    EndDetection(next.Node);
                    break;
                default:
                    _actions[next.Argument](NowUs);
                    break;
            }
        }

        NowUs = Math.Max(NowUs, untilUs);
    }
}

/// <summary>A transmission that starts.</summary>
/// <param name="StartUs">When it starts.</param>
/// <param name="EndUs">When it ends.</param>
/// <param name="From">Index of the sender.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Number">Number of the frame in this world.</param>
/// <param name="Bytes">The frame; valid during the call only.</param>
public readonly record struct SentFrame(long StartUs, long EndUs, int From, int Length, FrameKind Kind, long Number, byte[] Bytes);
