using LoRaNode.Host.Boards;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>Gives a board its keys and its place: which port, what it is called, where it will stand.</summary>
internal static class ProvisionPage
{
    // What the certificate of a community may be called as well; every label has room for it.
    private const int MaxNameLength = 32;

    internal static Task ShowAsync(PageContext page) => ShowAsync(page, null);

    internal static async Task StartAsync(PageContext page)
    {
        try
        {
            string name = page.Required("name", "serve.field.name").Trim();
            string port = PortChoice.Read(page);
            BoardFile? board = page.Field("board") is { } id ? BoardShelf.Find(id) ?? throw new UserError("node.error.board", id, string.Join(", ", BoardShelf.All.Select(b => b.Id))) : null;
            SiteRecord site = SiteForm.Read(page, 0);
            await page.StartAsync(
                new Phrase("serve.provision.work", name),
                "/provision",
                community => (item, cancellation) => new ProvisionWork(page.Desk, port, community).RunAsync(item, name, board, site, cancellation));
        }
        catch (UserError e)
        {
            await ShowAsync(page, e);
        }
    }

    private static Task ShowAsync(PageContext page, UserError? problem)
    {
        Words words = page.Words;
        bool isSent = page.Http.Request.HasFormContentType;
        string? Sent(string name) => isSent ? page.Field(name) : page.Query(name);
        using CommunityStore store = page.Desk.OpenStore();
        IEnumerable<(string, string)> boards = BoardShelf.All.Select(b => (b.Id, b.Name)).Prepend((string.Empty, words["serve.board.found"]));
        Markup body = Markup.Of($"""
            <p class="note">{words["serve.provision.intro"]}</p>
            <form method="post" action="/provision" class="card">{page.FormToken}{Controls.Once()}
              {PortChoice.Compose(page, store, Sent("port"))}
              <div class="pair">
              {Controls.Line("name", words["serve.field.name"], Sent("name"), words["serve.hint.name"], Markup.Of($"required maxlength=\"{MaxNameLength}\""))}
              {Controls.Select("board", words["serve.field.board"], boards, Sent("board"), words["serve.hint.board"])}
              </div>
              <fieldset><legend>{words["serve.site"]}</legend><p class="hint">{words["serve.site.later"]}</p>{SiteForm.Fields(page, null)}</fieldset>
              {Controls.Passphrase(words)}
              <p class="actions"><button class="primary">{words["serve.provision.start"]}</button></p>
            </form>
            """);
        return page.ShowAsync(
            new PageView(words["serve.menu.provision"], MenuPlace.Provision, body) { Problem = problem?.In(words.Language) },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
