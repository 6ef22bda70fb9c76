using System.Text;
using System.Text.Json;
using LoRaNode.Cli.Tests.Process;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary><c>loranode serve</c> as a process of its own, as a person starts it, until the test ends.</summary>
internal sealed class ServeProcess : IDisposable
{
    private ServeProcess(System.Diagnostics.Process process, JsonElement announced)
    {
        Process = process;
        Announced = announced;
        Url = announced.GetProperty("url").GetString()!;
        Origin = announced.GetProperty("origin").GetString()!;
    }

    public System.Diagnostics.Process Process { get; }

    /// <summary>What it printed.</summary>
    public JsonElement Announced { get; }

    /// <summary>Address with the token.</summary>
    public string Url { get; }

    /// <summary>Address without it.</summary>
    public string Origin { get; }

    /// <summary>Starts a server on a free port and waits until it says where it is.</summary>
    public static async Task<ServeProcess> StartAsync(string network, params string[] more)
    {
        System.Diagnostics.Process process = new Tool().Start(["serve", "--network", network, "--port", "0", "--json", .. more]);
        var text = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            text.AppendLine(line);
            if (line == "}")
            {
                return new ServeProcess(process, JsonDocument.Parse(text.ToString()).RootElement);
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }
}
