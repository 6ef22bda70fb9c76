using LoRaNode.Core.Frames;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Runs;

/// <summary>
/// A random city with random faults: at its end every node that is on and connected to an origin must hold every live alert of it.
/// The seed says all; a seed that fails is a bug report.
/// </summary>
public static class ChaosRun
{
    private const int Alerts = 6;

    /// <summary>Simulated time that repair gets after the last fault, in seconds.</summary>
    public const double CalmSeconds = 3_600;

    /// <summary>Runs one city.</summary>
    /// <returns>Null when all is well, otherwise what is missing.</returns>
    public static string? Run(int seed)
    {
        var random = new Random(seed);
        var shapes = Enum.GetValues<CityShape>();
        var shape = shapes[random.Next(shapes.Length)];
        int nodes = random.Next(5, 60);
        var city = CityGenerator.Make(shape, nodes, seed);
        double span = Alerts * 60;
        var plan = new BroadcastPlan
        {
            Messages = Alerts,
            WarmUpSeconds = random.Next(60, 7200),
            WindowSeconds = CalmSeconds,
            Alerts = true,
            RandomLoss = random.Next(3) == 0 ? random.NextDouble() * 0.3 : 0,
            Rules = random.Next(2) == 0 ? AirRules.Chip : AirRules.Baseline,
        };
        var run = new RelayBroadcastRun(city, plan, (uint)seed, s => s with { VerifyMs = Comparison.VerifyMs, KeepsFrames = true });
        run.Plan(Faults(random, city, span));
        run.Run();
        return Missing(run, city, plan);
    }

    private static List<ScenarioEvent> Faults(Random random, CityMap city, double span)
    {
        var events = new List<ScenarioEvent>();
        for (int i = 0; i < city.Count / 4; i++)
        {
            int node = random.Next(city.Count);
            double at = random.NextDouble() * span;
            switch (random.Next(6))
            {
                case 0:
                    events.Add(new ScenarioEvent(at, ScenarioEventKind.Fail, node, 0, 0, 0));
                    break;
                case 1:
                    events.Add(new ScenarioEvent(at, ScenarioEventKind.Fail, node, 0, 0, 0));
                    events.Add(new ScenarioEvent(at + (random.NextDouble() * 600), ScenarioEventKind.Recover, node, 0, 0, 0));
                    break;
                case 2:
                    events.Add(new ScenarioEvent(at, ScenarioEventKind.Reboot, node, 0, 0, 0));
                    break;
                case 3:
                    events.Add(new ScenarioEvent(at, ScenarioEventKind.PowerLoss, node, 0, 0, 0));
                    break;
                case 4:
                    events.Add(new ScenarioEvent(at, ScenarioEventKind.Sleep, node, 0, 0, 0));
                    events.Add(new ScenarioEvent(at + (random.NextDouble() * 600), ScenarioEventKind.Wake, node, 0, 0, 0));
                    break;
                default:
                    var near = city.Sites[random.Next(city.Count)];
                    events.Add(new ScenarioEvent(at, ScenarioEventKind.Jam, -1, near.XMeters, near.YMeters, 10));
                    events.Add(new ScenarioEvent(at + (random.NextDouble() * 120), ScenarioEventKind.EndJam, -1, 0, 0, 0));
                    break;
            }
        }

        return events;
    }

    /// <summary>Whether a node that is on holds an alert, so that it can pass it on: it is not enough to have had it.</summary>
    private static bool Holds(RelayBroadcastRun run, int index, Broadcast broadcast)
    {
        var origin = (RelayNode)run.World.Nodes[broadcast.Source];
        var engine = ((RelayNode)run.World.Nodes[index]).Engine;
        return engine is not null && engine.CopyFrame(FrameType.Alert, origin.Address, broadcast.Counter, new byte[FrameHeader.MaxFrame]) > 0;
    }

    private static string? Missing(RelayBroadcastRun run, CityMap city, BroadcastPlan plan)
    {
        for (int b = 0; b < run.Broadcasts.Count; b++)
        {
            var broadcast = run.Broadcasts[b];
            if (broadcast.Handle < 0)
            {
                continue;
            }

            // Connected to anybody that holds it: an origin that died, or lost power while it wrote, took with it what nobody had heard. It takes no
            // item of its own back from others.
            bool[] holds = [.. Enumerable.Range(0, city.Count).Select(i => Holds(run, i, broadcast))];
            bool[] reachable = new bool[city.Count];
            for (int i = 0; i < city.Count; i++)
            {
                if (holds[i])
                {
                    int[] hops = city.HopsFrom(i, 1, run.World.IsOn);
                    for (int k = 0; k < hops.Length; k++)
                    {
                        reachable[k] |= hops[k] >= 0;
                    }
                }
            }

            for (int i = 0; i < city.Count; i++)
            {
                if (i != broadcast.Source && run.World.IsOn(i) && reachable[i] && !holds[i])
                {
                    return $"seed {run.Seed}: {city.Name}, {plan.Rules}, loss {plan.RandomLoss:F2}: node {i} lacks alert {b} of node {broadcast.Source}";
                }
            }
        }

        return null;
    }
}
