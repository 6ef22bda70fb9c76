using System.ComponentModel;
using System.Diagnostics;
using LoRaNode.Host.Boards;

namespace LoRaNode.Host.Ports;

/// <summary>
/// The nanoFramework flasher <c>nanoff</c>, a .NET tool that writes the stock runtime image and the application. It is looked for on the path and
/// where <c>dotnet tool install -g</c> puts it.
/// </summary>
public static class NanoffTool
{
    private const string Name = "nanoff";

    /// <summary>Path of the program; null when it is not there.</summary>
    public static string? Find()
    {
        string file = OperatingSystem.IsWindows() ? Name + ".exe" : Name;
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools"));
        return folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
    }

    /// <summary>What to run to write a board.</summary>
    /// <param name="board">The board: it decides the image.</param>
    /// <param name="isOldSilicon">True for chips before revision 3.</param>
    /// <param name="port">Serial port.</param>
    /// <param name="archive">Folder with images that were saved before; null to take them from the network.</param>
    /// <param name="application">The application's image; null for the runtime alone.</param>
    public static IReadOnlyList<string> FlashArguments(BoardFile board, bool isOldSilicon, string port, string? archive, string? application)
    {
        var arguments = new List<string> { "--update", "--target", ImageOf(board, isOldSilicon), "--serialport", port };
        if (archive is not null)
        {
            arguments.AddRange(["--fromarchive", "--archivepath", archive, "--suppressnanoffversioncheck"]);
        }

        if (application is not null)
        {
            arguments.AddRange(["--deploy", "--image", application]);
        }

        return arguments;
    }

    /// <summary>What to run to save a board's image for days without a network.</summary>
    public static IReadOnlyList<string> ArchiveArguments(BoardFile board, bool isOldSilicon, string archive) =>
        ["--updatearchive", "--target", ImageOf(board, isOldSilicon), "--archivepath", archive];

    /// <summary>The stock image of a board.</summary>
    public static string ImageOf(BoardFile board, bool isOldSilicon)
    {
        ArgumentNullException.ThrowIfNull(board);
        return isOldSilicon ? board.ImageBeforeRevision3 : board.Image;
    }

    /// <summary>Runs the program.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="arguments">What to do.</param>
    /// <param name="line">Told each line that it prints.</param>
    /// <param name="cancellation">Ends it: the board is then without a complete image and is to be flashed again.</param>
    /// <returns>Its exit code and its last line that says something.</returns>
    public static async Task<(int ExitCode, string LastLine)> RunAsync(string path, IReadOnlyList<string> arguments, Action<string> line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        string last = string.Empty;
        void Take(object sender, DataReceivedEventArgs e)
        {
            if (!string.IsNullOrWhiteSpace(e.Data))
            {
                last = e.Data.Trim();
                line(last);
            }
        }

        try
        {
            using Process process = Process.Start(start)!;
            process.OutputDataReceived += Take;
            process.ErrorDataReceived += Take;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return (process.ExitCode, last);
        }
        catch (Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
