using LoRaNode.Host.Alerts;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>What a text costs on the air and whether it fits.</summary>
internal static class PreviewBox
{
    /// <summary>For an alert, which must fit one frame.</summary>
    internal static Markup Compose(Words words, ComposedAlert alert)
    {
        int used = alert.Encoded.Length;
        string fits = alert.Fits ? words["serve.preview.fits", alert.Room - used] : words["serve.preview.toolong", used - alert.Room];
        return Markup.Of($"""
            <p>{AlertWords.Size(alert.Preview, words.Language)}</p>
            <p class="gauge"><meter min="0" max="{alert.Room}" high="{alert.Room - 1}" optimum="0" value="{Math.Min(used, alert.Room)}" aria-label="{words["serve.preview.room"]}">{used}</meter>
            {Controls.Badge(alert.Fits ? Tone.Good : Tone.Bad, fits)}</p>
            """);
    }

    /// <summary>For a message, which may take several frames.</summary>
    internal static Markup Compose(Words words, TextPreview preview) => Markup.Of($"<p>{AlertWords.Size(preview, words.Language)}</p>");

    /// <summary>Why there is nothing to show.</summary>
    internal static Markup Problem(Words words, UserError error) => Markup.Of($"""<p>{Controls.Badge(Tone.Careful, error.In(words.Language))}</p>""");

    /// <summary>Answers the script of the page.</summary>
    internal static async Task WriteAsync(PageContext page, Markup content)
    {
        page.Http.Response.ContentType = "text/html; charset=utf-8";
        await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(page.Http.Response, content.ToString(), page.Cancellation);
    }
}
