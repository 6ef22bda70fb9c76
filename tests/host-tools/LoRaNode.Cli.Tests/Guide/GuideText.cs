using System.Text.RegularExpressions;

namespace LoRaNode.Cli.Tests.Guide;

/// <summary>The guide in one language.</summary>
internal sealed partial class GuideText
{
    private GuideText(string path)
    {
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
        Commands = [.. Blocks().Matches(Text).SelectMany(b => b.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Pictures = [.. Images().Matches(Text).Select(m => m.Groups[1].Value)];
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "host-tools");

    /// <summary>The languages: ending of the file's name, and folder of its pictures.</summary>
    public static IReadOnlyDictionary<string, GuideText> All { get; } = new Dictionary<string, GuideText>
    {
        ["en"] = new(Path.Combine(Folder, "GUIDE.md")),
        ["ru"] = new(Path.Combine(Folder, "GUIDE.ru.md")),
        ["kk"] = new(Path.Combine(Folder, "GUIDE.kk.md")),
    };

    public string Text { get; }

    /// <summary>The lines of the code blocks, in order.</summary>
    public IReadOnlyList<string> Commands { get; }

    /// <summary>Paths of the pictures.</summary>
    public IReadOnlyList<string> Pictures { get; }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"!\[[^\]]+\]\(([^)]+)\)")]
    private static partial Regex Images();
}
