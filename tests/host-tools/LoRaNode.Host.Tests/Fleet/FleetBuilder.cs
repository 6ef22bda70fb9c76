using LoRaNode.Host.Fleet;
using LoRaNode.Host.Store;
using LoRaNode.Node.EventLoop;

namespace LoRaNode.Host.Tests.Fleet;

/// <summary>Builds the histories of a fleet in the terms of those who care for it.</summary>
internal sealed class FleetBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 18, 0, 0, TimeSpan.FromHours(5));

    private readonly List<StoredNode> _nodes = [];
    private readonly List<SiteRecord> _sites = [];
    private readonly Dictionary<ushort, NodeHistory> _histories = [];

    public NodeHistory this[string name] => _histories[Address(name)];

    /// <summary>Nodes that were read just now and stand somewhere.</summary>
    public static FleetBuilder With(params string[] names) => new FleetBuilder().Add(names);

    public FleetBuilder Add(params string[] names)
    {
        foreach (string name in names)
        {
            ushort address = (ushort)(100 + _nodes.Count);
            _nodes.Add(new StoredNode(address, name, null, NodeState.Verified, null));
            _sites.Add(new SiteRecord(address, "roof", 43.2 + (0.01 * _nodes.Count), 76.9, 20, null, null));
            var history = new NodeHistory { Records = 1, NewestAt = Now, Epoch = 1 };
            history.Standing.Add(new StandingSample(Now, 0, true));
            _histories.Add(address, history);
        }

        return this;
    }

    public FleetBuilder NeverRead(string name)
    {
        _histories.Remove(Address(name));
        return this;
    }

    public FleetBuilder NoSite(string name)
    {
        _sites.RemoveAll(s => s.Address == Address(name));
        return this;
    }

    /// <summary>Two nodes hear each other.</summary>
    public FleetBuilder Link(string from, string to, double snr = 3, int quality = 2, double? back = null)
    {
        Hears(from, to, snr, quality);
        Hears(to, from, back ?? snr, quality);
        return this;
    }

    public FleetBuilder Hears(string hearer, string heard, double snr, int quality, int firsts = 0)
    {
        if (_histories.TryGetValue(Address(hearer), out NodeHistory? history))
        {
            history.Neighbours.Add(new NeighbourSample(Now, Address(heard), snr, quality, firsts));
        }

        return this;
    }

    /// <summary>Lowest voltages, a day apart, the last one today.</summary>
    public FleetBuilder Battery(string name, int input, params int[] lowest)
    {
        for (int i = 0; i < lowest.Length; i++)
        {
            this[name].Battery.Add(new BatterySample(Now.AddDays(i + 1 - lowest.Length), lowest[i], lowest[i] + 200, input));
        }

        return this;
    }

    public FleetBuilder Boots(string name, RestartReason reason, int times)
    {
        for (int i = 0; i < times; i++)
        {
            this[name].Boots.Add(new BootSample(Now.AddHours(i - times), i + 2, reason, LoopStage.Waiting));
        }

        return this;
    }

    public FleetState Judge() => FleetState.Of(_nodes, _sites, _histories, FleetOptions.At(Now));

    private ushort Address(string name) => _nodes.First(n => n.Name == name).Address;
}
