using System.IO.Compression;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Store;

/// <summary>
/// A back-up of a community's folder as one zip file: the key files, which are encrypted under the passphrase as they are, and a copy of the
/// database. Whoever has the file without the passphrase learns names, places and logs, but no key.
/// </summary>
public static class CommunityBackup
{
    // The files of a folder: network.key, root.key, issuer-01.key to issuer-255.key, network.db.
    private const int MaxEntries = 300;
    private const long MaxBytes = 4L << 30;

    /// <summary>Writes a back-up. The file appears complete or not at all.</summary>
    /// <param name="folder">The community's folder.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="shared">The database that technicians share; null for the file in the folder.</param>
    /// <returns>Names of what is in it.</returns>
    /// <exception cref="UserError">There is no community in the folder, or the file is there already.</exception>
    public static IReadOnlyList<string> Write(string folder, string path, DatabaseAddress? shared = null)
    {
        if (!File.Exists(Path.Combine(folder, Community.NetworkFileName)))
        {
            throw new UserError("keys.error.nocommunity", folder);
        }

        if (File.Exists(path))
        {
            throw new UserError("network.error.backup.exists", path);
        }

        string temporary = path + ".new";
        string database = temporary + ".db";
        File.Delete(database);
        try
        {
            using (CommunityStore store = CommunityStore.Open(folder, shared))
            {
                store.CopyTo(database);
            }

            string[] keys = [.. Directory.EnumerateFiles(folder, "*.key").Where(f => IsKnown(Path.GetFileName(f))).Order(StringComparer.Ordinal)];
            using (var stream = new FileStream(temporary, PrivateFile(FileMode.Create)))
            {
                using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    foreach (string file in keys)
                    {
                        archive.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.NoCompression);
                    }

                    archive.CreateEntryFromFile(database, CommunityStore.FileName, CompressionLevel.Fastest);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path);
            return [.. keys.Select(f => Path.GetFileName(f)), CommunityStore.FileName];
        }
        finally
        {
            File.Delete(database);
            File.Delete(temporary);
        }
    }

    /// <summary>Brings a community back into a folder that holds none. The folder appears complete or not at all.</summary>
    /// <param name="path">The back-up.</param>
    /// <param name="folder">Where to; must not be there, or be empty.</param>
    /// <param name="passphrase">Passphrase of the keys: a back-up that cannot be opened is found out now.</param>
    /// <exception cref="UserError">The file is no back-up, the folder is taken, or the passphrase is wrong.</exception>
    public static IReadOnlyList<string> Restore(string path, string folder, string passphrase)
    {
        if (!File.Exists(path))
        {
            throw new UserError("keys.error.nofile", path);
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UserError("keys.error.exists", folder);
        }

        string full = Path.GetFullPath(folder);
        string temporary = full.TrimEnd(Path.DirectorySeparatorChar) + ".new";
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }

        MakeFolder(temporary);
        try
        {
            IReadOnlyList<string> names = Extract(path, temporary);
            using (Community.Open(temporary, passphrase))
            using (CommunityStore.Open(temporary))
            {
                // Both can be opened: the back-up is good.
            }

            if (Directory.Exists(full))
            {
                Directory.Delete(full);
            }

            Directory.Move(temporary, full);
            return names;
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static List<string> Extract(string path, string folder)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count is 0 or > MaxEntries || archive.Entries.Any(e => !IsKnown(e.FullName)) || archive.Entries.Sum(e => e.Length) > MaxBytes)
            {
                throw new UserError("network.error.backup.damaged", path);
            }

            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using Stream source = entry.Open();
                using var target = new FileStream(Path.Combine(folder, entry.FullName), PrivateFile(FileMode.CreateNew));
                source.CopyTo(target);
                target.Flush(flushToDisk: true);
            }

            return [.. archive.Entries.Select(e => e.FullName)];
        }
        catch (InvalidDataException)
        {
            throw new UserError("network.error.backup.damaged", path);
        }
    }

    /// <summary>True for the file names of a community's folder: nothing else is written or taken, and nothing outside of it.</summary>
    private static bool IsKnown(string name) =>
        name is Community.NetworkFileName or Community.RootFileName or CommunityStore.FileName
        || (name.StartsWith("issuer-", StringComparison.Ordinal)
            && name.EndsWith(".key", StringComparison.Ordinal)
            && byte.TryParse(name.AsSpan(7, name.Length - 11), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _));

    private static FileStreamOptions PrivateFile(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
