using System.Diagnostics;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Baselines;

/// <summary>
/// Flooding as others do it, on the rules of Meshtastic's own discrete-event simulator (repository meshtastic/Meshtasticator, state
/// of 2026-03-25), so that its published figures can be reproduced. The facts, read off that program:
/// every frame at or above the sensitivity is sensed; of two that overlap the one 6 dB stronger survives, and a fresh frame that
/// loses disturbs no later one; half duplex counts at the start of a frame only; activity is detected from one slot (8.5 symbols +
/// 7.6 ms) after the start, 3 dB below the sensitivity; a frame that collides from its
/// start ends the reception that is under way, for the sake of sending; the wait is a number of slots below 2^CW with CW from 2 to 8 as the
/// SNR goes from −20 to +15 dB over the noise of the scenario; a node sends one frame at a time, first come first served; it gives a
/// relay up when it has heard two copies; nodes whose waits end at the same moment all send, for a frame is noticed only after it has begun;
/// the origin repeats up to three times while no packet of its message that was sent or waits anywhere is marked as repeated by another.
/// </summary>
public sealed class FloodRun
{
    private const double CaptureDb = 6;
    private const int SmallestWindow = 2;
    private const int LargestWindow = 8;
    private const double LowestSnrDb = -20;
    private const double HighestSnrDb = 15;
    private const long ProcessingUs = 4_500_000;
    private const int MaxRetries = 3;

    private readonly CityMap _city;
    private readonly BroadcastPlan _plan;
    private readonly FloodRule _rule;
    private readonly int _hopLimit;
    private readonly Random _random;
    private readonly EventQueue _events = new();
    private readonly Node[] _nodes;
    private readonly List<Packet> _onAir = [];
    private readonly List<Broadcast> _broadcasts = [];
    private readonly List<Action<long>> _actions = [];
    private readonly int[] _sensed;
    private readonly int[] _detected;

    // Packets that somebody was seen to repeat, and their messages: the program asks all of them, not only the origin's own.
    private readonly Dictionary<Packet, int> _acknowledged = [];
    private readonly long _airtimeUs;
    private readonly long _slotUs;
    private readonly uint _seed;
    private long _nowUs;
    private long _sentUs;

    /// <summary>Prepares a run.</summary>
    /// <param name="city">The place.</param>
    /// <param name="plan">What to send; warm-up and rules of the air do not apply.</param>
    /// <param name="rule">How nodes relay.</param>
    /// <param name="hopLimit">Times that a message may be relayed.</param>
    /// <param name="seed">Seed of everything.</param>
    public FloodRun(CityMap city, BroadcastPlan plan, FloodRule rule, int hopLimit, uint seed)
    {
        _city = city;
        _plan = plan;
        _rule = rule;
        _hopLimit = hopLimit;
        _seed = seed;
        _random = new Random((int)seed);
        _airtimeUs = city.Radio.AirtimeUs(plan.FrameBytes);
        _slotUs = (long)(8.5 * city.Radio.SymbolUs) + 7_600;
        _nodes = new Node[city.Count];
        _sensed = new int[city.Count];
        _detected = new int[city.Count];
        for (int i = 0; i < city.Count; i++)
        {
            _nodes[i] = new Node();
            _sensed[i] = city.Degree(i);
            _detected[i] = city.Degree(i, -3);
        }
    }

    /// <summary>Name of an algorithm in reports: <c>flood</c>, <c>managed-3</c>, <c>managed-7</c>.</summary>
    public static string NameOf(FloodRule rule, int hopLimit) => rule == FloodRule.Blind ? "flood" : $"managed-{hopLimit}";

    /// <summary>The broadcasts so far.</summary>
    public IReadOnlyList<Broadcast> Broadcasts => _broadcasts;

    /// <summary>Airtime that each node has sent, in microseconds.</summary>
    public long[] AirtimeOfNodes => [.. _nodes.Select(n => n.SentUs)];

    /// <summary>Runs to the end.</summary>
    public BroadcastResult Run()
    {
        var watch = Stopwatch.StartNew();
        long periodUs = (long)(_plan.PeriodSeconds * 1e6);
        for (int m = 0; m < _plan.Messages; m++)
        {
            Schedule((m * periodUs) + _random.NextInt64(periodUs / 4), Originate);
        }

        long endUs = (_plan.Messages * periodUs) + (long)(_plan.WindowSeconds * 1e6);
        while (_events.NextUs <= endUs)
        {
            var next = _events.Take();
            _nowUs = next.AtUs;
            var action = _actions[next.Argument];
            _actions[next.Argument] = null!;
            action(_nowUs);
        }

        return BroadcastResult.From(_city.Name, NameOf(_rule, _hopLimit), _seed, _broadcasts, _city.Count, _plan.WindowSeconds, (_, _) => true) with
        {
            Transmissions = (double)_sentUs / _airtimeUs / _broadcasts.Count,
            SimulatedSeconds = endUs / 1e6,
            WallSeconds = watch.Elapsed.TotalSeconds,
        };
    }

