namespace LoRaNode.Host.Texts;

/// <summary>A value of a placeholder that is itself a text of the table, in the language of whatever it stands in.</summary>
/// <param name="Key">Key of the text, such as <c>node.status.Busy</c>.</param>
public sealed record TextArgument(string Key)
{
    /// <summary>The values with such texts in a language.</summary>
    internal static object?[] In(Language language, IEnumerable<object?> arguments) =>
        [.. arguments.Select(a => a is TextArgument text ? UserText.Get(language, text.Key) : a)];
}
