using LoRaNode.Web.Html;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>The page for what went wrong on the way to another page.</summary>
internal static class ErrorPage
{
    internal static Task ShowAsync(Desk desk, HttpContext http, int status, Phrase problem)
    {
        var page = new PageContext(http, desk);
        Markup body = Markup.Of($"""<p><a class="button" href="/">{page.Words["serve.menu.overview"]}</a></p>""");
        return page.ShowAsync(new PageView(page.Words["serve.error"], MenuPlace.None, body) { Problem = page.Words[problem] }, status);
    }
}
