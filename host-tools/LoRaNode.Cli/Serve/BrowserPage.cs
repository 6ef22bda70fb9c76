using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LoRaNode.Cli.Serve;

/// <summary>
/// Opens the browser by a file that only its owner can read and that leads on to the address: as an argument of a program, the token in the
/// address could be read by every user of the computer.
/// </summary>
internal sealed class BrowserPage : IDisposable
{
    private readonly string _path;

    private BrowserPage(string path)
    {
        _path = path;
    }

    /// <summary>Opens the browser. A computer without one is no error: the address was printed.</summary>
    internal static BrowserPage? Open(Uri url)
    {
        string path = Path.Combine(Path.GetTempPath(), $"loranode-{Guid.NewGuid():N}.html");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var file = new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options))
            {
                file.Write($"<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={url.AbsoluteUri}\">\n");
            }

            using Process? browser = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
            return new BrowserPage(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception or InvalidOperationException)
        {
            File.Delete(path);
            return null;
        }
    }

    public void Dispose() => File.Delete(_path);
}
