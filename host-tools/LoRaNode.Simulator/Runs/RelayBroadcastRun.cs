using System.Diagnostics;
using LoRaNode.Core.Frames;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.Power;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Runs;

/// <summary>Runs a series of broadcasts through a city of nodes with the firmware's relay engine.</summary>
public sealed class RelayBroadcastRun : IDeliveryLog
{
    /// <summary>Name of the algorithm in reports.</summary>
    public const string Algorithm = "loranode";

    private const long StepUs = 60_000_000;

    private readonly BroadcastPlan _plan;
    private readonly RelayNodeSettings _settings;
    private readonly List<Broadcast> _broadcasts = [];
    private NodePower[] _power = [];
    private readonly Dictionary<(FrameType Type, ushort Origin, uint Counter), Broadcast> _byItem = [];

    /// <summary>Prepares a run.</summary>
    /// <param name="city">The place.</param>
    /// <param name="plan">What to send.</param>
    /// <param name="seed">Seed of everything.</param>
    /// <param name="adjust">Changes the settings of the nodes; null for none.</param>
    public RelayBroadcastRun(CityMap city, BroadcastPlan plan, uint seed, Func<RelayNodeSettings, RelayNodeSettings>? adjust = null)
    {
        _plan = plan;
        _settings = new RelayNodeSettings(city, seed);
        _settings = adjust is null ? _settings : adjust(_settings);
        World = plan.Radio == RadioModel.Chip ? new ChipWorld(city, seed) : new SimulatedWorld(city, seed) { Rules = plan.Rules };
        Seed = seed;
        for (int i = 0; i < city.Count; i++)
        {
            World.Nodes[i] = new RelayNode(World, i, _settings, this);
        }
    }

    /// <summary>The world; events may be planned in it before <see cref="Run"/>.</summary>
    public CityWorld World { get; }

    /// <summary>How radios are modelled.</summary>
    public RadioModel Radio => _plan.Radio;

    /// <summary>Events of a scenario; null for none.</summary>
    public ScenarioDirector? Director { get; private set; }

    /// <summary>Plans the events of a scenario; their times count from the first broadcast.</summary>
    public void Plan(IReadOnlyList<ScenarioEvent> events)
    {
        Director = new ScenarioDirector(World, events, (long)(_plan.WarmUpSeconds * 1e6), (int)Seed);
    }

    /// <summary>Batteries and meters of the nodes; empty without <see cref="Feed"/>.</summary>
    public IReadOnlyList<NodePower> Power => _power;

    /// <summary>Gives every node the same supply; without a battery in it what the nodes draw is only measured.</summary>
    public void Feed(PowerSupply supply)
    {
        var random = new Random((int)Seed * 17);
        _power = [.. Enumerable.Range(0, World.City.Count).Select(i => new NodePower(World, i, supply, random))];
    }

    /// <summary>Told of the simulated seconds so far and of all; null for nobody.</summary>
    public Action<double, double>? Progress { get; set; }

    /// <summary>Ends the run early.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Seed of the run.</summary>
    public uint Seed { get; }

    /// <summary>The broadcasts so far.</summary>
    public IReadOnlyList<Broadcast> Broadcasts => _broadcasts;

    /// <summary>Runs to the end.</summary>
    /// <param name="isCounted">
    /// Nodes that deliveries are counted for; null for those on at the end, or, with batteries, for those that were on when a broadcast was sent.
    /// </param>
    public BroadcastResult Run(Func<int, bool>? isCounted = null)
    {
        var watch = Stopwatch.StartNew();
        var random = new Random((int)Seed * 31);
        int count = World.City.Count;
        for (int i = 0; i < count; i++)
        {
            int node = i;
            long at = random.NextInt64(30_000_000);
            if (Director is null || !Director.LateJoiners.Contains(i))
            {
                World.At(at, _ => World.SwitchOn(node));
            }
        }

        foreach (var power in _power)
        {
            power.Begin(World.NowUs);
        }

        long warmUs = (long)(_plan.WarmUpSeconds * 1e6);
        long periodUs = (long)(_plan.PeriodSeconds * 1e6);
        for (int m = 0; m < _plan.Messages; m++)
        {
            long at = warmUs + (m * periodUs) + random.NextInt64(periodUs / 4);
            World.At(at, now => Send(random, now));
        }

        long endUs = warmUs + (_plan.Messages * periodUs) + (long)(_plan.WindowSeconds * 1e6);
        Advance(warmUs, endUs);
        long[] before = (long[])World.AirtimeUs.Clone();
        long[,] heardBefore = (long[,])World.HeardUs.Clone();
        World.RandomLoss = _plan.RandomLoss;
        Advance(endUs, endUs);
        return Evaluate(before, heardBefore, endUs - warmUs, endUs, watch, (b, i) => isCounted?.Invoke(i) ?? b.WereOn?[i] ?? World.IsOn(i));
    }

