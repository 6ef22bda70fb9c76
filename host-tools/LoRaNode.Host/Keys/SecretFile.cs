namespace LoRaNode.Host.Keys;

/// <summary>Writes files that hold secrets.</summary>
internal static class SecretFile
{
    /// <summary>
    /// Replaces a file as a whole or not at all, readable by its owner only: a new file beside it, flushed to the disk, then renamed.
    /// </summary>
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var stream = new FileStream(temporary, options);
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        File.Move(temporary, path, overwrite: true);
    }
}
