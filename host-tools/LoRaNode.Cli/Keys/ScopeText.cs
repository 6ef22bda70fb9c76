using LoRaNode.Core.Trust;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Keys;

/// <summary>What an issuer may do, as words on the command line: CAP categories in small letters, <c>all</c>, <c>time</c>, <c>exercises</c>.</summary>
internal static class ScopeText
{
    private const string All = "all";
    private const string Time = "time";
    private const string Exercises = "exercises";

    /// <summary>Every word that may stand in a scope.</summary>
    public static string Words { get; } = string.Join(", ", [All, .. CapNames.Categories.Select(c => c.ToLowerInvariant()), Time, Exercises]);

    /// <summary>Reads words with commas between them.</summary>
    /// <exception cref="UserError">A word is unknown.</exception>
    public static int Parse(string text)
    {
        int scope = 0;
        foreach (string word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int category = CapNames.Categories.ToList().FindIndex(c => c.Equals(word, StringComparison.OrdinalIgnoreCase));
            scope |= word.ToLowerInvariant() switch
            {
                All => IssuerScope.AllCategories,
                Time => IssuerScope.Time,
                Exercises => IssuerScope.ExercisesOnly,
                _ when category >= 0 => 1 << category,
                _ => throw new UserError("keys.error.scope", word, Words),
            };
        }

        return scope == 0 ? throw new UserError("keys.error.scope", text, Words) : scope;
    }

    /// <summary>The words of a scope.</summary>
    public static string Format(int scope)
    {
        var words = new List<string>();
        if ((scope & IssuerScope.AllCategories) == IssuerScope.AllCategories)
        {
            words.Add(All);
        }
        else
        {
            words.AddRange(CapNames.Categories.Where((_, i) => (scope & (1 << i)) != 0).Select(c => c.ToLowerInvariant()));
        }

        if ((scope & IssuerScope.Time) != 0)
        {
            words.Add(Time);
        }

        if ((scope & IssuerScope.ExercisesOnly) != 0)
        {
            words.Add(Exercises);
        }

        return string.Join(',', words);
    }
}
