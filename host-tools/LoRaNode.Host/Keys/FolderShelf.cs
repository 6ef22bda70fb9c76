using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <summary>A key file in a folder that several programs of one technician use: they take turns.</summary>
/// <param name="path">The key file.</param>
internal sealed class FolderShelf(string path) : IKeyShelf
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public IKeyTurn Begin()
    {
        DateTime until = DateTime.UtcNow + Limit;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        while (true)
        {
            try
            {
                return new Turn(new FileStream(path + ".lock", options), path);
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                Thread.Sleep(LookAgain);
            }
            catch (IOException)
            {
                throw new UserError("keys.error.busy", path);
            }
        }
    }

    private sealed class Turn(FileStream held, string path) : IKeyTurn
    {
        public byte[]? Content => File.Exists(path) ? File.ReadAllBytes(path) : null;

        public void Put(byte[] content) => SecretFile.Write(path, content);

        public void Dispose() => held.Dispose();
    }
}
