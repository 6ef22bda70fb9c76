using LoRaNode.Host.Texts;

namespace LoRaNode.Web.Html;

/// <summary>The texts of a page in its reader's language.</summary>
/// <param name="Language">The language.</param>
public sealed record Words(Language Language)
{
    /// <summary>The text of a key.</summary>
    public string this[string key, params ReadOnlySpan<object?> arguments] => UserText.Get(Language, key, arguments);

    /// <summary>A text whose values are in the texts' own words only when it is read.</summary>
    public string this[Phrase phrase] => phrase.In(Language);
}
