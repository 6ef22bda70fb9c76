using LoRaNode.Host.Texts;
using Microsoft.AspNetCore.Http;
using StringWithQualityHeaderValue = Microsoft.Net.Http.Headers.StringWithQualityHeaderValue;

namespace LoRaNode.Web.Pages;

/// <summary>In which language a reader gets the pages: as chosen on the page, else as the command said, else as the browser asks.</summary>
internal static class ReaderLanguage
{
    /// <summary>Name of the cookie with the language chosen on the page, and of the value in an address that chooses it.</summary>
    internal const string Name = "lang";

    // More than a browser sends: a header of any length is looked at no further.
    private const int MaxAccepted = 20;

    internal static Language Of(HttpContext http, Language? commanded)
    {
        if (LanguageCode.TryParse(http.Request.Cookies[Name], out Language chosen))
        {
            return chosen;
        }

        if (commanded is { } language)
        {
            return language;
        }

        string[] headers = [.. http.Request.Headers.AcceptLanguage.OfType<string>()];
        IEnumerable<StringWithQualityHeaderValue> accepted = StringWithQualityHeaderValue.TryParseList(headers, out IList<StringWithQualityHeaderValue>? list) ? list.Take(MaxAccepted) : [];
        foreach (StringWithQualityHeaderValue value in accepted.OrderByDescending(v => v.Quality ?? 1))
        {
            if (LanguageCode.TryParse(value.Value.Value, out Language asked))
            {
                return asked;
            }
        }

        return Language.English;
    }

    /// <summary>Notes a language that was chosen, and shows the same page again. False when the address chooses none.</summary>
    internal static bool TryChoose(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || !LanguageCode.TryParse(http.Request.Query[Name], out Language language))
        {
            return false;
        }

        http.Response.Cookies.Append(Name, LanguageCode.Of(language), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
        });
        var rest = QueryString.Create(http.Request.Query.Where(q => q.Key != Name));
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.Request.Path.ToUriComponent() + rest.ToUriComponent();
        return true;
    }
}
