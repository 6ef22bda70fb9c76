using LoRaNode.Host.Texts;

namespace LoRaNode.Web.Html;

/// <summary>Something to say, before it is known in which language.</summary>
/// <param name="Key">Key of the text.</param>
/// <param name="Arguments">Values of its placeholders; texts of the table among them as <see cref="TextArgument"/>.</param>
public sealed record Phrase(string Key, params object?[] Arguments)
{
    /// <summary>What is wrong, as a phrase.</summary>
    public static Phrase Of(UserError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new Phrase(error.TextKey, [.. error.Arguments]);
    }

    /// <summary>The words.</summary>
    public string In(Language language) => UserText.Get(language, Key, TextArgument.In(language, Arguments));
}
