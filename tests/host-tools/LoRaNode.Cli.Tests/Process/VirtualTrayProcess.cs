using System.Text.Json;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Virtual nodes that run as a process of their own, as a person starts them, until the test ends.</summary>
internal sealed class VirtualTrayProcess : IDisposable
{
    private readonly System.Diagnostics.Process _process;

    private VirtualTrayProcess(System.Diagnostics.Process process, string[] ports)
    {
        _process = process;
        Ports = ports;
    }

    public string[] Ports { get; }

    public static async Task<VirtualTrayProcess> StartAsync(string folder, int count, params string[] more)
    {
        System.Diagnostics.Process process = new Tool().Start(
            ["node", "--virtual", "--count", $"{count}", "--folder", folder, "--json", .. more]);
        var text = new System.Text.StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            text.AppendLine(line);
            if (line == "]")
            {
                break;
            }
        }

        string[] ports = [.. JsonDocument.Parse(text.ToString()).RootElement.EnumerateArray().Select(n => n.GetProperty("port").GetString()!)];
        return new VirtualTrayProcess(process, ports);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
