namespace LoRaNode.Host.Texts;

/// <summary>One text in the three languages.</summary>
/// <param name="English">English; null when the table lacks it.</param>
/// <param name="Russian">Russian; null when the table lacks it.</param>
/// <param name="Kazakh">Kazakh; null when the table lacks it.</param>
public sealed record Translation(string? English, string? Russian, string? Kazakh)
{
    /// <summary>The text in a language; English when that one is missing.</summary>
    public string In(Language language) => language switch
    {
        Language.Kazakh => Kazakh,
        Language.Russian => Russian,
        _ => English,
    } ?? English ?? string.Empty;
}
