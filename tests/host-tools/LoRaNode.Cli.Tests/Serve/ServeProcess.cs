using System.Text.Json;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary><c>loranode serve</c> as a process of its own, as a person starts it, until the test ends.</summary>
internal sealed class ServeProcess : IDisposable
{
    private ServeProcess(RunningProgram program, JsonElement announced)
    {
        Program = program;
        Announced = announced;
        Url = announced.GetProperty("url").GetString()!;
        Origin = announced.GetProperty("origin").GetString()!;
    }

    public RunningProgram Program { get; }

    /// <summary>What it printed.</summary>
    public JsonElement Announced { get; }

    /// <summary>Address with the token.</summary>
    public string Url { get; }

    /// <summary>Address without it.</summary>
    public string Origin { get; }

    /// <summary>Starts a server on a free port and waits until it says where it is.</summary>
    public static async Task<ServeProcess> StartAsync(string network, params string[] more)
    {
        (RunningProgram program, JsonElement announced) = await new Tool().AnnouncedAsync("}", ["serve", "--network", network, "--port", "0", "--json", .. more]);
        return new ServeProcess(program, announced);
    }

    public void Dispose() => Program.Dispose();
}
