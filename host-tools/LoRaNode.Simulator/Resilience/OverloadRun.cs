using LoRaNode.Core.Frames;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Resilience;

/// <summary>
/// An alert and a message every five seconds for twenty minutes: more than the air carries in any city. Four nodes give the alerts, eight others
/// the messages, each in its turn, so that each has enough of them to tell a fair share from luck. Then the network has an hour to settle.
/// </summary>
internal sealed class OverloadRun : IDeliveryLog
{
    private const long StartUs = 3_600_000_000;
    private const long PeriodUs = 5_000_000;
    private const int Rounds = 240;
    private const long SettleUs = 3_600_000_000;
    private const long InTimeUs = 60_000_000;
    private const int TextBytes = 100;
    private const int AlertOrigins = 4;
    private const int MessageOrigins = 8;

    // A frame of an alert lives for hours, and so do those of messages.
    private const long LifetimeMs = 6 * 3_600_000;

    // No origin may bring less than this share of the mean one's alerts to others, no node receive less than this share of what the mean one does.
    // The few messages that the air has room for may be shared less evenly, but everyone gets some through.
    private const double FairShare = 0.5;

    private readonly Dictionary<(FrameType Type, ushort Origin, uint Counter), long> _sentUs = [];
    private readonly List<Delivery> _deliveries = [];
    private readonly SimulatedWorld _world;
    private readonly RelayNodeSettings _settings;
    private readonly Random _random;

    private OverloadRun(CityMap city, AirRules rules, uint seed)
    {
        _world = new SimulatedWorld(city, seed) { Rules = rules };
        _settings = new RelayNodeSettings(city, seed) { VerifyMs = Comparison.VerifyMs, AlertLifetimeMs = LifetimeMs, MessageLifetimeMs = LifetimeMs };
        _random = new Random((int)seed * 107);
        for (int i = 0; i < city.Count; i++)
        {
            int node = i;
            _world.Nodes[i] = new RelayNode(_world, i, _settings, this);
            _world.At(_random.NextInt64(30_000_000), _ => _world.SwitchOn(node));
        }
    }

    /// <summary>Runs it.</summary>
    public static ResilienceResult Run(CityMap city, AirRules rules, uint seed) => new OverloadRun(city, rules, seed).Run();

    private ResilienceResult Run()
    {
        var duty = new DutyCycleObserver(_world);
        int[] origins = [.. Enumerable.Range(0, _world.City.Count)];
        _random.Shuffle(origins);
        for (int round = 0; round < Rounds; round++)
        {
            int alerter = origins[round % AlertOrigins];
            int writer = origins[(AlertOrigins + (round % MessageOrigins)) % origins.Length];
            _world.At(StartUs + (round * PeriodUs), now => Originate(alerter, FrameType.Alert, now));
            _world.At(StartUs + (round * PeriodUs) + (PeriodUs / 2), now => Originate(writer, FrameType.Message, now));
        }

        _world.RunUntil(StartUs + (Rounds * PeriodUs) + SettleUs);

        int others = _world.City.Count - 1;
        double Share(FrameType type, long withinUs) =>
            _deliveries.Count(d => d.Type == type && d.DelayUs <= withinUs) / (double)(_sentUs.Keys.Count(k => k.Type == type) * others);
        double alertsInTime = Share(FrameType.Alert, InTimeUs);
        double messagesInTime = Share(FrameType.Message, InTimeUs);
        double alerts = Share(FrameType.Alert, long.MaxValue);
        double Origins(FrameType type) => LeastOfMean(_sentUs.Keys
            .Where(k => k.Type == type)
            .GroupBy(k => k.Origin)
            .Select(g => _deliveries.Count(d => d.Type == type && d.Origin == g.Key) / (double)g.Count()));
        double alertOrigins = Origins(FrameType.Alert);
        double messageOrigins = Origins(FrameType.Message);
        double nodes = LeastOfMean(Enumerable.Range(0, _world.City.Count).Select(i => (double)_deliveries.Count(d => d.Node == i)));
        double limit = _settings.DutyCyclePerMille / 1000.0;
        double used = duty.Greatest / limit;
        bool held = alertsInTime > messagesInTime && alertOrigins >= FairShare && messageOrigins > 0 && nodes >= FairShare && used <= 1;
        double last = _deliveries.Where(d => d.Type == FrameType.Alert).Max(d => d.DelayUs) / 1e6;
        return new ResilienceResult(alerts, alerts < 1 ? double.PositiveInfinity : last, held)
        {
            Figures =
            [
                ("alertsInMinute", alertsInTime),
                ("messagesInMinute", messagesInTime),
                ("messages", Share(FrameType.Message, long.MaxValue)),
                ("leastAlertOrigin", alertOrigins),
                ("leastMessageOrigin", messageOrigins),
                ("leastNode", nodes),
                ("dutyOfLimit", used),
            ],
        };
    }

    void IDeliveryLog.Delivered(int node, FrameType type, ushort origin, uint counter, int bytes, long nowUs)
    {
        if (_sentUs.TryGetValue((type, origin, counter), out long sent))
        {
            _deliveries.Add(new Delivery(type, origin, node, nowUs - sent));
        }
    }

    void IDeliveryLog.Reached(int node, int handle, int nodes, long nowUs)
    {
    }

    void IDeliveryLog.UnicastEnded(int node, int handle, bool delivered, long nowUs)
    {
    }

    private static double LeastOfMean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Min() / all.Average();
    }

    private void Originate(int index, FrameType type, long nowUs)
    {
        var node = (RelayNode)_world.Nodes[index];
        _sentUs[(type, node.Address, node.NextCounter(type))] = nowUs;
        node.Originate(type, new byte[TextBytes], TextBytes, false, LifetimeMs);
    }

    private readonly record struct Delivery(FrameType Type, ushort Origin, int Node, long DelayUs);
}
