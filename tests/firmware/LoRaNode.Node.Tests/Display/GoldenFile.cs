using LoRaNode.Host.Display;
using LoRaNode.Node.Display;

namespace LoRaNode.Node.Tests.Display;

/// <summary>Pictures and files that the tests compare with; <c>LORANODE_RENEW_GOLDEN=1</c> in the environment writes them anew.</summary>
internal static class GoldenFile
{
    public static string Root { get; } = FindRoot();

    private static bool Renew => Environment.GetEnvironmentVariable("LORANODE_RENEW_GOLDEN") == "1";

    public static void VerifyPicture(FrameBuffer picture, string name)
    {
        var path = Path.Combine(Root, "tests", "firmware", "LoRaNode.Node.Tests", "Display", "Golden", name + ".png");
        if (Renew)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, PngImage.Encode(picture));
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing; LORANODE_RENEW_GOLDEN=1 makes it");
        if (PngImage.Decode(File.ReadAllBytes(path)).Bytes.AsSpan().SequenceEqual(picture.Bytes))
        {
            return;
        }

        var actual = Path.Combine(Path.GetTempPath(), name + ".actual.png");
        File.WriteAllBytes(actual, PngImage.Encode(picture));
        Assert.Fail($"{name} looks different: compare {path} with {actual}");
    }

    public static void VerifyText(string content, string pathFromRoot)
    {
        var path = Path.Combine(Root, pathFromRoot);
        if (Renew)
        {
            File.WriteAllText(path, content);
            return;
        }

        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n") == content,
            $"{pathFromRoot} is out of date; LORANODE_RENEW_GOLDEN=1 makes it anew");
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "LoRaNode.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("LoRaNode.sln is above none of the folders of the test.");
    }
}
