using System.Globalization;
using System.Runtime.InteropServices;
using LoRaNode.Cli.Help;

namespace LoRaNode.Cli;

/// <summary>The details of a bug, for those who mend it, in a file of its own instead of on the person's screen.</summary>
internal static class BugReport
{
    /// <summary>Writes the details to a new file in the temporary folder.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="commandPath">The command, without its arguments: those may hold a text or a passphrase.</param>
    /// <returns>The path, or null when the file cannot be written.</returns>
    public static string? TryWrite(Exception exception, string commandPath)
    {
        try
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"loranode-bug-{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}.txt");
            string path = Path.Combine(Path.GetTempPath(), name);
            File.WriteAllText(path, $"""
                loranode {VersionAction.Version}
                command: {commandPath}
                system: {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}

                {exception}

                """);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
