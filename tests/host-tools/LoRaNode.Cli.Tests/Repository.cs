namespace LoRaNode.Cli.Tests;

/// <summary>The source tree that the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LoRaNode.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside of the source tree: no LoRaNode.sln above them.");
    }
}
