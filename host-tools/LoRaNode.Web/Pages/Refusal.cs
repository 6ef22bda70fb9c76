using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>The page for requests that are not let in: why, and what to do. It says nothing about the community.</summary>
internal static class Refusal
{
    internal static Task WriteAsync(HttpContext http, int status, string key)
    {
        var words = new Words(ReaderLanguage.Of(http, null));
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        Markup body = Markup.Of($"""
            <header class="top"><p class="brand">LoRaNode</p></header>
            <main id="main" tabindex="-1"><h1>{words["serve.refused"]}</h1><p class="card">{words[key]}</p></main>
            """);
        return http.Response.WriteAsync(PageLayout.Document(words, words["serve.refused"], null, body).ToString(), http.RequestAborted);
    }

    /// <summary>A page that leads on to the first page at once.</summary>
    internal static Task LeadOnAsync(HttpContext http)
    {
        var words = new Words(ReaderLanguage.Of(http, null));
        http.Response.ContentType = "text/html; charset=utf-8";
        Markup page = Markup.Of($"""
            <!doctype html><html lang="{LanguageCode.Of(words.Language)}"><head><meta charset="utf-8"><title>LoRaNode</title><meta http-equiv="refresh" content="0;url=/"></head>
            <body><a href="/">{words["serve.menu.overview"]}</a></body></html>
            """);
        return http.Response.WriteAsync(page.ToString(), http.RequestAborted);
    }
}
