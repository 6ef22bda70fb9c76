using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>
/// What events are called. A code is a CAP category (high four bits) and a detail (low four); detail 0 is the category in general. The
/// names are in the table of texts under <c>events.</c> and the code in hexadecimal.
/// </summary>
public static class EventNames
{
    /// <summary>Codes that have a name, in order.</summary>
    public static IReadOnlyList<byte> All { get; } = [.. Enumerable.Range(0, 0xC0).Select(c => (byte)c).Where(IsNamed)];

    /// <summary>The name of an event; that of its category when the detail has none.</summary>
    public static string Of(byte code, Language language) => UserText.Get(language, Key(IsNamed(code) ? code : (byte)(code & 0xF0)));

    /// <summary>The word for an event on the command line: its name in small letters with hyphens.</summary>
    public static string WordOf(byte code, Language language) => Word(Of(code, language));

    /// <summary>
    /// The event that a word stands for: its name in any of the languages, with hyphens or spaces, or its code as <c>0x04</c>.
    /// </summary>
    public static bool TryParse(string word, out byte code)
    {
        ArgumentNullException.ThrowIfNull(word);
        string wanted = Word(word);
        foreach (byte candidate in All)
        {
            if (Enum.GetValues<Language>().Any(l => WordOf(candidate, l) == wanted))
            {
                code = candidate;
                return true;
            }
        }

        code = 0;
        return word.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && byte.TryParse(word.AsSpan(2), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out code)
            && code >> 4 < CapNames.Categories.Count;
    }

    private static string Word(string name) => name.Trim().ToLowerInvariant().Replace(' ', '-');

    private static bool IsNamed(byte code) => UserText.Area("events").ContainsKey(Key(code));

    private static string Key(byte code) => $"events.{code:x2}";
}
