using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Pictures;

/// <summary>Writes what a command makes to the file that a person named: complete or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file. Returns its full path.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    internal static string Write(string path, byte[] content)
    {
        string temporary = path + ".new";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
            return Path.GetFullPath(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserError("keys.error.write", path, e.Message);
        }
    }
}
