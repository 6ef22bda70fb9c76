using System.Text;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Web.Html;
using LoRaNode.Web.Nodes;

namespace LoRaNode.Web.Pages;

/// <summary>How the network is: what is plugged in, what alerts are out, how each node is.</summary>
internal static class OverviewPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>How long a page waits for what is read of the fleet beside it.</summary>
    internal static readonly TimeSpan FirstReading = TimeSpan.FromMilliseconds(500);

    // Longer lists are for the report.
    private const int ShownFindings = 5;

    internal static async Task ShowAsync(PageContext page)
    {
        page.Desk.Bench.LookOnce();
        await page.Desk.Fleet.SoonAsync(FirstReading);
        Markup body = Live.Region("overview", "/live/overview", Content(page));
        await page.ShowAsync(new PageView(page.Words["serve.menu.overview"], MenuPlace.Overview, body) { ReloadSeconds = 10 });
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
            {Alerts(page, store)}
            {Attached(page, names)}
            {Findings(page)}
            {NodesTable.Compose(page, store)}
            """);
    }

    /// <summary>The full report as a file of its own, to keep or to pass on.</summary>
    internal static async Task ReportAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        var fleet = await Task.Run(() => FleetState.Read(store, FleetOptions.At(DateTimeOffset.Now)), page.Cancellation);
        string html = FleetPage.Compose(fleet, new FleetTexts(page.Words.Language), page.Desk.Options.Producer);
        await page.SendFileAsync("fleet.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));
    }

    private static Markup Findings(PageContext page)
    {
        Words words = page.Words;
        if (page.Desk.Fleet.State is not { Nodes.Count: > 0 } fleet)
        {
            return Markup.Empty;
        }

        Finding[] urgent = [.. fleet.Findings.Where(f => f.Severity > Severity.Note)];
        return Markup.Of($"""
            <section aria-labelledby="fix">
              <h2 id="fix">{words["fleet.fix.title"]}</h2>
              {(urgent.Length == 0 ? Markup.Of($"""<p class="card quiet">{words["fleet.fix.nothing"]}</p>""") : FindingsList.Compose(words, fleet, urgent.Take(ShownFindings)))}
              <p class="actions"><a class="button" href="/fleet.html" download>{words["serve.report", urgent.Length]}</a></p>
            </section>
            """);
    }

    private static Markup Attached(PageContext page, Dictionary<ushort, string> names)
    {
        Words words = page.Words;
        IReadOnlyList<PortStanding> ports = page.Desk.Bench.Ports();
        Markup content = ports.Count == 0
            ? Markup.Of($"""<p class="card quiet">{words["serve.attached.none"]}</p>""")
            : Markup.Of($"""<ul class="cards">{ports.Select(p => PortCard.Compose(words, p, names))}</ul>""");
        return Markup.Of($"""
            <section aria-labelledby="attached">
              <form method="post" action="/look" class="line">{page.FormToken}<h2 id="attached">{words["serve.attached"]}</h2><button>{words["serve.overview.look"]}</button></form>
              {content}
            </section>
            """);
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
