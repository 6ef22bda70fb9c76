using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Web.Html;
using LoRaNode.Web.Nodes;

namespace LoRaNode.Web.Pages;

/// <summary>How the network is: what is plugged in, what alerts are out, how each node is.</summary>
internal static class OverviewPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    internal static Task ShowAsync(PageContext page)
    {
        page.Desk.Bench.LookOnce();
        Markup body = Markup.Of($"""
            <form method="post" action="/look" class="line">{page.FormToken}<button>{page.Words["serve.overview.look"]}</button></form>
            {Live.Region("overview", "/live/overview", Content(page))}
            """);
        return page.ShowAsync(new PageView(page.Words["serve.menu.overview"], MenuPlace.Overview, body) { ReloadSeconds = 10 });
    }

    internal static Task StreamAsync(PageContext page) => Live.StreamAsync(page, Pause, () => (Content(page), false));

    internal static Task Look(PageContext page)
    {
        if (page.Field("port") is { } port)
        {
            page.Desk.Bench.Name(port);
        }

        page.Desk.Bench.Look();
        page.GoTo("/");
        return Task.CompletedTask;
    }

    private static Markup Content(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        Dictionary<ushort, string> names = store.Nodes().ToDictionary(n => n.Address, n => n.Name);
        return Markup.Of($"""
            {Attached(page, names)}
            {Alerts(page, store)}
            {NodesTable.Compose(page, store)}
            """);
    }

    private static Markup Attached(PageContext page, Dictionary<ushort, string> names)
    {
        Words words = page.Words;
        IReadOnlyList<PortStanding> ports = page.Desk.Bench.Ports();
        Markup content = ports.Count == 0
            ? Markup.Of($"""<p class="card quiet">{words["serve.attached.none"]}</p>""")
            : Markup.Of($"""<ul class="cards">{ports.Select(p => PortCard.Compose(words, p, names))}</ul>""");
        return Markup.Of($"""<section aria-labelledby="attached"><h2 id="attached">{words["serve.attached"]}</h2>{content}</section>""");
    }

    private static Markup Alerts(PageContext page, CommunityStore store)
    {
        Words words = page.Words;
        IReadOnlyList<StoredAlert> active = ActiveAlerts.Of(store.Alerts(), DateTimeOffset.UtcNow);
        Markup content = active.Count == 0
            ? Markup.Of($"""<p class="card quiet">{words["serve.alerts.none"]}</p>""")
            : Markup.Of($"""<ul class="cards">{active.Select(a => AlertCard.Compose(page, a))}</ul>""");
        return Markup.Of($"""<section aria-labelledby="active"><h2 id="active">{words["serve.alerts.active"]}</h2>{content}</section>""");
    }
}
