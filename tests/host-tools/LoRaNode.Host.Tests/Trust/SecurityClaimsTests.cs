using System.Text.RegularExpressions;

namespace LoRaNode.Host.Tests.Trust;

/// <summary>Every test that <c>firmware/SECURITY.md</c> names exists under that name, and every claim names one.</summary>
public partial class SecurityClaimsTests
{
    [Fact]
    public void Every_test_and_attack_that_the_document_names_exists()
    {
        string document = Read("firmware", "SECURITY.md");
        MatchCollection tests = TestName().Matches(document);
        MatchCollection attacks = AttackName().Matches(document);
        Assert.InRange(tests.Count, 30, 200);
        Assert.InRange(attacks.Count, 8, 100);
        ILookup<string, string> classes = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);
        string suite = Read("host-tools", "LoRaNode.Simulator", "Attacks", "AttackSuite.cs");
        Assert.All(tests, t =>
        {
            string[] sources = [.. classes[t.Groups["class"].Value]];
            Assert.True(sources.Length > 0, t.Value + ": there is no such class");
            Assert.True(!t.Groups["method"].Success || sources.Any(s => Regex.IsMatch(s, $@"\b{t.Groups["method"].Value}\(")), t.Value + ": there is no such test");
        });
        Assert.All(attacks, a => Assert.Contains($"(\"{a.Groups["name"].Value}\",", suite, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_attack_of_the_suite_is_named_by_a_claim()
    {
        string document = Read("firmware", "SECURITY.md");
        MatchCollection suite = SuiteEntry().Matches(Read("host-tools", "LoRaNode.Simulator", "Attacks", "AttackSuite.cs"));
        Assert.NotEmpty(suite);
        Assert.All(suite, entry => Assert.Contains("`sim attack` " + entry.Groups["name"].Value, document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_row_of_an_attackers_table_names_a_test()
    {
        string document = Read("firmware", "SECURITY.md");
        string attackers = document[document.IndexOf("## Attackers", StringComparison.Ordinal)..document.IndexOf("## What a dump", StringComparison.Ordinal)];
        string[] rows = [.. attackers.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| cannot |", StringComparison.Ordinal))];
        Assert.InRange(rows.Length, 20, 100);
        Assert.All(rows, row => Assert.True(TestName().IsMatch(row) || AttackName().IsMatch(row), row));
    }

    private static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LoRaNode.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the source tree.");
        }
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)(\.(?<method>\w+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`sim attack` (?<name>[a-z]\w+)")]
    private static partial Regex AttackName();

    [GeneratedRegex(@"\(""(?<name>[a-z]\w+)"", [A-Z]\w+\)")]
    private static partial Regex SuiteEntry();
}
