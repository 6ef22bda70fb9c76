using System.Globalization;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>One node: what is known of it, and where it stands.</summary>
internal static class NodePage
{
    internal static async Task ShowAsync(PageContext page)
    {
        await page.Desk.Fleet.SoonAsync(OverviewPage.FirstReading);
        await ShowAsync(page, null);
    }

    internal static async Task NoteAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        StoredNode node = Find(page, store);
        try
        {
            SiteForm.Note(page, store, node.Address);
        }
        catch (UserError e)
        {
            await ShowAsync(page, e);
            return;
        }

        page.Desk.Fleet.Change();
        page.GoTo($"/nodes/{node.Address}?noted");
    }

    private static Task ShowAsync(PageContext page, UserError? problem)
    {
        Words words = page.Words;
        using CommunityStore store = page.Desk.OpenStore();
        StoredNode node = Find(page, store);
        SiteRecord? site = store.Sites().FirstOrDefault(s => s.Address == node.Address);
        FleetState? fleet = page.Desk.Fleet.State;
        FleetNode? known = fleet?.Nodes.FirstOrDefault(n => n.Stored.Address == node.Address);
        Markup body = Markup.Of($"""
            {(page.Http.Request.Query.ContainsKey("noted") ? Markup.Of($"""<p class="done" role="status">{words["serve.site.noted"]}</p>""") : Markup.Empty)}
            <section class="card">
              <p>{NodesTable.State(words, node, known)}</p>
              {Controls.Facts(
              [
                  (words["serve.fact.address"], PortCard.AddressOf(node.Address)),
                  (words["serve.fact.board"], node.Board),
                  (words["serve.fact.seen"], NodesTable.Seen(words, known)),
                  (words["serve.fact.battery"], NodesTable.Battery(words, known)),
                  (words["serve.fact.neighbours"], NodesTable.Neighbours(words, known)),
                  (words["serve.fact.airtime"], known?.History.Airtime is [.., var air] ? words["serve.value.percent", Math.Round(100 * air.Share, 1)] : null),
              ])}
              <p class="actions"><a class="button" href="/logs?node={Uri.EscapeDataString(node.Name)}">{words["serve.node.logs"]}</a></p>
            </section>
            {(known is null ? Markup.Empty : FindingsList.Compose(words, fleet!, fleet!.Findings.Where(f => f.Node == known.Index)))}
            <section aria-labelledby="site"><h2 id="site">{words["serve.site"]}</h2>
              <form method="post" action="/nodes/{node.Address}" class="card">{page.FormToken}
                {SiteForm.Fields(page, site)}
                <p class="actions"><button class="primary">{words["serve.site.note"]}</button></p>
              </form>
            </section>
            """);
        return page.ShowAsync(new PageView(node.Name, MenuPlace.Nodes, body) { Problem = problem?.In(words.Language) }, problem is null ? 200 : 422);
    }

    private static StoredNode Find(PageContext page, CommunityStore store)
    {
        string? word = page.Http.Request.RouteValues["address"] as string;
        return ushort.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ushort address) && store.Nodes().FirstOrDefault(n => n.Address == address) is { } node
            ? node
            : throw new UserError("logs.error.node", word);
    }
}
