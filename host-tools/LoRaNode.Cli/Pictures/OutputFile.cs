using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Pictures;

/// <summary>Writes what a command makes to the file that a person named: complete or not at all, for half a table looks like a whole one.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file. Returns its full path.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    internal static string Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Writes a file piece by piece. Returns its full path.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    internal static string Write(string path, Action<Stream> write)
    {
        // What is no file cannot be replaced by one: /dev/stdout is written into as it is.
        string full = Path.GetFullPath(path);
        bool isDevice = !OperatingSystem.IsWindows() && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal));
        string place = isDevice ? full : full + ".new";
        try
        {
            using (var stream = new FileStream(place, isDevice ? FileMode.Open : FileMode.Create, FileAccess.Write))
            {
                write(stream);
            }

            if (!isDevice)
            {
                File.Move(place, full, overwrite: true);
            }

            return full;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (!isDevice)
            {
                TryDelete(place);
            }

            throw new UserError("keys.error.write", path, Cause.Of(e).Replace(place, full, StringComparison.Ordinal));
        }
    }

    private static void TryDelete(string place)
    {
        try
        {
            File.Delete(place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was in the way of writing it is told; this would be told on top.
        }
    }
}
