using System.Diagnostics;
using System.Text.Json;

namespace DeviceApi.Tests.Firmware;

/// <summary>A firmware library as MSBuild sees it: sources, symbols, projects and packages for one of its two builds.</summary>
/// <param name="File">Full path of the project file.</param>
/// <param name="Framework"><c>netnano1.0</c> for the device, <c>net10.0</c> otherwise.</param>
/// <param name="LanguageVersion">Version of C#.</param>
/// <param name="Symbols">Conditional compilation symbols.</param>
/// <param name="IntermediateFolder">Where the build would put its intermediate files.</param>
/// <param name="Sources">Full paths of the C# files.</param>
/// <param name="Projects">Full paths of the projects it references.</param>
/// <param name="Packages">Names of the packages it references itself.</param>
internal sealed record FirmwareProject(
    string File,
    string Framework,
    string LanguageVersion,
    string[] Symbols,
    string IntermediateFolder,
    string[] Sources,
    string[] Projects,
    string[] Packages)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>Every library under <c>firmware/</c>, for the device; a new one is found without being named here.</summary>
    public static IReadOnlyList<FirmwareProject> ForDevice => Device.Value;

    /// <summary>The same libraries, for the desktop.</summary>
    public static IReadOnlyList<FirmwareProject> ForDesktop => Desktop.Value;

    private static readonly Lazy<IReadOnlyList<FirmwareProject>> Device = new(() => EvaluateAll("Device"));
    private static readonly Lazy<IReadOnlyList<FirmwareProject>> Desktop = new(() => EvaluateAll(null));

    private static FirmwareProject[] EvaluateAll(string? buildFor) =>
    [
        .. Directory.EnumerateFiles(RepositoryPaths.Firmware, "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .AsParallel().AsOrdered().WithDegreeOfParallelism(2)
            .Select(file => Evaluate(file, buildFor)),
    ];

    private static FirmwareProject Evaluate(string file, string? buildFor)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[]
        {
            "msbuild", file, "-nologo", "-nodeReuse:false",
            "-getProperty:TargetFramework,LangVersion,DefineConstants,BaseIntermediateOutputPath",
            "-getItem:Compile,ProjectReference,PackageReference",
        })
        {
            start.ArgumentList.Add(argument);
        }

        if (buildFor != null)
        {
            // The device SDK is a package that need not be at hand: its place is taken by one that only passes on to Microsoft.NET.Sdk.
            start.ArgumentList.Add($"-p:BuildFor={buildFor}");
            start.Environment["MSBuildSDKsPath"] = RepositoryPaths.StandInSdk;
            start.Environment["MSBuildEnableWorkloadResolver"] = "false";
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{RepositoryPaths.Relative(file)} can not be evaluated: {output} {errors.Result}");
        }

        JsonElement root = JsonDocument.Parse(output).RootElement;
        JsonElement properties = root.GetProperty("Properties");
        JsonElement items = root.GetProperty("Items");
        return new FirmwareProject(
            file,
            properties.GetProperty("TargetFramework").GetString()!,
            properties.GetProperty("LangVersion").GetString()!,
            properties.GetProperty("DefineConstants").GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries),
            properties.GetProperty("BaseIntermediateOutputPath").GetString()!,
            Values(items, "Compile", "FullPath"),
            Values(items, "ProjectReference", "FullPath"),
            Values(items, "PackageReference", "Identity"));
    }

    private static string[] Values(JsonElement items, string kind, string metadata) =>
        [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!)];
}
