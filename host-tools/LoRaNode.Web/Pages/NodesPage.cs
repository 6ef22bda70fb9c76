using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>The nodes of the community, and labels for their boxes.</summary>
internal static class NodesPage
{
    internal static async Task ShowAsync(PageContext page)
    {
        await page.Desk.Fleet.SoonAsync(OverviewPage.FirstReading);
        Words words = page.Words;
        using CommunityStore store = page.Desk.OpenStore();
        bool hasLabels = page.Desk.Face?.Nodes.Any(n => !n.IsExcluded) == true;
        Markup labels = hasLabels
            ? Markup.Of($"""<p class="actions"><a class="button" href="/labels.pdf" download>{words["serve.labels"]}</a></p>""")
            : Markup.Empty;
        await page.ShowAsync(new PageView(words["serve.menu.nodes"], MenuPlace.Nodes, Markup.Of($"""
            {NodesTable.Compose(page, store)}
            {labels}
            """)));
    }

    internal static async Task LabelsAsync(PageContext page)
    {
        CommunityFace face = page.Desk.Face ?? throw new UserError("serve.error.closed");
        NodeEntry[] nodes = [.. face.Nodes.Where(n => !n.IsExcluded).OrderBy(n => n.Name, StringComparer.Ordinal)];
        if (nodes.Length == 0)
        {
            throw new UserError("node.labels.error.none");
        }

        await page.SendFileAsync("labels.pdf", "application/pdf", page.Desk.Options.DrawLabels(face.Name, face.Identifier, nodes));
    }
}
