using LoRaNode.Host.Link;
using LoRaNode.Host.Link.Wire;
using LoRaNode.Host.Ports;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Host.Tests.Link;

/// <summary>Virtual boards on pseudo-terminals, running until the test ends; their flash outlives them.</summary>
internal sealed class PluggedTray : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly VirtualTray _tray;
    private readonly Thread _running;

    public PluggedTray(string folder, int boards, TrayOptions? options = null)
    {
        _tray = new VirtualTray([.. Enumerable.Range(0, boards).Select(i => Path.Combine(folder, $"board-{i}"))], options);
        _running = new Thread(() => _tray.Run(_stop.Token)) { IsBackground = true, Name = "tray" };
        _running.Start();
    }

    public IReadOnlyList<string> Ports => _tray.Ports;

    public IReadOnlyList<int> TcpPorts => _tray.TcpPorts;

    /// <summary>Opens a board's port as the tool does.</summary>
    public NodeClient Open(int board) => new(new NodeLink(new WireTransport(SerialCable.Open(_tray.Ports[board]), TimeProvider.System), TimeProvider.System));

    public void Dispose()
    {
        _stop.Cancel();
        _running.Join();
        _tray.Dispose();
        _stop.Dispose();
    }
}
