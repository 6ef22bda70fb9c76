using System.Globalization;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Store;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>The nodes of the community: how they are, and what their logs said last.</summary>
internal static class NodesTable
{
    internal static Markup Compose(PageContext page, CommunityStore store)
    {
        Words words = page.Words;
        IReadOnlyList<StoredNode> nodes = store.Nodes();
        Dictionary<ushort, SiteRecord> sites = store.Sites().ToDictionary(s => s.Address);
        Dictionary<ushort, FleetNode> known = page.Desk.Fleet.State?.Nodes.ToDictionary(n => n.Stored.Address) ?? [];
        Markup content = nodes.Count == 0
            ? Markup.Of($"""<p class="card quiet">{words["serve.nodes.none"]} <a href="/provision">{words["serve.menu.provision"]}</a></p>""")
            : Controls.Table(
                words["serve.nodes"],
                [
                    words["serve.fact.name"], words["serve.fact.state"], words["serve.fact.seen"], words["serve.fact.battery"], words["serve.fact.neighbours"], words["serve.fact.place"],
                ],
                nodes.Select(n => Row(words, n, sites.GetValueOrDefault(n.Address), known.GetValueOrDefault(n.Address))));
        return Markup.Of($"""<section aria-labelledby="nodes"><h2 id="nodes">{words["serve.nodes"]}</h2>{content}</section>""");
    }

    /// <summary>How a node is; keys that were not verified come first.</summary>
    internal static Markup State(Words words, StoredNode node, FleetNode? known)
    {
        if (node.State != NodeState.Verified)
        {
            return Controls.Badge(Tone.Careful, words[node.State == NodeState.Sent ? "serve.state.sent" : "serve.state.assigned"]);
        }

        NodeHealth health = known?.Health ?? NodeHealth.Unknown;
        Tone tone = health switch { NodeHealth.Good => Tone.Good, NodeHealth.Watch => Tone.Careful, NodeHealth.Bad => Tone.Bad, _ => Tone.Plain };
        return Controls.Badge(tone, new FleetTexts(words.Language).Health(health));
    }

    /// <summary>The battery as the log noted it last; null when it did not.</summary>
    internal static string? Battery(Words words, FleetNode? known) => known?.History.Battery is [.., var last]
        ? words["serve.value.volts", (last.LowestMillivolts / 1000.0).ToString("0.00", CultureInfo.InvariantCulture)]
        : null;

    /// <summary>How many neighbours the log noted last, and how well the best is heard; null when it did not.</summary>
    internal static string? Neighbours(Words words, FleetNode? known)
    {
        NeighbourSample[] heard = [.. known?.History.NewestNeighbours() ?? []];
        return heard.Length == 0
            ? null
            : words["serve.value.neighbours", heard.Length, heard.Max(n => n.SnrDb).ToString("0.#", CultureInfo.InvariantCulture)];
    }

    /// <summary>When the newest record of its log was written; null when that is not known.</summary>
    internal static string? Seen(Words words, FleetNode? known) => known?.History.NewestAt is { } at ? Durations.Ago(words, at) : null;

    private static Markup Row(Words words, StoredNode node, SiteRecord? site, FleetNode? known)
    {
        Markup Cell(string key, string? value) => Controls.Cell(words[key], value ?? words["serve.value.none"]);
        return Markup.Of($"""
            <tr><th scope="row"><a href="/nodes/{node.Address}">{node.Name}</a></th>
            {Controls.Cell(words["serve.fact.state"], State(words, node, known))}
            {Cell("serve.fact.seen", Seen(words, known))}
            {Cell("serve.fact.battery", Battery(words, known))}
            {Cell("serve.fact.neighbours", Neighbours(words, known))}
            {Cell("serve.fact.place", site?.Place)}</tr>
            """);
    }
}
