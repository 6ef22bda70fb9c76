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
    private const int MaxPrefixLength = 24;

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

    /// <summary>All boards that are plugged in, at once.</summary>
    internal static async Task StartTrayAsync(PageContext page)
    {
        try
        {
            string prefix = page.Field("prefix")?.Trim() ?? ProvisionWork.NamePrefix;
            string[] ports = Boards(page);
            if (ports.Length == 0)
            {
                throw new UserError("node.error.noboards");
            }

            await page.StartAsync(
                new Phrase("serve.tray.work", ports.Length),
                "/provision",
                community => (item, cancellation) => new TrayWork(page.Desk, ports, community).RunAsync(item, prefix, cancellation));
        }
        catch (UserError e)
        {
            await ShowAsync(page, e);
        }
    }

    /// <summary>Ports at which a board is: by its USB chip, or because it has answered.</summary>
    private static string[] Boards(PageContext page) => [.. page.Desk.Bench.Ports().Where(p => p.Adapter is not null || p.Node is not null).Select(p => p.Port)];

    private static Markup Tray(PageContext page)
    {
        Words words = page.Words;
        int count = Boards(page).Length;
        return count < 2
            ? Markup.Empty
            : Markup.Of($"""
                <section aria-labelledby="tray"><h2 id="tray">{words["serve.tray"]}</h2>
                <form method="post" action="/provision/all" class="card">{page.FormToken}{Controls.Once()}
                  <p>{words["serve.tray.intro", count]}</p>
                  {Controls.Line("prefix", words["serve.field.prefix"], ProvisionWork.NamePrefix, words["serve.hint.prefix"], Markup.Of($"maxlength=\"{MaxPrefixLength}\""))}
                  {Controls.Passphrase(words, "tray-passphrase")}
                  <p class="actions"><button class="primary">{words["serve.tray.start"]}</button></p>
                </form></section>
                """);
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
              {PortChoice.Compose(page, store, Sent("port"), forBoard: true)}
              <div class="pair">
              {Controls.Line("name", words["serve.field.name"], Sent("name"), words["serve.hint.name"], Markup.Of($"required maxlength=\"{MaxNameLength}\""))}
              {Controls.Select("board", words["serve.field.board"], boards, Sent("board"), words["serve.hint.board"])}
              </div>
              <fieldset><legend>{words["serve.site"]}</legend><p class="hint">{words["serve.site.later"]}</p>{SiteForm.Fields(page, null)}</fieldset>
              {Controls.Passphrase(words)}
              <p class="actions"><button class="primary">{words["serve.provision.start"]}</button></p>
            </form>
            {Tray(page)}
            """);
        return page.ShowAsync(
            new PageView(words["serve.menu.provision"], MenuPlace.Provision, body) { Address = "/provision", Problem = problem?.In(words.Language) },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
