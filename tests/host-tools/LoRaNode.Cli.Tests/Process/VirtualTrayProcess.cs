using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Virtual nodes that run as a process of their own, as a person starts them, until the test ends.</summary>
internal sealed class VirtualTrayProcess : IDisposable
{
    private readonly RunningProgram _program;

    private VirtualTrayProcess(RunningProgram program, string[] ports)
    {
        _program = program;
        Ports = ports;
    }

    public string[] Ports { get; }

    public static async Task<VirtualTrayProcess> StartAsync(string folder, int count, params string[] more)
    {
        (RunningProgram program, JsonElement nodes) = await new Tool().AnnouncedAsync(
            "]", ["node", "--virtual", "--count", $"{count}", "--folder", folder, "--json", .. more]);
        return new VirtualTrayProcess(program, [.. nodes.EnumerateArray().Select(n => n.GetProperty("port").GetString()!)]);
    }

    /// <summary>The same, given keys one after the other as roof-0, roof-1 and so on.</summary>
    public static async Task<VirtualTrayProcess> ProvisionedAsync(Technician technician, int count)
    {
        VirtualTrayProcess tray = await StartAsync(technician.File("boards"), count);
        try
        {
            for (int i = 0; i < count; i++)
            {
                await technician.DoneAsync("node", "provision", "--port", tray.Ports[i], "--name", $"roof-{i}");
            }
        }
        catch
        {
            tray.Dispose();
            throw;
        }

        return tray;
    }

    public void Dispose() => _program.Dispose();
}