    private void Schedule(long atUs, Action<long> action)
    {
        _actions.Add(action);
        _events.Add(atUs, EventKind.Action, -1, _actions.Count - 1);
    }

    private void Originate(long nowUs)
    {
        int source = _random.Next(_city.Count);
        source = _broadcasts.Count < _plan.Sources.Count ? _plan.Sources[_broadcasts.Count] : source;
        var broadcast = new Broadcast(source, nowUs, _city.Count);
        broadcast.DelayUs[source] = 0;
        _broadcasts.Add(broadcast);
        int message = _broadcasts.Count - 1;
        Enqueue(source, new Packet(message, source, _hopLimit));
        if (_rule == FloodRule.Managed)
        {
            ScheduleRetry(source, message, MaxRetries);
        }
    }

    private void ScheduleRetry(int source, int message, int left)
    {
        double use = _nowUs == 0 ? 0 : _nodes[source].HeardUs / (double)_nowUs;
        int window = (int)((use * (LargestWindow - SmallestWindow)) + SmallestWindow);
        long wait = (2 * _airtimeUs) + (((1 << window) + (1 << ((LargestWindow + SmallestWindow) / 2))) * _slotUs) + ProcessingUs;
        Schedule(_nowUs + wait, now =>
        {
            if (left > 0 && !_acknowledged.Values.Any(m => m == message))
            {
                Enqueue(source, new Packet(message, source, _hopLimit));
                ScheduleRetry(source, message, left - 1);
            }
        });
    }

    private void Enqueue(int node, Packet packet)
    {
        var state = _nodes[node];
        state.Queue.Enqueue(packet);
        state.Known[packet.Message] = packet;
        if (state.Queue.Count == 1)
        {
            WaitToSend(node);
        }
    }

    private void WaitToSend(int node) => Schedule(_nowUs + WaitUs(node), _ => TrySend(node));

    private long WaitUs(int node)
    {
        var state = _nodes[node];
        int window;
        if (_rule == FloodRule.Blind)
        {
            window = (SmallestWindow + LargestWindow) / 2;
        }
        else if (state.HeardDbm.TryGetValue(state.Queue.Peek().Message, out double dbm))
        {
            double snr = Math.Clamp(dbm - _city.Radio.NoiseDbm, LowestSnrDb, HighestSnrDb);
            window = (int)(((snr - LowestSnrDb) * (LargestWindow - SmallestWindow) / (HighestSnrDb - LowestSnrDb)) + SmallestWindow);
        }
        else
        {
            double use = _nowUs == 0 ? 0 : state.HeardUs / (double)_nowUs;
            window = (int)((use * (LargestWindow - SmallestWindow)) + SmallestWindow);
        }

        return _random.Next(1 << window) * _slotUs;
    }

    private void TrySend(int node)
    {
        var state = _nodes[node];
        if (state.Receiving > 0 || state.IsSending || IsActive(node))
        {
            // A wait of no slots at all looks again at once; the program moves on by its other events, here by a microsecond.
            Schedule(_nowUs + Math.Max(1, WaitUs(node)), _ => TrySend(node));
            return;
        }

        var packet = state.Queue.Peek();
        state.Copies.TryAdd(packet.Message, 0);
        if (_rule == FloodRule.Managed && state.Copies[packet.Message] > 1)
        {
            state.Queue.Dequeue();
            state.Known.Remove(packet.Message);
            _acknowledged.Remove(packet);
            if (state.Queue.Count > 0)
            {
                WaitToSend(node);
            }

            return;
        }

        Send(node, packet);
    }

    private bool IsActive(int node)
    {
        foreach (var packet in _onAir)
        {
            if (packet.StartUs + _slotUs <= _nowUs && packet.IsDetectedBy(node))
            {
                return true;
            }
        }

        return false;
    }

