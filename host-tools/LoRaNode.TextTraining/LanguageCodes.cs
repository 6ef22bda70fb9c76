using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>The languages by their ISO 639-1 codes, which name folders and files.</summary>
public static class LanguageCodes
{
    private static readonly string[] Codes = ["kk", "ru", "en"];

    /// <summary>All languages that have a model.</summary>
    public static IReadOnlyList<TextLanguage> All { get; } = [TextLanguage.Kazakh, TextLanguage.Russian, TextLanguage.English];

    /// <summary>The code of a language.</summary>
    public static string Of(TextLanguage language) => Codes[(int)language];
}
