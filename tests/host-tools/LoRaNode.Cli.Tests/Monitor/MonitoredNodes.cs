using System.Text.Json;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Monitor;

/// <summary>Two virtual nodes of a community, and an alert that both show.</summary>
public sealed class MonitoredNodes : IAsyncLifetime
{
    private Technician? _technician;
    private VirtualTrayProcess? _tray;

    public IReadOnlyList<string> Ports => _tray!.Ports;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _technician = await Technician.WithNetworkAsync();
            _tray = await VirtualTrayProcess.StartAsync(_technician.File("boards"), 2);
            await _technician.DoneAsync("node", "provision", "--name", "roof-12", "--port", Ports[0]);
            await _technician.DoneAsync("node", "provision", "--name", "school", "--port", Ports[1]);
            await _technician.DoneAsync("alert", "send", MonitorProcessTests.Alert, "--port", Ports[1], "--yes");
            Assert.True(await Technician.ComesTrueAsync(Ports[0], n => n.GetProperty("texts").GetInt32() == 1), "the alert does not come");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _tray?.Dispose();
        _technician?.Dispose();
        return ValueTask.CompletedTask;
    }

    internal TerminalProcess Monitor(int columns, int rows, params string[] more) => MonitorWith(Technician.Passphrase, columns, rows, more);

    internal TerminalProcess MonitorWith(string passphrase, int columns, int rows, params string[] more) => TerminalProcess.Start(
        columns,
        rows,
        new Dictionary<string, string> { ["LORANODE_PASSPHRASE"] = passphrase },
        ["monitor", "--network", _technician!.Network, "--port", Ports[0], .. more]);

    internal Task<string> DoneAsync(int node, params string[] more) => _technician!.DoneAsync(["monitor", "--port", Ports[node], .. more]);

    internal RunningProgram Start(int node, params string[] more) => new Tool().In("LORANODE_PASSPHRASE", Technician.Passphrase).Start(
        ["monitor", "--network", _technician!.Network, "--port", Ports[node], .. more]);

    /// <summary>Looks at what a node shows until a text is there, and returns it.</summary>
    internal async Task<JsonElement> TextAsync(int node, string text)
    {
        JsonElement[] found = [];
        bool isThere = await Eventually.IsTrueAsync(async () =>
        {
            JsonElement told = JsonDocument.Parse(await DoneAsync(node, "--for", "1", "--json")).RootElement;
            found = [.. told.GetProperty("texts").EnumerateArray().Where(t => t.GetProperty("text").GetString() == text)];
            return found.Length > 0;
        });
        Assert.True(isThere, $"'{text}' does not come");
        return Assert.Single(found);
    }
}
