using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>A form by which the root says something through a node.</summary>
/// <param name="Path">Its address.</param>
/// <param name="TitleKey">Its heading.</param>
/// <param name="IntroKey">What it does, and what cannot be undone.</param>
/// <param name="StartKey">Its button.</param>
/// <param name="Fields">Its own fields.</param>
internal sealed record TrustForm(string Path, string TitleKey, string IntroKey, string StartKey, Func<PageContext, Markup> Fields)
{
    private const string ConfirmName = "confirm";

    /// <summary>What must be ticked before something that cannot be undone; null when it can.</summary>
    internal string? ConfirmKey { get; init; }

    internal Task ShowAsync(PageContext page) => ShowAsync(page, null);

    /// <summary>Takes the form and starts the work.</summary>
    /// <param name="page">The request.</param>
    /// <param name="title">What the work is.</param>
    /// <param name="read">Reads the form's own fields; what it returns is said by the root.</param>
    internal async Task StartAsync(PageContext page, Func<Phrase> title, Func<Func<Community, TrustStatements>> read)
    {
        try
        {
            Func<Community, TrustStatements> say = read();
            if (ConfirmKey is not null && page.Field(ConfirmName) is null)
            {
                throw new UserError("serve.error.confirm", page.Words[ConfirmKey]);
            }

            string port = PortChoice.Read(page);
            await page.StartAsync(title(), Path, community => (item, cancellation) => new TrustWork(page.Desk, port, community).RunAsync(item, say, cancellation));
        }
        catch (UserError e)
        {
            await ShowAsync(page, e);
        }
    }

    private Task ShowAsync(PageContext page, UserError? problem)
    {
        Words words = page.Words;
        using CommunityStore store = page.Desk.OpenStore();
        Markup body = page.Desk.Face switch
        {
            // The names of issuers and nodes stand in the keys.
            null => Markup.Of($"""<p class="card"><a class="button" href="/network">{words["serve.trust.closed"]}</a></p>"""),
            { HasRoot: false } => Markup.Of($"""<p class="card">{words["serve.trust.noroot"]}</p>"""),
            _ => Markup.Of($"""
                <p class="note">{words[IntroKey]}</p>
                <form method="post" action="{Path}" class="card">{page.FormToken}{Controls.Once()}
                  {Fields(page)}
                  {PortChoice.Compose(page, store, page.Sent("port"))}
                  {Controls.Passphrase(words)}
                  {(ConfirmKey is { } confirm ? Controls.Tick(ConfirmName, words[confirm], page.Sent(ConfirmName) is not null) : Markup.Empty)}
                  <p class="actions"><button class="primary">{words[StartKey]}</button> <a class="button" href="/network">{words["serve.menu.network"]}</a></p>
                </form>
                """),
        };
        return page.ShowAsync(
            new PageView(words[TitleKey], MenuPlace.Network, body) { Address = Path, Problem = problem?.In(words.Language) },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
