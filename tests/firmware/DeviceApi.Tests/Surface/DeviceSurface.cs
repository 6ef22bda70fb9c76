using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Mono.Cecil;

namespace DeviceApi.Tests.Surface;

/// <summary>The signatures under <c>firmware/device-api</c>, compiled with nothing else in reach.</summary>
internal sealed class DeviceSurface
{
    // The assemblies are read in order, so a reference always names one above it.
    private readonly Dictionary<string, SurfaceAssembly> _assemblies = [];
    private readonly Dictionary<string, byte[]> _images = [];

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    // From C# 11 on the compiler adds a type of its own to every assembly, which the device's assemblies do not have.
    private static readonly CSharpParseOptions SignatureSyntax = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp10);

    // A signature has no body, so its fields are never set and its events never raised.
    private static readonly Dictionary<string, ReportDiagnostic> SignaturesOnly = new()
    {
        ["CS0169"] = ReportDiagnostic.Suppress,
        ["CS0649"] = ReportDiagnostic.Suppress,
        // The device's types leave out GetHashCode and Equals where ours must too.
        ["CS0659"] = ReportDiagnostic.Suppress,
        ["CS0660"] = ReportDiagnostic.Suppress,
        ["CS0661"] = ReportDiagnostic.Suppress,
    };

    private static readonly Lazy<DeviceSurface> Shared = new(Compile);

    private DeviceSurface()
    {
    }

    /// <summary>The surface of this repository, compiled once for all tests.</summary>
    public static DeviceSurface Instance => Shared.Value;

    public IReadOnlyCollection<SurfaceAssembly> Assemblies => _assemblies.Values;

    public byte[] Image(string assembly) => _images[assembly];

    /// <summary>What a project may see that references these packages: their assemblies and what those need.</summary>
    public IReadOnlyList<MetadataReference> ReferencesOf(IEnumerable<string> packages)
    {
        HashSet<string> names = [];
        foreach (string package in packages)
        {
            SurfaceAssembly[] brought = [.. Assemblies.Where(assembly => assembly.Package == package)];
            if (brought.Length == 0)
            {
                throw new InvalidOperationException($"The package {package} has no signatures: describe it in firmware/device-api/assemblies.json.");
            }

            foreach (SurfaceAssembly assembly in brought)
            {
                Include(assembly, names);
            }
        }

        return [.. names.Select(name => MetadataReference.CreateFromImage(_images[name]))];
    }

    /// <summary>The packages that bring a type of this name: what a project that lacks it may want to reference.</summary>
    public IEnumerable<string> PackagesWith(string name)
    {
        foreach (SurfaceAssembly assembly in Assemblies)
        {
            using MemoryStream image = new(_images[assembly.Name]);
            using ModuleDefinition module = ModuleDefinition.ReadModule(image);
            if (module.Types.Any(type => type.Name == name))
            {
                yield return assembly.Package;
            }
        }
    }

    /// <summary>The whole surface, for tests of the rules.</summary>
    public IReadOnlyList<MetadataReference> Everything() => [.. _images.Values.Select(image => MetadataReference.CreateFromImage(image))];

    /// <summary>Compiles signatures given as text, for tests of the comparison itself.</summary>
    public static byte[] CompileText(string source) => Emit("mscorlib", [CSharpSyntaxTree.ParseText(source, SignatureSyntax)], []);

    private static DeviceSurface Compile()
    {
        DeviceSurface surface = new();
        string list = File.ReadAllText(Path.Combine(RepositoryPaths.DeviceApi, "assemblies.json"));
        SurfaceAssembly[] assemblies = JsonDocument.Parse(list).RootElement.GetProperty("assemblies").Deserialize<SurfaceAssembly[]>(Json)!;
        foreach (SurfaceAssembly assembly in assemblies)
        {
            string folder = Path.Combine(RepositoryPaths.DeviceApi, assembly.Name);
            IEnumerable<SyntaxTree> trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), SignatureSyntax, RepositoryPaths.Relative(file)));
            IEnumerable<MetadataReference> references = assembly.References.Select(name => MetadataReference.CreateFromImage(surface._images[name]));
            surface._images.Add(assembly.Name, Emit(assembly.Name, trees, references));
            surface._assemblies.Add(assembly.Name, assembly);
        }

        return surface;
    }

    private static byte[] Emit(string name, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references)
    {
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            specificDiagnosticOptions: SignaturesOnly,
            generalDiagnosticOption: ReportDiagnostic.Error,
            deterministic: true);
        CSharpCompilation compilation = CSharpCompilation.Create(name, trees, references, options);
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true, runtimeMetadataVersion: "v4.0.30319"));
        if (!result.Success)
        {
            throw new InvalidOperationException(
                $"The signatures of {name} do not compile:{Environment.NewLine}{string.Join(Environment.NewLine, result.Diagnostics)}");
        }

        return image.ToArray();
    }

    private void Include(SurfaceAssembly assembly, HashSet<string> names)
    {
        if (names.Add(assembly.Name))
        {
            foreach (string reference in assembly.References)
            {
                Include(_assemblies[reference], names);
            }
        }
    }
}
