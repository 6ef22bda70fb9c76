using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoRaNode.Sx127x.Tests;

public partial class ReadMeTests
{
    [Fact]
    public void Samples_of_the_read_me_compile()
    {
        string readMe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sx127x.README.md"));
        MatchCollection samples = Sample().Matches(readMe);
        Assert.Equal(2, samples.Count);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        foreach (Match sample in samples)
        {
            var compilation = CSharpCompilation.Create(
                "Sample",
                [CSharpSyntaxTree.ParseText(sample.Groups[1].Value, cancellationToken: TestContext.Current.CancellationToken)],
                references,
                new CSharpCompilationOptions(OutputKind.ConsoleApplication));
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        }
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
