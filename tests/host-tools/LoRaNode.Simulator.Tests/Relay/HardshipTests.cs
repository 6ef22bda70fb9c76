using LoRaNode.Core.Relay;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Tests.Relay;

public class HardshipTests
{
    [Fact]
    public void With_a_third_of_all_frames_lost_nearly_everybody_has_everything_within_ten_minutes()
    {
        var plan = new BroadcastPlan { Messages = 15, WarmUpSeconds = 7200, RandomLoss = 0.3, Rules = AirRules.Baseline };
        var result = new RelayBroadcastRun(SharedCities.Load("district-30"), plan, 1).Run();
        Assert.InRange(result.Delivery, 0.995, 1);
    }

    [Fact]
    public void With_a_fifth_dead_in_the_middle_of_an_alert_all_who_are_still_connected_get_it()
    {
        var city = SharedCities.Load("city-100");
        var plan = new BroadcastPlan { Messages = 1, WarmUpSeconds = 7200, Alerts = true, Rules = AirRules.Baseline };
        var run = new RelayBroadcastRun(city, plan, 5);
        int source = -1;
        run.World.At((long)(plan.WarmUpSeconds * 1e6) + 16_000_000, _ =>
        {
            source = run.Broadcasts[0].Source;
        });
        run.Plan([.. Enumerable.Range(0, 20).Select(i => new ScenarioEvent(1.5, ScenarioEventKind.Fail, i * 5, 0, 0, 0))]);
        run.Run();
        var broadcast = run.Broadcasts[0];
        int[] hops = city.HopsFrom(broadcast.Source, 0.5, run.World.IsOn);
        for (int i = 0; i < city.Count; i++)
        {
            if (run.World.IsOn(i) && hops[i] >= 0 && run.World.IsOn(broadcast.Source))
            {
                Assert.True(broadcast.DelayUs[i] >= 0, $"node {i} has nothing");
            }
        }
    }

    [Fact]
    public void A_node_that_was_off_for_six_hours_has_all_current_alerts_within_five_minutes()
    {
        const double sixHours = 6 * 3600;
        var city = SharedCities.Load("district-30");
        var plan = new BroadcastPlan { Messages = 24, PeriodSeconds = 900, WarmUpSeconds = 3600, Alerts = true, WindowSeconds = 900, Rules = AirRules.Baseline };
        var run = new RelayBroadcastRun(city, plan, 2);
        const int sleeper = 20;
        run.Plan([new ScenarioEvent(1, ScenarioEventKind.Fail, sleeper, 0, 0, 0), new ScenarioEvent(sixHours + 1, ScenarioEventKind.Recover, sleeper, 0, 0, 0)]);
        run.Run();
        long wokeUs = (long)((plan.WarmUpSeconds + sixHours + 1) * 1e6);
        foreach (var broadcast in run.Broadcasts.Where(b => b.Source != sleeper && b.SentUs < wokeUs))
        {
            Assert.InRange(broadcast.DelayUs[sleeper], 1, wokeUs + 300_000_000 - broadcast.SentUs);
        }
    }

    [Fact]
    public void A_newcomer_is_served_before_any_table_knows_it()
    {
        var city = SharedCities.Load("district-30");
        var plan = new BroadcastPlan { Messages = 3, WarmUpSeconds = 7200, WindowSeconds = 300, Rules = AirRules.Baseline };
        var run = new RelayBroadcastRun(city, plan, 4);
        run.Plan([new ScenarioEvent(55, ScenarioEventKind.Join, 25, 0, 0, 0)]);
        run.Run();
        Assert.All(run.Broadcasts.Where(b => b.Source != 25), b => Assert.True(b.DelayUs[25] > 0));
    }

    [Fact]
    public void The_duty_cycle_holds_for_every_node_in_every_hour_through_overload_reboots_and_power_cuts()
    {
        var city = SharedCities.Load("district-30");
        var plan = new BroadcastPlan { Messages = 500, PeriodSeconds = 5, WarmUpSeconds = 600, WindowSeconds = 3600, Rules = AirRules.Baseline };
        var run = new RelayBroadcastRun(city, plan, 6, s => s with { DutyCyclePerMille = 10 });
        var sent = new List<(int Node, long Start, long End)>();
        run.World.Sent = f => sent.Add((f.From, f.StartUs, f.EndUs));
        run.Plan([.. Enumerable.Range(0, 30).Select(i => new ScenarioEvent(300 + (i * 60), i % 2 == 0 ? ScenarioEventKind.Reboot : ScenarioEventKind.PowerLoss, i, 0, 0, 0))]);
        run.Run();

        // A power cut loses at most the minute since the last write.
        const long slackUs = 60_000_000 / 100 * 6;
        foreach (var node in sent.GroupBy(s => s.Node))
        {
            var list = node.ToList();
            int from = 0;
            long sum = 0;
            foreach (var (_, start, end) in list)
            {
                sum += end - start;
                while (list[from].Start < end - 3_600_000_000)
                {
                    sum -= list[from].End - list[from].Start;
                    from++;
                }

                Assert.InRange(sum, 0, 36_000_000 + slackUs);
            }
        }
    }

