using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>What is the same around every page: head, name, languages, menu.</summary>
internal static class PageLayout
{
    private static readonly (MenuPlace Place, string Path, string Key)[] Menu =
    [
        (MenuPlace.Overview, "/", "serve.menu.overview"),
        (MenuPlace.Send, "/send", "serve.menu.send"),
        (MenuPlace.Nodes, "/nodes", "serve.menu.nodes"),
        (MenuPlace.Provision, "/provision", "serve.menu.provision"),
        (MenuPlace.Logs, "/logs", "serve.menu.logs"),
        (MenuPlace.Network, "/network", "serve.menu.network"),
    ];

    internal static Markup Compose(PageContext page, PageView view)
    {
        Words words = page.Words;
        string community = page.Desk.Face?.Name ?? Path.GetFileName(Path.GetFullPath(page.Desk.Options.Folder).TrimEnd(Path.DirectorySeparatorChar));
        return Document(words, view.Title, view.ReloadSeconds, Markup.Of($"""
            <header class="top">
              <p class="brand"><a href="/">LoRaNode</a> <span class="community">{community}</span></p>
              {Languages(page, view.Address)}
            </header>
            <nav class="menu" aria-label="{words["serve.menu"]}"><ul>{Menu.Select(m => Entry(words, m.Path, m.Key, m.Place == view.Place))}</ul></nav>
            <main id="main" tabindex="-1">
              <h1>{view.Title}</h1>
              {(view.Problem is { } problem ? Controls.Alarm(problem) : Markup.Empty)}
              {view.Body}
            </main>
            """));
    }

    /// <summary>A whole document.</summary>
    internal static Markup Document(Words words, string title, int? reloadSeconds, Markup body) => Markup.Of($"""
        <!doctype html>
        <html lang="{LanguageCode.Of(words.Language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} – LoRaNode</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/app.css">
        <script type="module" src="/assets/app.js"></script>
        {(reloadSeconds is { } seconds ? Markup.Of($"<noscript><meta http-equiv=\"refresh\" content=\"{seconds}\"></noscript>") : Markup.Empty)}
        </head>
        <body>
        <a class="skip" href="#main">{words["serve.skip"]}</a>
        {body}
        <p id="say" role="status" class="unseen"></p>
        </body>
        </html>
        """);

    private static Markup Entry(Words words, string path, string key, bool isCurrent) => isCurrent
        ? Markup.Of($"""<li><a href="{path}" aria-current="page">{words[key]}</a></li>""")
        : Markup.Of($"""<li><a href="{path}">{words[key]}</a></li>""");

    private static Markup Languages(PageContext page, string? address)
    {
        string path = address ?? page.Http.Request.Path.ToUriComponent();
        return Markup.Of($"""
            <nav class="languages" aria-label="{page.Words["serve.languages"]}"><ul>{LanguageCode.All.Select(code => Choice(page, path, code))}</ul></nav>
            """);
    }

    private static Markup Choice(PageContext page, string path, string code)
    {
        _ = LanguageCode.TryParse(code, out Language language);
        string name = LanguageCode.OwnName(language);
        string query = page.Http.Request.Query.Count == 0 ? string.Empty : page.Http.Request.QueryString.ToUriComponent() + "&";
        string address = $"{path}{(query.Length == 0 ? "?" : query)}{ReaderLanguage.Name}={code}";
        return language == page.Words.Language
            ? Markup.Of($"""<li><a href="{address}" lang="{code}" hreflang="{code}" aria-current="true">{name}</a></li>""")
            : Markup.Of($"""<li><a href="{address}" lang="{code}" hreflang="{code}">{name}</a></li>""");
    }
}
