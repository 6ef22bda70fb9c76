using LoRaNode.Core.Frames;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Tests.Relay;

public class DeliveryTests
{
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
    public void A_valley_of_more_hops_than_a_frame_counts_is_served_to_its_end_within_minutes()
    {
        var city = CityGenerator.Make(CityShape.Corridor, 120, 1);
        int[] hops = city.HopsFrom(0);
        int far = Array.IndexOf(hops, hops.Max());
        Assert.InRange(hops[far], FrameHeader.MaxHops + 10, city.Count);
        var plan = new BroadcastPlan { Messages = 4, WarmUpSeconds = 7200, WindowSeconds = 180, Rules = AirRules.Baseline, Sources = [0, far, 0, far] };
        var run = new RelayBroadcastRun(city, plan, 1);
        run.Run();
        Assert.All(run.Broadcasts, b => Assert.DoesNotContain(b.DelayUs, d => d < 0));
    }

    [Fact]
    public void The_origin_learns_how_many_nodes_it_reached()
    {
        var city = SharedCities.Load("district-30");
        var log = new ItemLog();
        var settings = new RelayNodeSettings(city, 1);
        var world = Populate(city, settings, log);

        long[] before = [];
        world.At(3_600_000_000L, _ =>
        {
            before = (long[])world.AirtimeUs.Clone();
            ((RelayNode)world.Nodes[3]).Originate(FrameType.Alert, new byte[100], 100, true, 3_600_000);
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
        var log = new ItemLog();
        var settings = new RelayNodeSettings(city, 1);
        var world = Populate(city, settings, log);

        world.At(3_600_000_000L, _ => ((RelayNode)world.Nodes[0]).OriginateUnicast(settings.Address(23), new byte[60], 60, 600_000));
        world.RunUntil(4_300_000_000L);
        Assert.Equal([true], log.UnicastEnds);
    }

    private static SimulatedWorld Populate(CityMap city, RelayNodeSettings settings, IDeliveryLog log)
    {
        var world = new SimulatedWorld(city, 1) { Rules = AirRules.Baseline };
        for (int i = 0; i < city.Count; i++)
        {
            int node = i;
            world.Nodes[i] = new RelayNode(world, i, settings, log);
            world.At(i * 100_000, _ => world.SwitchOn(node));
        }

        return world;
    }

    private sealed class ItemLog : IDeliveryLog
    {
        public List<bool> UnicastEnds { get; } = [];

        public int LargestReach { get; private set; }

        public void Delivered(int node, FrameType type, ushort origin, uint counter, int bytes, long nowUs)
        {
        }

        public void Reached(int node, int handle, int nodes, long nowUs) => LargestReach = Math.Max(LargestReach, nodes);

        public void UnicastEnded(int node, int handle, bool delivered, long nowUs) => UnicastEnds.Add(delivered);
    }
}
