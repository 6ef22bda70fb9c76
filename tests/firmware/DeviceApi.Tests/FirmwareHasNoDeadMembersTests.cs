using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeviceApi.Tests;

/// <summary>
/// Whatever the firmware offers is used by somebody: each member costs the device entries in its tables, and a limit that nobody asks about
/// limits nothing. A name counts as used when it stands anywhere in firmware, tools or tests outside its declaration; so names that several
/// types share hide each other, and what is found is certain.
/// </summary>
public sealed class FirmwareHasNoDeadMembersTests
{
    [Fact]
    public void Every_member_of_the_firmware_is_used_somewhere()
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        var declared = new List<(string Name, string Where)>();
        foreach (string folder in new[] { "firmware", "host-tools", "tests" })
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), "*.cs", SearchOption.AllDirectories))
            {
                string path = RepositoryPaths.Relative(file).Replace('\\', '/');
                if (path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("/bin/", StringComparison.Ordinal) || path.StartsWith("firmware/device-api/", StringComparison.Ordinal))
                {
                    continue;
                }

                SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
                foreach (SyntaxToken token in root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
                {
                    uses[token.ValueText] = uses.GetValueOrDefault(token.ValueText) + 1;
                }

                if (folder == "firmware")
                {
                    declared.AddRange(Members(root).Select(name => (name, path)));
                }
            }
        }

        Assert.True(declared.Count > 1_000, $"only {declared.Count} members were found");
        string[] dead = [.. declared.GroupBy(member => member.Name)
            .Where(member => uses[member.Key] == member.Count())
            .Select(member => $"{member.Key} ({member.First().Where})")];
        Assert.True(dead.Length == 0, "nobody uses " + string.Join(", ", dead));
    }

    private static IEnumerable<string> Members(SyntaxNode root) => root.DescendantNodes().SelectMany(node => node switch
    {
        // The entry point is the runtime's to call.
        MethodDeclarationSyntax { Identifier.ValueText: not "Main" } method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        EnumMemberDeclarationSyntax => [],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        _ => Array.Empty<string>(),
    });
}
