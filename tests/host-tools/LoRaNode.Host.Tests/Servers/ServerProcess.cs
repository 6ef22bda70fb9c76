using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LoRaNode.Host.Tests.Servers;

/// <summary>A real server of the system, started by a test in a folder of its own on a free port of this computer.</summary>
internal static class ServerProcess
{
    // Below what systems give to outgoing connections: nobody gets it by chance before the server does, nor while the server restarts.
    private const int FirstPort = 12_000;
    private const int LastPort = 32_000;

    private const int Tries = 5;

    /// <summary>A port that nobody listens to now.</summary>
    public static int FreePort()
    {
        while (true)
        {
            int port = Random.Shared.Next(FirstPort, LastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody is there: another one.
            }
        }
    }

    /// <summary>The path of a server's program; fails with what to install when it is not there.</summary>
    public static string Find(string package, string name, params string[] folders)
    {
        string? path = folders.Where(Directory.Exists).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
        return path ?? throw new InvalidOperationException($"{name} is not here: install the package '{package}' (Debian: apt-get install {package}), as .ci/run does. Without it this cannot be tested.");
    }

    /// <summary>Starts a program; as another user when this one is root and the program refuses to be.</summary>
    public static RunningProgram Start(string program, string? instead, params string[] arguments)
    {
        bool changes = instead is not null && Environment.UserName == "root";
        string[] words = [.. changes ? ["setpriv", $"--reuid={instead}", $"--regid={instead}", "--clear-groups"] : Array.Empty<string>(), program, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        return new RunningProgram(start);
    }

    /// <summary>Starts a server on a free port, and on another one when somebody was quicker.</summary>
    /// <param name="start">Starts it on a port.</param>
    public static async Task<(RunningProgram Program, int Port)> ListenAsync(Func<int, RunningProgram> start)
    {
        for (int i = 1; ; i++)
        {
            int port = FreePort();
            RunningProgram program = start(port);
            if (await TakesConnectionsAsync(program, port))
            {
                return (program, port);
            }

            program.Dispose();
            Assert.True(i < Tries, "The server ends as soon as it is started.");
        }
    }

    /// <summary>Waits until a server takes connections. False when it has ended instead.</summary>
    public static async Task<bool> TakesConnectionsAsync(RunningProgram program, int port)
    {
        bool isThere = false;
        Assert.True(
            await Eventually.IsTrueAsync(async () =>
            {
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                    isThere = !program.HasExited;
                    return true;
                }
                catch (SocketException)
                {
                    return program.HasExited;
                }
            }),
            "The server takes no connections.");
        return isThere;
    }
}
