using System.Globalization;
using LoRaNode.Host.Store;
using LoRaNode.Node.Log;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>The nodes of the community: state, last word, place.</summary>
internal static class NodesTable
{
    internal static Markup Compose(PageContext page, CommunityStore store)
    {
        Words words = page.Words;
        IReadOnlyList<StoredNode> nodes = store.Nodes();
        Dictionary<ushort, SiteRecord> sites = store.Sites().ToDictionary(s => s.Address);
        Markup content = nodes.Count == 0
            ? Markup.Of($"""<p class="card quiet">{words["serve.nodes.none"]} <a href="/provision">{words["serve.menu.provision"]}</a></p>""")
            : Controls.Table(
                words["serve.nodes"],
                [words["serve.fact.name"], words["serve.fact.address"], words["serve.fact.state"], words["serve.fact.seen"], words["serve.fact.place"]],
                nodes.Select(n => Row(words, store, n, sites.GetValueOrDefault(n.Address))));
        return Markup.Of($"""<section aria-labelledby="nodes"><h2 id="nodes">{words["serve.nodes"]}</h2>{content}</section>""");
    }

    internal static Markup State(Words words, StoredNode node) => node.State switch
    {
        NodeState.Verified => Controls.Badge(Tone.Good, words["serve.state.verified"]),
        NodeState.Sent => Controls.Badge(Tone.Careful, words["serve.state.sent"]),
        _ => Controls.Badge(Tone.Careful, words["serve.state.assigned"]),
    };

    private static Markup Row(Words words, CommunityStore store, StoredNode node, SiteRecord? site)
    {
        StoredLog? last = store.Logs(new LogFilter { Address = node.Address, Limit = 1 }).FirstOrDefault();
        return Markup.Of($"""
            <tr><th scope="row"><a href="/nodes/{node.Address}">{node.Name}</a></th>
            {Controls.Cell(words["serve.fact.address"], PortCard.HexOf(node.Address))}
            {Controls.Cell(words["serve.fact.state"], State(words, node))}
            {Controls.Cell(words["serve.fact.seen"], last?.At is { } at ? Durations.Ago(words, at) : words["serve.value.unknown"])}
            {Controls.Cell(words["serve.fact.place"], site?.Place ?? words["serve.value.unknown"])}</tr>
            """);
    }
}
