using System.Runtime.InteropServices;

namespace LoRaNode.Host.Texts;

/// <summary>The two-letter codes of the languages (ISO 639-1), and which language a person's environment asks for.</summary>
public static class LanguageCode
{
    /// <summary>All codes, in the order in which help shows them.</summary>
    public static IReadOnlyList<string> All { get; } = ["kk", "ru", "en"];

    /// <summary>The code of a language, also right for an HTML <c>lang</c> attribute.</summary>
    public static string Of(Language language) => language switch
    {
        Language.Kazakh => "kk",
        Language.Russian => "ru",
        _ => "en",
    };

    /// <summary>What a language calls itself: who looks for it among others reads this, whatever is set.</summary>
    public static string OwnName(Language language) => language switch
    {
        Language.Kazakh => "Қазақша",
        Language.Russian => "Русский",
        _ => "English",
    };

    /// <summary>Reads a code such as <c>kk</c> or a locale name such as <c>kk_KZ.UTF-8</c>.</summary>
    /// <returns>False when the language is none of the three; <paramref name="language"/> is English then.</returns>
    public static bool TryParse(string? code, out Language language)
    {
        int end = code is null ? -1 : code.AsSpan().IndexOfAny('_', '-', '.');
        ReadOnlySpan<char> primary = end < 0 ? code : code.AsSpan(0, end);
        language = Language.English;
        if (primary.Equals("kk", StringComparison.OrdinalIgnoreCase))
        {
            language = Language.Kazakh;
            return true;
        }

        if (primary.Equals("ru", StringComparison.OrdinalIgnoreCase))
        {
            language = Language.Russian;
            return true;
        }

        return primary.Equals("en", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The language of the environment: the first non-empty of <c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c> (POSIX.1-2017, 8.2);
    /// on Windows without any of them, the language of the user interface; otherwise English.
    /// </summary>
    /// <param name="variable">Looks an environment variable up.</param>
    public static Language FromEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        foreach (string name in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            string? value = variable(name);
            if (!string.IsNullOrEmpty(value))
            {
                return TryParse(value, out Language language) ? language : Language.English;
            }
        }

        return OperatingSystem.IsWindows() ? OfWindows() : Language.English;
    }

    // Cultures are switched off for a quick start, so CultureInfo does not know the user's language.
    private static Language OfWindows() => (GetUserDefaultUILanguage() & 0x3FF) switch
    {
        0x3F => Language.Kazakh, // LANG_KAZAK, winnt.h
        0x19 => Language.Russian, // LANG_RUSSIAN, winnt.h
        _ => Language.English,
    };

    [DllImport("kernel32.dll", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern ushort GetUserDefaultUILanguage();
}
