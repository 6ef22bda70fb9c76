using LoRaNode.Host.Crypto;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Tests.Crypto;

public class WycheproofRunnerTests
{
    [Fact]
    public void Every_case_of_the_primitives_used_agrees()
    {
        IReadOnlyList<WycheproofFile> files = WycheproofRunner.Run(SharedVectors(), null, TestContext.Current.CancellationToken);
        WycheproofFile[] used = [.. files.Where(f => f.IsUsed)];
        Assert.Equal(["AES-CCM", "EDDSA", "HMACSHA256"], used.Select(f => f.Algorithm));
        Assert.All(used, file => Assert.Empty(file.Disagreed));
        Assert.Equal(877, used.Sum(f => f.Cases));
    }

    [Theory]
    [InlineData("ed25519_test.json", "\"valid\"", "\"invalid\"")]
    [InlineData("ed25519_test.json", "\"invalid\"", "\"valid\"")]
    [InlineData("aes_ccm_test.json", "\"invalid\"", "\"valid\"")]
    [InlineData("hmac_sha256_test.json", "\"valid\"", "\"invalid\"")]
    public void A_vector_that_says_the_opposite_is_reported(string name, string from, string to)
    {
        using var folder = new TemporaryFolder();
        string text = File.ReadAllText(Path.Combine(SharedVectors(), name));
        File.WriteAllText(Path.Combine(folder.Path, name), text.Replace("\"result\": " + from, "\"result\": " + to, StringComparison.Ordinal));
        WycheproofFile file = Assert.Single(WycheproofRunner.Run(folder.Path, null, TestContext.Current.CancellationToken));
        Assert.NotEmpty(file.Disagreed);
    }

    [Theory]
    [InlineData("{", "crypto.error.badfile")]
    [InlineData("[]", "crypto.error.badfile")]
    [InlineData("{\"algorithm\":\"EDDSA\",\"testGroups\":[{\"tests\":[{}]}]}", "crypto.error.badfile")]
    [InlineData("{\"algorithm\":\"HMACSHA256\",\"testGroups\":[{\"tagSize\":256,\"tests\":[{\"tag\":\"zz\",\"key\":\"\",\"msg\":\"\"}]}]}", "crypto.error.badfile")]
    [InlineData("{\"algorithm\":\"XDH\",\"testGroups\":[]}", "crypto.error.novectors")]
    public void A_damaged_file_gives_one_clear_error(string content, string textKey)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.json"), content);
        UserError error = Assert.Throws<UserError>(() => WycheproofRunner.Run(folder.Path, null, TestContext.Current.CancellationToken));
        Assert.Equal(textKey, error.TextKey);
    }

    /// <summary>The vectors that are shared beside the repository.</summary>
    private static string SharedVectors()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LoRaNode.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        string vectors = Path.Combine(folder.FullName, "..", "shared", "vectors");
        Assert.True(Directory.Exists(vectors), "The Wycheproof vectors are missing: put them beside the repository, in ../shared/vectors.");
        return vectors;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("loranode-vectors-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