    /// <summary>Runs in steps, so that progress shows and the run can be ended.</summary>
    private void Advance(long untilUs, long endUs)
    {
        while (World.NowUs < untilUs)
        {
            Cancellation.ThrowIfCancellationRequested();
            World.RunUntil(Math.Min(untilUs, World.NowUs + StepUs));
            Progress?.Invoke(World.NowUs / 1e6, endUs / 1e6);
        }
    }

    void IDeliveryLog.Delivered(int node, FrameType type, ushort origin, uint counter, int bytes, long nowUs)
    {
        if (_byItem.TryGetValue((type, origin, counter), out var broadcast) && broadcast.DelayUs[node] < 0)
        {
            broadcast.DelayUs[node] = nowUs - broadcast.SentUs;
        }
    }

    void IDeliveryLog.Reached(int node, int handle, int nodes, long nowUs)
    {
        foreach (var broadcast in _broadcasts)
        {
            if (broadcast.Source == node && broadcast.Handle == handle)
            {
                broadcast.ReportedReach = nodes;
            }
        }
    }

    void IDeliveryLog.UnicastEnded(int node, int handle, bool delivered, long nowUs)
    {
    }

    private void Send(Random random, long nowUs)
    {
        int[] awake = [.. Enumerable.Range(0, World.City.Count).Where(World.IsOn)];
        if (awake.Length == 0)
        {
            // A city without power sends nothing.
            return;
        }

        int source = awake[random.Next(awake.Length)];
        source = _broadcasts.Count < _plan.Sources.Count ? _plan.Sources[_broadcasts.Count] : source;

        var node = (RelayNode)World.Nodes[source];
        byte[] payload = new byte[_plan.FrameBytes - FrameHeader.Overhead - 1];
        random.NextBytes(payload);
        var broadcast = new Broadcast(source, nowUs, World.City.Count);
        broadcast.WereOn = _power is [{ HasBattery: true }, ..] ? [.. Enumerable.Range(0, World.City.Count).Select(World.IsOn)] : null;
        _broadcasts.Add(broadcast);
        var type = _plan.Alerts ? FrameType.Alert : FrameType.Message;
        uint counter = node.NextCounter(type);
        _byItem[(type, node.Address, counter)] = broadcast;
        broadcast.Counter = counter;
        broadcast.Handle = node.Originate(type, payload, payload.Length, false, _settings.LifetimeMs(type));
        broadcast.DelayUs[source] = 0;
    }

    private BroadcastResult Evaluate(long[] before, long[,] heardBefore, long spanUs, long endUs, Stopwatch watch, Func<Broadcast, int, bool> isCounted)
    {
        int count = World.City.Count;
        double unitUs = World.AirtimeOfUs(_plan.FrameBytes);
        double[] byKind = [.. World.AirtimeUs.Select((a, i) => (a - before[i]) / unitUs / Math.Max(1, _broadcasts.Count))];
        double beacons = 0;
        double worstBeacons = 0;
        for (int i = 0; i < count; i++)
        {
            double share = (World.HeardUs[(int)FrameKind.Beacon, i] - heardBefore[(int)FrameKind.Beacon, i]) / (double)spanUs;
            beacons += share;
            worstBeacons = Math.Max(worstBeacons, share);
        }

        return BroadcastResult.From(World.City.Name, Algorithm, Seed, _broadcasts, count, _plan.WindowSeconds, isCounted) with
        {
            Transmissions = byKind.Sum() - byKind[(int)FrameKind.Beacon],
            ByKind = byKind,
            BeaconShare = beacons / count,
            BeaconShareWorst = worstBeacons,
            SimulatedSeconds = endUs / 1e6,
            WallSeconds = watch.Elapsed.TotalSeconds,
        };
    }
}
