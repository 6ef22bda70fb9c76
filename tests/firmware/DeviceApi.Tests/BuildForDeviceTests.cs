using System.Diagnostics;
using System.Xml.Linq;
using DeviceApi.Tests.Firmware;
using DeviceApi.Tests.Surface;

namespace DeviceApi.Tests;

/// <summary>One project file, two builds: the default one needs nothing of nanoFramework, the other says what it lacks.</summary>
public sealed class BuildForDeviceTests
{
    private const string DevicePackages = "nanoFramework.";

    [Fact]
    public void Device_build_takes_the_device_framework_symbol_and_folders()
    {
        Assert.NotEmpty(FirmwareProject.ForDevice);
        Assert.All(FirmwareProject.ForDevice, project =>
        {
            Assert.Equal("netnano1.0", project.Framework);
            Assert.Contains("DEVICE", project.Symbols);
            Assert.Equal("obj/device/", project.IntermediateFolder);
            Assert.DoesNotContain(project.Sources, source => IsIn(project, source, "Net", "obj", "bin"));
            Assert.Contains("nanoFramework.CoreLibrary", project.Packages);
            Assert.All(project.Packages, package => Assert.StartsWith(DevicePackages, package, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Desktop_build_takes_nothing_of_the_device()
    {
        Assert.All(FirmwareProject.ForDesktop, project =>
        {
            Assert.Equal("net10.0", project.Framework);
            Assert.DoesNotContain("DEVICE", project.Symbols);
            Assert.DoesNotContain(project.Sources, source => IsIn(project, source, "Device", "obj", "bin"));
            Assert.DoesNotContain(project.Packages, package => package.StartsWith(DevicePackages, StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public void Both_builds_share_every_source_outside_Net_and_Device()
    {
        foreach ((FirmwareProject device, FirmwareProject desktop) in FirmwareProject.ForDevice.Zip(FirmwareProject.ForDesktop))
        {
            string[] onDisk = [.. Directory.EnumerateFiles(Path.GetDirectoryName(device.File)!, "*.cs", SearchOption.AllDirectories)
                .Where(source => !IsIn(device, source, "obj", "bin"))];
            Assert.Equal(onDisk.Where(source => !IsIn(device, source, "Net")).Order(StringComparer.Ordinal), device.Sources.Order(StringComparer.Ordinal));
            Assert.Equal(onDisk.Where(source => !IsIn(device, source, "Device")).Order(StringComparer.Ordinal), desktop.Sources.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void No_lock_file_of_the_default_build_names_a_device_package()
    {
        string[] lockFiles = [.. Directory.EnumerateFiles(RepositoryPaths.Root, "packages.lock.json", SearchOption.AllDirectories)];
        Assert.NotEmpty(lockFiles);
        Assert.All(lockFiles, file => Assert.DoesNotContain(DevicePackages, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_device_package_has_signatures_and_one_version()
    {
        string[] pinned = [.. XDocument.Load(Path.Combine(RepositoryPaths.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value)
            .Where(package => package.StartsWith(DevicePackages, StringComparison.Ordinal))];
        Assert.Equal(DeviceSurface.Instance.Assemblies.Select(assembly => assembly.Package).Distinct().Order(StringComparer.Ordinal), pinned.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Device_build_without_packages_says_in_one_line_what_is_missing()
    {
        string clone = Directory.CreateTempSubdirectory("device-build-").FullName;
        try
        {
            // The build's own files and one library, where NuGet has an empty folder for a source.
            string library = FirmwareProject.ForDevice[0].File;
            foreach (string file in new[] { "global.json", "Directory.Build.props", "Directory.Packages.props", "firmware/Directory.Build.props", "firmware/Firmware.proj", RepositoryPaths.Relative(library) })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, file))!);
                File.Copy(Path.Combine(RepositoryPaths.Root, file), Path.Combine(clone, file));
            }

            Directory.CreateDirectory(Path.Combine(clone, "packages"));
            File.WriteAllText(Path.Combine(clone, "NuGet.Config"), "<configuration><packageSources><clear /><add key=\"empty\" value=\"packages\" /></packageSources></configuration>");

            (int exitCode, string output) = Build(Path.Combine(clone, "firmware"), Path.Combine(clone, "cache"));
            string error = Assert.Single(output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct());
            Assert.Contains("The device build is missing nanoFramework.NET.Sdk", error, StringComparison.Ordinal);
            Assert.NotEqual(0, exitCode);
        }
        finally
        {
            Directory.Delete(clone, recursive: true);
        }
    }

    private static bool IsIn(FirmwareProject project, string source, params string[] folders) =>
        Path.GetRelativePath(Path.GetDirectoryName(project.File)!, source).Split('/', '\\').SkipLast(1).Intersect(folders).Any();

    private static (int ExitCode, string Output) Build(string folder, string packageCache)
    {
        ProcessStartInfo start = new("dotnet", ["build", folder, "-p:BuildFor=Device", "-nologo", "-nodeReuse:false"]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["NUGET_PACKAGES"] = packageCache;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // A test's own process must not lend its MSBuild to the build under test.
        foreach (string variable in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" })
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
