using System.Text.RegularExpressions;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Tests.Texts;

/// <summary>The table of everything that the tools say to people.</summary>
public partial class TextTableTests
{
    // Names of files begin like keys.
    private static readonly string[] FileEndings = [".html", ".css", ".js", ".json", ".png", ".svg", ".txt", ".csv", ".pdf", ".key", ".db"];

    public static TheoryData<string> Areas => [.. UserText.AreaNames];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_text_is_there_in_three_languages(string area)
    {
        Assert.NotEmpty(UserText.Area(area));
        Assert.All(UserText.Area(area), text =>
        {
            Assert.StartsWith(area + ".", text.Key, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(text.Value.English), text.Key + " lacks English");
            Assert.False(string.IsNullOrWhiteSpace(text.Value.Russian), text.Key + " lacks Russian");
            Assert.False(string.IsNullOrWhiteSpace(text.Value.Kazakh), text.Key + " lacks Kazakh");
        });
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void The_languages_have_the_same_placeholders(string area)
    {
        Assert.All(UserText.Area(area), text =>
        {
            string[] english = Placeholders(text.Value.English!);
            Assert.Equal(english, Placeholders(text.Value.Russian!));
            Assert.Equal(english, Placeholders(text.Value.Kazakh!));
        });
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void No_word_mixes_latin_and_cyrillic_letters(string area)
    {
        foreach ((string key, Translation text) in UserText.Area(area))
        {
            string all = $"{text.English} {text.Russian} {text.Kazakh}";
            Assert.DoesNotContain(Words().Matches(all), w => HasLatin().IsMatch(w.Value) && HasCyrillic().IsMatch(w.Value));
            Assert.False(HasCyrillic().IsMatch(text.English!), key + ": Cyrillic letters in the English text");
        }
    }

    [Fact]
    public void Every_key_in_the_source_exists()
    {
        string[] missing = [.. UsedKeys().Where(k => !Exists(k) && !FileEndings.Any(e => k.EndsWith(e, StringComparison.Ordinal)))];

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_text_is_used()
    {
        // A key may be put together at run time; its beginning up to a dot then stands in the source.
        HashSet<string> used = [.. UsedKeys()];
        string[] prefixes = [.. Sources().SelectMany(s => Prefix().Matches(s).Select(m => m.Groups[1].Value)).Distinct()];
        string[] unused = [.. UserText.AreaNames
            .SelectMany(a => UserText.Area(a).Keys)
            .Where(k => !used.Contains(k) && !prefixes.Any(p => k.StartsWith(p, StringComparison.Ordinal)))];

        Assert.Empty(unused);
    }

    [Fact]
    public void A_missing_text_does_not_stop_a_command()
    {
        Assert.Equal("‹nowhere.to.be.found›", UserText.Get(Language.Kazakh, "nowhere.to.be.found", 1));
    }

    [Theory]
    [InlineData("kk_KZ.UTF-8", Language.Kazakh)]
    [InlineData("ru", Language.Russian)]
    [InlineData("RU-ru", Language.Russian)]
    [InlineData("C", Language.English)]
    [InlineData("russian", Language.English)]
    public void Locale_names_are_understood(string locale, Language expected)
    {
        Assert.Equal(expected, LanguageCode.FromEnvironment(name => name == "LANG" ? locale : null));
    }

    [Fact]
    public void The_first_locale_variable_that_is_not_empty_counts()
    {
        var variables = new Dictionary<string, string> { ["LC_ALL"] = "", ["LC_MESSAGES"] = "kk_KZ", ["LANG"] = "ru_RU" };

        Assert.Equal(Language.Kazakh, LanguageCode.FromEnvironment(variables.GetValueOrDefault));
    }

    private static bool Exists(string key) => UserText.Area(key[..key.IndexOf('.', StringComparison.Ordinal)]).ContainsKey(key);

    private static string[] Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> UsedKeys() => Sources()
        .SelectMany(s => Key().Matches(s).Select(m => m.Groups[1].Value))
        .Where(k => UserText.AreaNames.Contains(k[..k.IndexOf('.', StringComparison.Ordinal)]))
        .Distinct();

    private static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "host-tools"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    [GeneratedRegex(@"""([a-z]+(?:\.[a-zA-Z0-9]+)+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"""([a-z]+(?:\.[a-zA-Z0-9]+)*\.)[""{]")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\p{L}]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\p{IsBasicLatin}(?<=[A-Za-z])")]
    private static partial Regex HasLatin();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex HasCyrillic();
}
