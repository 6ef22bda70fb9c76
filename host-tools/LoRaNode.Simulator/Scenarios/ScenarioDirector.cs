using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.World;
using LoRaNode.VirtualRadio.Links;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.Scenarios;

/// <summary>Makes the events of a scenario happen in a world.</summary>
public sealed class ScenarioDirector
{
    private const long RebootUs = 2_000_000;
    private const long PowerLossUs = 10_000_000;

    private readonly CityWorld _world;
    private readonly Place[] _sites;
    private readonly UrbanLosses _losses;

    /// <summary>Prepares events; times count from <paramref name="startUs"/>.</summary>
    public ScenarioDirector(CityWorld world, IReadOnlyList<ScenarioEvent> events, long startUs, int seed)
    {
        _world = world;
        _sites = [.. world.City.Sites];
        _losses = new UrbanLosses(_sites, world.City.Radio.FrequencyHz, (uint)seed);
        LateJoiners = events.Where(e => e.Kind == ScenarioEventKind.Join).Select(e => e.Node).ToHashSet();
        foreach (var item in events)
        {
            world.At(startUs + (long)(item.AtSeconds * 1e6), now => Happen(item, now));
        }
    }

    /// <summary>Nodes that are not to be switched on at the start.</summary>
    public IReadOnlySet<int> LateJoiners { get; }

    private void Happen(ScenarioEvent item, long nowUs)
    {
        switch (item.Kind)
        {
            case ScenarioEventKind.Fail:
                _world.SwitchOff(item.Node);
                break;
            case ScenarioEventKind.Recover:
            case ScenarioEventKind.Join:
                _world.SwitchOn(item.Node);
                break;
            case ScenarioEventKind.Reboot:
                Restart(item.Node, nowUs + RebootUs);
                break;
            case ScenarioEventKind.PowerLoss:
                (_world.Nodes[item.Node] as RelayNode)?.LosePowerWhileWriting();
                Restart(item.Node, nowUs + PowerLossUs);
                break;
            case ScenarioEventKind.Sleep:
                (_world.Nodes[item.Node] as RelayNode)?.Sleep();
                break;
            case ScenarioEventKind.Wake:
                (_world.Nodes[item.Node] as RelayNode)?.Wake();
                break;
            case ScenarioEventKind.Move:
                Move(item);
                break;
            case ScenarioEventKind.Jam:
                Jam(item);
                break;
            default:
                for (int i = 0; i < _sites.Length; i++)
                {
                    _world.SetJam(i, 0);
                }

                break;
        }
    }

    private void Restart(int node, long atUs)
    {
        _world.SwitchOff(node);
        _world.At(atUs, _ => _world.SwitchOn(node));
    }

    private void Move(ScenarioEvent item)
    {
        _sites[item.Node] = _sites[item.Node] with { XMeters = item.A, YMeters = item.B };
        var links = new Dictionary<int, double>();
        for (int other = 0; other < _sites.Length; other++)
        {
            if (other != item.Node)
            {
                links[other] = _world.City.Radio.PowerDbm - _losses.LossDb(item.Node, other);
            }
        }

        foreach (int far in links.Where(l => l.Value < _world.City.Radio.SensitivityDbm - 16).Select(l => l.Key).ToList())
        {
            links.Remove(far);
        }

        _world.Relink(item.Node, links);
    }

    private void Jam(ScenarioEvent item)
    {
        var jammer = new Place(item.A, item.B, 10);
        for (int i = 0; i < _sites.Length; i++)
        {
            _world.SetJam(i, LinkModel.FromDb(item.C - UrbanLosses.MeanLossDb(jammer, _sites[i], _world.City.Radio.FrequencyHz)));
        }
    }
}
