using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Tests.Keys;

public sealed class PassphraseChangeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loranode-passphrase-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_change_that_was_interrupted_between_two_files_is_finished_by_the_next_run()
    {
        string[] files = [Make("a.key", "old"), Make("b.key", "new"), Make("c.key", "old")];
        Assert.Equal(2, PassphraseChange.Run(files, "old", "new", KeyFileCost.Least));
        Assert.All(files, file => Assert.Equal("secret"u8.ToArray(), Open(file, "new")));
        Assert.Equal(0, PassphraseChange.Run(files, "old", "new", KeyFileCost.Least));
    }

    [Fact]
    public void When_one_file_opens_with_neither_passphrase_none_is_changed()
    {
        string[] files = [Make("a.key", "old"), Make("b.key", "another")];
        Assert.Equal("keys.error.passphrase", Assert.Throws<UserError>(() => PassphraseChange.Run(files, "old", "new", KeyFileCost.Least)).TextKey);
        Assert.Equal("secret"u8.ToArray(), Open(files[0], "old"));
        Assert.Equal("secret"u8.ToArray(), Open(files[1], "another"));
    }

    [Fact]
    public void A_file_that_is_no_key_file_is_named()
    {
        string path = Path.Combine(_folder.FullName, "x.key");
        File.WriteAllText(path, "hello");
        Assert.Equal("keys.error.notkeyfile", Assert.Throws<UserError>(() => PassphraseChange.Run([path], "old", "new", KeyFileCost.Least)).TextKey);
    }

    private static byte[] Open(string path, string passphrase)
    {
        KeyFile.Open(path, KeyFileKind.Issuer, passphrase, out byte[] content).Dispose();
        return content;
    }

    private string Make(string name, string passphrase)
    {
        string path = Path.Combine(_folder.FullName, name);
        using KeyFile file = KeyFile.Create(KeyFileKind.Issuer, passphrase, KeyFileCost.Least);
        file.Write(path, "secret"u8);
        return path;
    }
}
