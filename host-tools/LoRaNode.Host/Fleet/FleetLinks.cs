using LoRaNode.Node.Log;

namespace LoRaNode.Host.Fleet;

/// <summary>The links between nodes, and where the network falls apart.</summary>
public sealed class FleetLinks
{
    // What an engine calls a good link (see LinkQuality of the relay engine).
    private const int GoodQuality = 1;

    // Neighbours are noted every six hours: who noted so much later without the other one does not hear it any more.
    private static readonly TimeSpan Outdated = TimeSpan.FromHours(7);

    private readonly LinkGraph _graph;
    private readonly int[] _part;

    private FleetLinks(IReadOnlyList<FleetLink> links, IReadOnlyList<NodeHistory> logs)
    {
        (int, int)[] usable = [.. links.Where(l => l.IsUsable).Select(l => (l.From, l.To))];
        var graph = new LinkGraph(logs.Count, usable);
        _graph = graph;

        // Of two nodes that were never read nobody knows whether they hear each other: no part may be called weak because of that. A ring through them holds with any one gone.
        int[] unread = [.. Enumerable.Range(0, logs.Count).Where(i => logs[i].Standing.Count == 0)];
        var possible = new LinkGraph(logs.Count, [.. usable, .. unread.Zip(unread.Skip(1).Append(unread.FirstOrDefault()))]);
        (IReadOnlyList<int> places, IReadOnlyList<(int From, int To)> bridges) = possible.WeakPoints();
        HashSet<(int, int)> cut = [.. bridges];
        All = [.. links.Select(l => l with { IsBridge = l.IsUsable && cut.Contains((l.From, l.To)) })];
        Parts = graph.Parts();
        _part = new int[graph.Places];
        for (int part = 0; part < Parts.Count; part++)
        {
            foreach (int node in Parts[part])
            {
                _part[node] = part;
            }
        }

        SinglePoints = [.. places.Select(p => new SinglePoint(p, possible.CutOffBy(p))).Where(p => p.CutsOff.Count > 0).OrderByDescending(p => p.CutsOff.Count).ThenBy(p => p.Node)];
    }

    /// <summary>The links, by their ends.</summary>
    public IReadOnlyList<FleetLink> All { get; }

    /// <summary>Connected parts over usable links, the largest first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Parts { get; }

    /// <summary>Nodes without which a part falls apart, those that cut off most first.</summary>
    public IReadOnlyList<SinglePoint> SinglePoints { get; }

    /// <summary>Connected part of a node.</summary>
    public int PartOf(int node) => _part[node];

    /// <summary>Nodes that a node has a usable link to.</summary>
    public IReadOnlyList<int> NeighboursOf(int node) => _graph.NeighboursOf(node);

    /// <summary>Joins what the nodes noted of each other. A link that only one end noted counts: the other may be full or silent.</summary>
    /// <param name="logs">Histories, by index of node.</param>
    /// <param name="index">Index of each address.</param>
    public static FleetLinks Of(IReadOnlyList<NodeHistory> logs, IReadOnlyDictionary<ushort, int> index)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(index);
        var ways = new Dictionary<(int Hearer, int Heard), NeighbourSample>();
        for (int hearer = 0; hearer < logs.Count; hearer++)
        {
            foreach (NeighbourSample note in logs[hearer].NewestNeighbours())
            {
                if (index.TryGetValue(note.Address, out int heard) && heard != hearer)
                {
                    ways[(hearer, heard)] = note;
                }
            }
        }

        foreach ((int hearer, int heard) in ways.Keys.ToArray())
        {
            bool isAnswered = ways.ContainsKey((heard, hearer));
            if (!isAnswered && logs[heard].Standing.Count > 0 && logs[heard].Standing[^1].At - ways[(hearer, heard)].At > Outdated)
            {
                ways.Remove((hearer, heard));
            }
        }

        FleetLink[] links = [.. ways.Keys.Select(w => (Math.Min(w.Hearer, w.Heard), Math.Max(w.Hearer, w.Heard))).Distinct().Order().Select(ends => Link(ends, ways, logs))];

        // A node without any good link has a network only through its best one; the engine adopts it as well.
        for (int node = 0; node < logs.Count; node++)
        {
            int[] own = [.. Enumerable.Range(0, links.Length).Where(l => links[l].From == node || links[l].To == node)];
            if (own.Length > 0 && !own.Any(l => links[l].IsUsable))
            {
                int best = own.OrderBy(l => links[l].IsOneWay).ThenByDescending(l => links[l].SnrDb).First();
                links[best] = links[best] with { IsUsable = true };
            }
        }

        return new FleetLinks(links, logs);
    }

    private static FleetLink Link((int From, int To) ends, Dictionary<(int Hearer, int Heard), NeighbourSample> ways, IReadOnlyList<NodeHistory> logs)
    {
        NeighbourSample? first = ways.TryGetValue(ends, out NeighbourSample a) ? a : null;
        NeighbourSample? second = ways.TryGetValue((ends.To, ends.From), out NeighbourSample b) ? b : null;
        int quality = Math.Max(first?.Quality ?? 0, second?.Quality ?? 0);
        double snr = ((first?.SnrDb ?? second!.Value.SnrDb) + (second?.SnrDb ?? first!.Value.SnrDb)) / 2;
        bool isOneWay = (first is null && Misses(logs[ends.From], second!.Value)) || (second is null && Misses(logs[ends.To], first!.Value));
        return new FleetLink(ends.From, ends.To, snr, quality, first?.SnrDb, second?.SnrDb, isOneWay, quality >= GoodQuality && !isOneWay, false);
    }

    /// <summary>True when a node noted its neighbours at about the same time, had room for one more, and did not hear this one.</summary>
    private static bool Misses(NodeHistory log, NeighbourSample heard) =>
        log.Standing.Count > 0 && heard.At - log.Standing[^1].At < Outdated && log.NewestNeighbours().Count() < VitalSigns.MaxNeighbours;
}
