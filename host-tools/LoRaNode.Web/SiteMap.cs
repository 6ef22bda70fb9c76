using LoRaNode.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web;

/// <summary>Which page answers which address.</summary>
internal static class SiteMap
{
    internal static void Map(WebApplication app, Desk desk)
    {
        Get("/", OverviewPage.ShowAsync);
        Get("/live/overview", OverviewPage.StreamAsync);
        Post("/look", OverviewPage.Look);
        Get("/fleet.html", OverviewPage.ReportAsync);

        Get("/send", SendPage.ShowAsync);
        Post("/send", SendPage.ReviewAsync);
        Post("/send/preview", SendPage.PreviewAsync);
        Post("/send/confirm", SendPage.ConfirmAsync);
        Post("/send/again", SendPage.AgainAsync);
        Get("/message", MessagePage.ShowAsync);
        Post("/message", MessagePage.ReviewAsync);
        Post("/message/preview", MessagePage.PreviewAsync);
        Post("/message/confirm", MessagePage.ConfirmAsync);

        Get("/nodes", NodesPage.ShowAsync);
        Get("/nodes/{address}", NodePage.ShowAsync);
        Post("/nodes/{address}", NodePage.NoteAsync);
        Get("/labels.pdf", NodesPage.LabelsAsync);

        Get("/provision", ProvisionPage.ShowAsync);
        Post("/provision", ProvisionPage.StartAsync);
        Post("/provision/all", ProvisionPage.StartTrayAsync);

        Get("/logs", LogsPage.ShowAsync);
        Get("/logs/export", LogsPage.ExportAsync);
        Post("/logs/pull", LogsPage.PullAsync);

        Get("/network", NetworkPage.ShowAsync);
        Post("/network", NetworkPage.OpenAsync);
        Get("/network/issuer", IssuerPages.ShowAddAsync);
        Post("/network/issuer", IssuerPages.AddAsync);
        Get("/network/revoke", IssuerPages.ShowRevokeAsync);
        Post("/network/revoke", IssuerPages.RevokeAsync);
        Get("/network/epoch", EpochPages.ShowTurnAsync);
        Post("/network/epoch", EpochPages.TurnAsync);
        Get("/network/publish", EpochPages.ShowPublishAsync);
        Post("/network/publish", EpochPages.PublishAsync);

        Get("/task/{id}", WorkPage.ShowAsync);
        Get("/task/{id}/live", WorkPage.StreamAsync);
        Get("/task/{id}/file", WorkPage.FileAsync);

        void Get(string path, Func<PageContext, Task> page) => app.MapGet(path, (HttpContext http) => page(new PageContext(http, desk)));
        void Post(string path, Func<PageContext, Task> page) => app.MapPost(path, (HttpContext http) => page(new PageContext(http, desk)));
    }
}
