using LoRaNode.Simulator.Cities;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.World;

/// <summary>
/// A city whose radios are modelled as frames see them. A receiver locks on the preamble, bears noise and interference as
/// <see cref="LinkModel"/> says, is deaf while it sends, and is disturbed by its own channel activity detection. The cost of a transmission is that
/// of the nodes in range.
/// </summary>
public sealed partial class SimulatedWorld : CityWorld
{
    private const int None = -1;

    private readonly EventQueue _events = new();
    private readonly ReceptionOdds _odds;
    private readonly ReceiverState[] _receivers;
    private readonly int[][] _reached;
    private readonly float[][] _milliwatts;
    private readonly List<Action<long>> _actions = [];
    private readonly Stack<int> _freeActions = new();
    private readonly long _cadUs;
    private readonly long _lockUs;
    private readonly long _preambleUs;
    private readonly long _headerUs;
    private readonly double _symbolUs;
    private readonly double _slotUs;
    private readonly double _sensitivityMw;
    private Flight[] _flights = new Flight[64];
    private int _flightCount;
    private readonly Stack<int> _freeFlights = new();
    private long _frameNumber;
    private long _nowUs;

    /// <summary>Creates a world in which every node is off.</summary>
    /// <param name="city">The place.</param>
    /// <param name="seed">Seed of everything random on the air.</param>
    public SimulatedWorld(CityMap city, uint seed)
        : base(city, seed)
    {
        _odds = new ReceptionOdds(city.Radio);
        _symbolUs = city.Radio.SymbolUs;
        _cadUs = (long)(2.25 * _symbolUs);
        _preambleUs = (long)((city.Radio.PreambleSymbols + 4.25) * _symbolUs);
        _lockUs = (long)((city.Radio.PreambleSymbols - _odds.LockSymbols) * _symbolUs);
        _slotUs = (8.5 * _symbolUs) + 7_600;
        _sensitivityMw = LinkModel.FromDb(city.Radio.SensitivityDbm);
        _headerUs = _preambleUs + (long)(8 * _symbolUs);
        _receivers = new ReceiverState[city.Count];
        _reached = new int[city.Count][];
        _milliwatts = new float[city.Count][];
        for (int i = 0; i < city.Count; i++)
        {
            _receivers[i] = new ReceiverState();
            _reached[i] = city.Reached(i).ToArray();
            _milliwatts[i] = [.. city.ReceivedDbm(i).ToArray().Select(dbm => (float)LinkModel.FromDb(dbm))];
        }
    }

    /// <inheritdoc/>
    public override long NowUs => _nowUs;

    /// <summary>Which rules say what a receiver makes of frames that overlap; set it before the first frame.</summary>
    public AirRules Rules { get; set; }

    /// <inheritdoc/>
    public override long FramesSent => _frameNumber;

    /// <inheritdoc/>
    public override bool IsOn(int node) => _receivers[node].Mode != RadioMode.Off;

    /// <inheritdoc/>
    public override bool IsIdle(int node) => _receivers[node].Mode == RadioMode.Listening;

    /// <inheritdoc/>
    public override void SwitchOn(int node)
    {
        if (!IsOn(node))
        {
            Listen(node);
            Nodes[node].OnStart(NowUs);
        }
    }

    /// <inheritdoc/>
    public override void SwitchOff(int node)
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

    /// <inheritdoc/>
    public override void SetDeaf(int node, bool deaf)
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

    /// <inheritdoc/>
    public override void SetJam(int node, double milliwatts) => _receivers[node].JamMw = milliwatts;

    /// <inheritdoc/>
    public override void Relink(int node, IReadOnlyDictionary<int, double> links)
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

    /// <inheritdoc/>
    public override void At(long atUs, Action<long> action)
    {
        int slot = _freeActions.TryPop(out int free) ? free : _actions.Count;
        if (slot == _actions.Count)
        {
            _actions.Add(action);
        }

        _actions[slot] = action;
        _events.Add(Math.Max(atUs, NowUs), EventKind.Action, None, slot);
    }

    /// <inheritdoc/>
    public override void SetTimer(int node, long atUs)
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

    /// <inheritdoc/>
    public override bool IsReceiving(int node)
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

    /// <inheritdoc/>
    public override void DetectActivity(int node)
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

    /// <inheritdoc/>
    public override void Transmit(int node, byte[] frame, int length, FrameKind kind, long turnaroundUs)
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

    /// <inheritdoc/>
    public override void RunUntil(long untilUs)
    {
        while (_events.NextUs <= untilUs)
        {
            var next = _events.Take();
            _nowUs = next.AtUs;
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
                    var action = _actions[next.Argument];
                    _freeActions.Push(next.Argument);
                    action(NowUs);
                    break;
            }
        }

        _nowUs = Math.Max(_nowUs, untilUs);
    }
}
