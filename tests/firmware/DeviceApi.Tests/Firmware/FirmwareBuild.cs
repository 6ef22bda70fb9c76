using System.Text;
using DeviceApi.Tests.Surface;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace DeviceApi.Tests.Firmware;

/// <summary>The firmware libraries compiled for the device, against the signatures alone.</summary>
internal sealed class FirmwareBuild
{
    // What the device SDK writes into every assembly; it too must find its attributes on the device.
    private const string AssemblyInfo = """
        [assembly: System.Reflection.AssemblyCompany("LoRaNode")]
        [assembly: System.Reflection.AssemblyConfiguration("Release")]
        [assembly: System.Reflection.AssemblyFileVersion("1.0.0.0")]
        [assembly: System.Reflection.AssemblyInformationalVersion("1.0.0")]
        [assembly: System.Reflection.AssemblyProduct("LoRaNode")]
        [assembly: System.Reflection.AssemblyTitle("LoRaNode")]
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        [assembly: System.Runtime.Versioning.TargetFramework(".NETnanoFramework,Version=v1.0", FrameworkDisplayName = ".NET nanoFramework 1.0")]
        """;

    private readonly Dictionary<string, byte[]?> _images = [];
    private readonly Dictionary<string, FirmwareProject> _projects;
    private readonly List<string> _errors = [];

    private FirmwareBuild(IEnumerable<FirmwareProject> projects)
    {
        _projects = projects.ToDictionary(project => project.File);
        foreach (FirmwareProject project in _projects.Values)
        {
            Compile(project);
        }
    }

    /// <summary>The build of this repository's firmware, done once for all tests.</summary>
    public static FirmwareBuild Instance => Shared.Value;

    private static readonly Lazy<FirmwareBuild> Shared = new(() => new FirmwareBuild(FirmwareProject.ForDevice));

    /// <summary>Errors and warnings with file and line; a warning is an error in the device build too.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The assemblies that compiled, by project.</summary>
    public IReadOnlyDictionary<string, byte[]> Images =>
        _images.Where(image => image.Value != null).ToDictionary(image => _projects[image.Key].Name, image => image.Value!);

    /// <summary>Compiles one text against the whole surface, for tests of the check itself.</summary>
    public static byte[] CompileText(string source, IReadOnlyList<MetadataReference>? references = null, bool allowUnsafe = false)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(source, Syntax("13.0", []), "Sample.cs", Encoding.UTF8)],
            references ?? DeviceSurface.Instance.Everything(),
            Options.WithAllowUnsafe(allowUnsafe));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image, options: WithLines);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        }

        return image.ToArray();
    }

    // The rules name file and line of what they refuse.
    private static readonly EmitOptions WithLines = new(debugInformationFormat: DebugInformationFormat.Embedded);

    private static CSharpCompilationOptions Options => new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Disable,
        deterministic: true);

    private static CSharpParseOptions Syntax(string languageVersion, string[] symbols) => LanguageVersionFacts.TryParse(languageVersion, out LanguageVersion version)
        ? new CSharpParseOptions(version, DocumentationMode.None, preprocessorSymbols: symbols)
        : throw new InvalidOperationException($"C# {languageVersion} is not a version that this compiler knows.");

    private byte[]? Compile(FirmwareProject project)
    {
        if (_images.TryGetValue(project.File, out byte[]? image))
        {
            return image;
        }

        List<MetadataReference> references = [.. DeviceSurface.Instance.ReferencesOf(AllPackages(project))];
        foreach (FirmwareProject reference in AllProjects(project))
        {
            byte[]? built = Compile(reference);
            if (built == null)
            {
                _errors.Add($"{project.Name} was not compiled, because {reference.Name} has errors.");
                return _images[project.File] = null;
            }

            references.Add(MetadataReference.CreateFromImage(built));
        }

        CSharpParseOptions syntax = Syntax(project.LanguageVersion, project.Symbols);
        IEnumerable<SyntaxTree> trees = project.Sources
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), syntax, RepositoryPaths.Relative(file), Encoding.UTF8))
            .Append(CSharpSyntaxTree.ParseText(AssemblyInfo, syntax, $"{project.Name}.AssemblyInfo.cs", Encoding.UTF8));
        CSharpCompilation compilation = CSharpCompilation.Create(project.Name, trees, references, Options);
        using MemoryStream stream = new();
        EmitResult result = compilation.Emit(stream, options: WithLines);
        Diagnostic[] problems = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)];
        _errors.AddRange(problems.Select(problem => problem.ToString()));
        _errors.AddRange(MissingPackages(project, problems).Select(package =>
            $"{project.Name} may need <PackageReference Include=\"{package}\" /> where its project file lists what only the device has."));
        return _images[project.File] = problems.Length == 0 ? stream.ToArray() : null;
    }

    /// <summary>The packages that would bring the names which the compiler did not find.</summary>
    private IEnumerable<string> MissingPackages(FirmwareProject project, IEnumerable<Diagnostic> problems) => problems
        .Where(problem => problem.Id is "CS0103" or "CS0234" or "CS0246")
        .Select(problem => problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan))
        .SelectMany(DeviceSurface.Instance.PackagesWith)
        .Except(AllPackages(project))
        .Distinct();

    /// <summary>Projects pass on what they reference, and so do packages.</summary>
    private IEnumerable<FirmwareProject> AllProjects(FirmwareProject project) =>
        project.Projects.Select(file => _projects[Path.GetFullPath(file)]).SelectMany(reference => AllProjects(reference).Append(reference)).Distinct();

    private IEnumerable<string> AllPackages(FirmwareProject project) =>
        AllProjects(project).Append(project).SelectMany(each => each.Packages).Distinct();
}