    [Fact]
    public void Under_overload_alerts_arrive_before_messages_and_nobody_starves()
    {
        double alerts = 0;
        double messages = 0;
        for (int seed = 1; seed <= 4; seed++)
        {
            var (log, city) = Overload(seed);
            double InTime(Core.Frames.FrameType type) =>
                log.Delays.Count(d => d.Type == type && d.DelayUs < 20_000_000) / (double)(log.Sent.Keys.Count(k => k.Type == type) * (city.Count - 1));
            alerts += InTime(Core.Frames.FrameType.Alert) / 4;
            messages += InTime(Core.Frames.FrameType.Message) / 4;
            foreach (var origin in log.Sent.Keys.GroupBy(k => k.Origin))
            {
                int got = log.Delays.Count(d => d.Origin == origin.Key);
                Assert.True(got >= origin.Count() * (city.Count - 1) * 0.6, $"origin {origin.Key}: {got} deliveries of {origin.Count() * (city.Count - 1)}");
            }
        }

        Assert.True(alerts > messages + 0.05, $"in 20 s: {alerts:P1} of the alerts, {messages:P1} of the messages");
    }

    /// <summary>An item every 2.5 s, one in four an alert, where the air carries one every 2.6 s.</summary>
    private static (OverloadLog Log, CityMap City) Overload(int seed)
    {
        var city = SharedCities.Load("district-30");
        var log = new OverloadLog();
        var world = new SimulatedWorld(city, (uint)seed) { Rules = AirRules.Baseline };
        var settings = new RelayNodeSettings(city, (uint)seed) { DutyCyclePerMille = 1000 };
        for (int i = 0; i < city.Count; i++)
        {
            int node = i;
            world.Nodes[i] = new RelayNode(world, i, settings, log);
            world.At(i * 100_000, _ => world.SwitchOn(node));
        }

        var random = new Random(seed);
        byte[] text = new byte[100];
        for (int m = 0; m < 240; m++)
        {
            int source = random.Next(city.Count);
            var type = m % 4 == 0 ? Core.Frames.FrameType.Alert : Core.Frames.FrameType.Message;
            world.At(1_800_000_000L + (m * 2_500_000L), now =>
            {
                var node = (RelayNode)world.Nodes[source];
                log.Sent[(type, node.Address, node.NextCounter)] = now;
                node.Originate(type, text, text.Length, false, 3_600_000);
            });
        }

        world.RunUntil(1_800_000_000L + 1_200_000_000L);
        return (log, city);
    }

    [Fact]
    public void The_origin_learns_how_many_nodes_it_reached()
    {
        var city = SharedCities.Load("district-30");
        var log = new OverloadLog();
        var world = new SimulatedWorld(city, 1) { Rules = AirRules.Baseline };
        var settings = new RelayNodeSettings(city, 1);
        for (int i = 0; i < city.Count; i++)
        {
            int node = i;
            world.Nodes[i] = new RelayNode(world, i, settings, log);
            world.At(i * 100_000, _ => world.SwitchOn(node));
        }

        long[] before = [];
        world.At(3_600_000_000L, _ =>
        {
            before = (long[])world.AirtimeUs.Clone();
            ((RelayNode)world.Nodes[3]).Originate(Core.Frames.FrameType.Alert, new byte[100], 100, true, 3_600_000);
        });
        world.RunUntil(3_600_000_000L + 300_000_000L);
        Assert.InRange(log.LargestReach, 26, 29);
        double receipts = (world.AirtimeUs[(int)FrameKind.Receipt] - before[(int)FrameKind.Receipt]) / 555_500.0;
        Assert.InRange(receipts, 0.1, city.Count);
    }

    [Fact]
    public void A_unicast_crosses_the_valley_and_its_acknowledgement_comes_back()
    {
        var city = SharedCities.Load("corridor-24");
        var log = new OverloadLog();
        var world = new SimulatedWorld(city, 1) { Rules = AirRules.Baseline };
        var settings = new RelayNodeSettings(city, 1);
        for (int i = 0; i < city.Count; i++)
        {
            int node = i;
            world.Nodes[i] = new RelayNode(world, i, settings, log);
            world.At(i * 100_000, _ => world.SwitchOn(node));
        }

        world.At(3_600_000_000L, _ => ((RelayNode)world.Nodes[0]).OriginateUnicast(settings.Address(23), new byte[60], 60, 600_000));
        world.RunUntil(4_300_000_000L);
        Assert.Equal([true], log.UnicastEnds);
    }

    private sealed class OverloadLog : IDeliveryLog
    {
        public Dictionary<(Core.Frames.FrameType Type, ushort Origin, uint Counter), long> Sent { get; } = [];

        public List<(Core.Frames.FrameType Type, ushort Origin, long DelayUs)> Delays { get; } = [];

        public List<bool> UnicastEnds { get; } = [];

        public int LargestReach { get; private set; }

        public void Delivered(int node, Core.Frames.FrameType type, ushort origin, uint counter, int bytes, long nowUs)
        {
            if (Sent.TryGetValue((type, origin, counter), out long at))
            {
                Delays.Add((type, origin, nowUs - at));
            }
        }

        public void Reached(int node, int handle, int nodes, long nowUs) => LargestReach = Math.Max(LargestReach, nodes);

        public void UnicastEnded(int node, int handle, bool delivered, long nowUs) => UnicastEnds.Add(delivered);
    }
}
