using System.Security.Cryptography;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <summary>
/// Puts key files under another passphrase. Each file is replaced as a whole or not at all; before the first one is, all are known to open
/// and written anew beside. An interruption in between leaves files that open with the one passphrase or the other, and the same change
/// run again finishes it.
/// </summary>
public static class PassphraseChange
{
    private const string NewSuffix = ".rekeyed";

    /// <summary>The key files of a community's folder, in the order of their names.</summary>
    public static IReadOnlyList<string> FilesIn(string folder) => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.key").Order(StringComparer.Ordinal)] : [];

    /// <summary>Changes the passphrase of key files.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="from">The passphrase so far.</param>
    /// <param name="to">The new one.</param>
    /// <param name="cost">What a guess is to cost from now on.</param>
    /// <returns>How many files were changed; the others had the new passphrase already.</returns>
    /// <exception cref="UserError">A file cannot be opened with either passphrase, or is none; nothing was changed then.</exception>
    public static int Run(IReadOnlyList<string> paths, string from, string to, KeyFileCost? cost = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (string.IsNullOrEmpty(to))
        {
            throw new UserError("keys.error.emptypassphrase");
        }

        var changed = new List<string>();
        try
        {
            foreach (string path in paths)
            {
                if (!IsUnder(path, to))
                {
                    WriteBeside(path, from, to, cost ?? KeyFileCost.Default);
                    changed.Add(path);
                }
            }
        }
        catch (UserError)
        {
            changed.ForEach(path => File.Delete(path + NewSuffix));
            throw;
        }

        foreach (string path in changed)
        {
            File.Move(path + NewSuffix, path, overwrite: true);
        }

        return changed.Count;
    }

    private static bool IsUnder(string path, string passphrase)
    {
        KeyFileStatus status = KeyFile.TryOpen(KeyFile.ReadBytes(path), KeyFile.KindOf(path), passphrase, out KeyFile? file, out byte[] content);
        CryptographicOperations.ZeroMemory(content);
        file?.Dispose();
        return status == KeyFileStatus.Opened;
    }

    private static void WriteBeside(string path, string from, string to, KeyFileCost cost)
    {
        KeyFileKind kind = KeyFile.KindOf(path);
        KeyFile.Open(path, kind, from, out byte[] content).Dispose();
        try
        {
            using KeyFile renewed = KeyFile.Create(kind, to, cost);
            renewed.Write(path + NewSuffix, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
