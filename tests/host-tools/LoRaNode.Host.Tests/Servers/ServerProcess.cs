using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LoRaNode.Host.Tests.Servers;

/// <summary>A real server of the system, started by a test in a folder of its own on a free port of this computer.</summary>
internal static class ServerProcess
{
    /// <summary>A port that nobody listens to now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The path of a server's program; fails with what to install when it is not there.</summary>
    public static string Find(string package, string name, params string[] folders)
    {
        string? path = folders.Where(Directory.Exists).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
        return path ?? throw new InvalidOperationException($"{name} is not here: install the package '{package}' (Debian: apt-get install {package}), as .ci/run does. Without it this cannot be tested.");
    }

    /// <summary>Starts a program; as another user when this one is root and the program refuses to be.</summary>
    public static Process Start(string program, string? instead, params string[] arguments)
    {
        bool changes = instead is not null && Environment.UserName == "root";
        var start = new ProcessStartInfo(changes ? "setpriv" : program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])[.. changes ? [$"--reuid={instead}", $"--regid={instead}", "--clear-groups", program] : Array.Empty<string>(), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        Process process = Process.Start(start)!;

        // What nobody reads fills the pipe, and the server waits.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        return process;
    }

    /// <summary>Waits until a server takes connections.</summary>
    public static async Task WaitForPortAsync(int port, Process process)
    {
        for (int i = 0; i < 200; i++)
        {
            Assert.False(process.HasExited, "The server ended at once.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("The server takes no connections.");
    }
}