    private void Send(int node, Packet packet)
    {
        var state = _nodes[node];
        packet.StartUs = _nowUs;
        packet.EndUs = _nowUs + _airtimeUs;
        packet.From = node;
        packet.Reached = _city.Reached(node)[.._sensed[node]].ToArray();
        packet.Detected = [.. _city.Reached(node)[.._detected[node]].ToArray()];
        packet.Dbm = _city.ReceivedDbm(node)[.._sensed[node]].ToArray();
        packet.Fates = new Fate[packet.Reached.Length];
        _sentUs += _airtimeUs;
        state.SentUs += _airtimeUs;
        for (int k = 0; k < packet.Reached.Length; k++)
        {
            var receiver = _nodes[packet.Reached[k]];
            bool collides = false;
            foreach (var (other, index) in receiver.Around)
            {
                if (_nowUs >= other.EndUs)
                {
                    continue;
                }

                double difference = packet.Dbm[k] - other.Dbm[index];
                collides |= difference < CaptureDb;
                if (difference > -CaptureDb)
                {
                    other.Collided[index] = true;
                }
            }

            packet.Collided[k] |= collides;
            if (!collides)
            {
                receiver.Around.Add((packet, k));
            }
        }

        _onAir.Add(packet);
        state.IsSending = true;
        state.HeardUs += _airtimeUs;

        // Receivers learn of the frame by an event of its own: whoever was to send at the same moment does so too.
        Schedule(_nowUs, _ => BeginReceptions(packet));
        Schedule(packet.EndUs, _ => End(node, packet));
    }

    private void BeginReceptions(Packet packet)
    {
        for (int k = 0; k < packet.Reached.Length; k++)
        {
            var receiver = _nodes[packet.Reached[k]];
            if (packet.Collided[k])
            {
                // The program takes the first sight of a collided frame for the end of a reception.
                receiver.Receiving = Math.Max(0, receiver.Receiving - 1);
                receiver.HeardUs += _airtimeUs;
                packet.Fates[k] = Fate.Sensed;
            }
            else if (receiver.IsSending)
            {
                packet.Fates[k] = Fate.Unheard;
            }
            else
            {
                receiver.Receiving++;
                packet.Fates[k] = Fate.Sensed;
            }
        }
    }

    private void End(int node, Packet packet)
    {
        _onAir.Remove(packet);
        var sender = _nodes[node];
        sender.IsSending = false;
        sender.Queue.Dequeue();
        if (sender.Queue.Count > 0)
        {
            WaitToSend(node);
        }

        for (int k = 0; k < packet.Reached.Length; k++)
        {
            int at = packet.Reached[k];
            var receiver = _nodes[at];
            receiver.Around.RemoveAll(a => a.Packet == packet);
            if (packet.Fates[k] != Fate.Sensed)
            {
                continue;
            }

            receiver.Receiving = Math.Max(0, receiver.Receiving - 1);
            receiver.HeardUs += _airtimeUs;
            if (!packet.Collided[k])
            {
                Receive(at, packet, packet.Dbm[k]);
            }
        }
    }

    private void Receive(int node, Packet packet, double dbm)
    {
        var state = _nodes[node];
        var broadcast = _broadcasts[packet.Message];
        state.HeardDbm[packet.Message] = dbm;
        state.Copies[packet.Message] = state.Copies.GetValueOrDefault(packet.Message) + 1;
        if (broadcast.DelayUs[node] < 0)
        {
            broadcast.DelayUs[node] = _nowUs - broadcast.SentUs;
        }

        if (broadcast.Source == node)
        {
            _acknowledged[packet] = packet.Message;
            return;
        }

        if (state.Known.TryGetValue(packet.Message, out var own))
        {
            _acknowledged[own] = packet.Message;
        }
        else if (packet.HopsLeft > 0)
        {
            Enqueue(node, new Packet(packet.Message, node, packet.HopsLeft - 1));
        }
    }

    private enum Fate : byte
    {
        Unheard,
        Sensed,
    }

    private sealed class Packet(int message, int from, int hopsLeft)
    {
        public int Message { get; } = message;

        public int From { get; set; } = from;

        public int HopsLeft { get; } = hopsLeft;

        public long StartUs { get; set; }

        public long EndUs { get; set; }

        public int[] Reached { get; set; } = [];

        public HashSet<int> Detected { get; set; } = [];

        public float[] Dbm { get; set; } = [];

        public Fate[] Fates
        {
            get;
            set
            {
                field = value;
                Collided = new bool[value.Length];
            }
        }

        = [];

        public bool[] Collided { get; private set; } = [];

        public bool IsDetectedBy(int node) => Detected.Contains(node);
    }

    private sealed class Node
    {
        public Queue<Packet> Queue { get; } = new();

        // The packet that the node has made of each message, sent or waiting.
        public Dictionary<int, Packet> Known { get; } = [];

        public Dictionary<int, int> Copies { get; } = [];

        public Dictionary<int, double> HeardDbm { get; } = [];

        public List<(Packet Packet, int Index)> Around { get; } = [];

        public int Receiving { get; set; }

        public bool IsSending { get; set; }

        public long HeardUs { get; set; }

        public long SentUs { get; set; }
    }
}
