namespace LoRaNode.Host.Texts;

/// <summary>A value of a placeholder that is itself a text of the table, in the language of whatever it stands in.</summary>
/// <param name="Key">Key of the text, such as <c>node.status.Busy</c>.</param>
/// <param name="Arguments">Values of its own placeholders.</param>
public sealed record TextArgument(string Key, params IReadOnlyList<object?> Arguments)
{
    /// <summary>The values with such texts in a language.</summary>
    public static object?[] In(Language language, IEnumerable<object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return [.. arguments.Select(a => a is TextArgument text ? UserText.Get(language, text.Key, In(language, text.Arguments)) : a)];
    }
}
