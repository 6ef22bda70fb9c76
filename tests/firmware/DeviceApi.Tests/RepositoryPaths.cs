namespace DeviceApi.Tests;

/// <summary>Where things are: the repository's root is the folder that holds the solution.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = FindRoot();

    public static string Firmware => Path.Combine(Root, "firmware");

    public static string DeviceApi => Path.Combine(Firmware, "device-api");

    public static string StandInSdk => Path.Combine(Root, "tests", "firmware", "DeviceApi.Tests", "StandInSdk");

    /// <summary>The listings of the real device assemblies, kept beside the repository.</summary>
    public static string ApiListings => Path.GetFullPath(Path.Combine(Root, "..", "shared", "nanoframework-api"));

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoRaNode.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("LoRaNode.sln is in no folder above the test's binaries: run the tests from a clone of the repository.");
    }
}
