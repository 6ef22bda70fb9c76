using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Pages;

/// <summary>What all pages that the tools write have in common: one file that needs nothing else.</summary>
/// <remarks>
/// The content policy allows the page's own style sheet and script by their hashes and nothing from anywhere; every text that a
/// person wrote has to go through <see cref="SvgDocument.Escape"/>.
/// </remarks>
public static class HtmlPage
{
    /// <summary>The style sheet that all pages share: colours of day and night, letters, cards, tables.</summary>
    public static string Style { get; } = Variables() + Resource(typeof(HtmlPage), "LoRaNode.Host.Pages.page.css");

    /// <summary>The script that lets tables be sorted: <c>sortable(table)</c>.</summary>
    public static string TableScript { get; } = Resource(typeof(HtmlPage), "LoRaNode.Host.Pages.tables.js");

    /// <summary>Begins a page, up to the opening tag of its body.</summary>
    /// <param name="html">Where the page is written.</param>
    /// <param name="language">Its language.</param>
    /// <param name="title">Its title, not escaped.</param>
    /// <param name="style">Its style sheet.</param>
    /// <param name="script">Its script.</param>
    public static void Head(StringBuilder html, Language language, string title, string style, string script)
    {
        ArgumentNullException.ThrowIfNull(html);
        string policy = $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{LanguageCode.Of(language)}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{SvgDocument.Escape(title)}</title>
            <style>{style}</style>
            </head>
            <body>

            """);
    }

    /// <summary>Writes a section: a heading, a note and a card.</summary>
    /// <param name="html">Where the page is written.</param>
    /// <param name="id">Id of the heading.</param>
    /// <param name="title">The heading.</param>
    /// <param name="note">A line under it; null for none.</param>
    /// <param name="isWide">True for content that may have to scroll sideways.</param>
    /// <param name="body">Writes what the card holds.</param>
    public static void Section(StringBuilder html, string id, string title, string? note, bool isWide, Action<StringBuilder> body)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(body);
        html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{SvgDocument.Escape(title)}</h2>\n");
        if (note is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{SvgDocument.Escape(note)}</p>\n");
        }

        // What scrolls sideways can be reached with the keyboard.
        string attributes = isWide ? $" wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"{id}" : string.Empty;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"card{attributes}\">\n");
        body(html);
        html.Append("</div>\n</section>\n");
    }

    /// <summary>A style sheet or script that is part of the program.</summary>
    /// <param name="owner">A type of the assembly that holds it.</param>
    /// <param name="name">Its name there.</param>
    public static string Resource(Type owner, string name)
    {
        ArgumentNullException.ThrowIfNull(owner);
        using Stream stream = owner.Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The hash in the policy is taken over the text as the browser reads it, which knows only one kind of line end.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Variables()
    {
        var css = new StringBuilder();
        css.Append(":root{").Append(Variables(Theme.Day)).Append("}\n");
        css.Append("@media screen and (prefers-color-scheme:dark){:root{").Append(Variables(Theme.Night)).Append("}}\n");
        return css.ToString();
    }

    private static string Variables(Theme theme)
    {
        IEnumerable<Tone> tones = Enum.GetValues<ToneRole>().Where(r => r != ToneRole.Wave).Select(r => new Tone(r))
            .Concat(Enumerable.Range(0, Tone.WaveSteps).Select(s => new Tone(ToneRole.Wave, s)));
        return string.Concat(tones.Select(t => $"--{t}:{theme.Hex(t)};"));
    }

    // CSP Level 3, 8.3: the hash of an inline element's text.
    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
