namespace LoRaNode.Core.Tests.Text;

/// <summary>The shared sets of texts that no model has seen.</summary>
internal static class HeldOutTexts
{
    /// <summary>The messages of a language's set; it fails with the path where the set is missing.</summary>
    internal static string[] Of(string code)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoRaNode.sln")))
            {
                string path = Path.Combine(folder.Parent!.FullName, "shared", "corpus", code, "heldout.txt");
                Assert.True(File.Exists(path), $"The held-out set is missing: {path}. This test needs the shared folder beside the repository.");
                return File.ReadAllLines(path);
            }
        }

        throw new InvalidOperationException("No folder above the tests holds LoRaNode.sln.");
    }
}
