using LoRaNode.Host.Store;

namespace LoRaNode.Host.Fleet;

/// <summary>All nodes of a community as their logs tell: links, relays, weak points, health, and what to fix first.</summary>
public sealed class FleetState
{
    /// <summary>How far back logs are looked at unless said otherwise.</summary>
    public static readonly TimeSpan UsualWindow = TimeSpan.FromDays(30);

    private FleetState(FleetOptions options, IReadOnlyList<FleetNode> nodes, FleetLinks links, IReadOnlyList<RelayShare> relays, IReadOnlyList<Finding> findings)
    {
        Now = options.Now;
        Since = options.Since;
        Nodes = nodes;
        Links = links.All;
        SinglePoints = links.SinglePoints;
        Parts = links.Parts.Count;
        Relays = relays;
        Findings = findings;
    }

    /// <summary>When the report was made.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>From when on logs were looked at.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The nodes, by name.</summary>
    public IReadOnlyList<FleetNode> Nodes { get; }

    /// <summary>The links that were noted.</summary>
    public IReadOnlyList<FleetLink> Links { get; }

    /// <summary>The nodes without which the network falls apart, those that cut off most first.</summary>
    public IReadOnlyList<SinglePoint> SinglePoints { get; }

    /// <summary>Connected parts of the network.</summary>
    public int Parts { get; }

    /// <summary>Who got news from whom, the most first.</summary>
    public IReadOnlyList<RelayShare> Relays { get; }

    /// <summary>What to fix, the most urgent first.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Reads and judges the database of a community.</summary>
    public static FleetState Read(CommunityStore store, FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        return Of(store.Nodes(), store.Sites(), HistoryReader.Read(store, options.Since), options);
    }

    /// <summary>Judges nodes by their histories.</summary>
    public static FleetState Of(
        IReadOnlyList<StoredNode> stored,
        IReadOnlyList<SiteRecord> sites,
        IReadOnlyDictionary<ushort, NodeHistory> histories,
        FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(options);
        StoredNode[] known = [.. stored.OrderBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Address)];
        Dictionary<ushort, int> index = known.Select((n, i) => (n.Address, i)).ToDictionary(p => p.Address, p => p.i);
        NodeHistory[] logs = [.. known.Select(n => histories.GetValueOrDefault(n.Address) ?? new NodeHistory())];
        var links = FleetLinks.Of(logs, index);
        FleetNode[] nodes =
        [
            .. known.Select((node, i) => new FleetNode(
                i, node, sites.FirstOrDefault(s => s.Address == node.Address), logs[i], BatteryTrend.Of(logs[i].Battery, options.Now.Offset), NodeHealth.Unknown, links.PartOf(i))),
        ];
        IReadOnlyList<Finding> findings = FleetRules.Judge(nodes, links, options);
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = nodes[i] with { Health = HealthOf(nodes[i], findings) };
        }

        return new FleetState(options, nodes, links, Relayed(logs, index), findings);
    }

    private static NodeHealth HealthOf(FleetNode node, IReadOnlyList<Finding> findings)
    {
        if (node.History.Records == 0)
        {
            return NodeHealth.Unknown;
        }

        Severity worst = findings.Where(f => f.Node == node.Index).Select(f => f.Severity).DefaultIfEmpty(Severity.Note).Max();
        return worst switch
        {
            Severity.Critical => NodeHealth.Bad,
            Severity.Warning => NodeHealth.Watch,
            _ => NodeHealth.Good,
        };
    }

    private static IReadOnlyList<RelayShare> Relayed(NodeHistory[] logs, Dictionary<ushort, int> index) =>
    [
        .. logs.SelectMany((log, node) => log.Neighbours
                .Where(n => n.Firsts > 0 && index.ContainsKey(n.Address))
                .GroupBy(n => index[n.Address])
                .Select(g => new RelayShare(g.Key, node, g.Sum(n => n.Firsts))))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Relay).ThenBy(r => r.Node),
    ];
}

/// <summary>What a report on a fleet looks at.</summary>
/// <param name="Now">The time; its offset is that of the place.</param>
/// <param name="Since">From when on.</param>
public sealed record FleetOptions(DateTimeOffset Now, DateTimeOffset Since)
{
    /// <summary>The usual ones.</summary>
    public static FleetOptions At(DateTimeOffset now) => new(now, now - FleetState.UsualWindow);
}
