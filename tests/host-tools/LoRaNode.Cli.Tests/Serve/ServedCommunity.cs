using LoRaNode.Cli.Tests.Page;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Cli.Tests.Serve;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ServedCommunity))]

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>A community with two nodes on roofs and a blank board on the bench, served; and a browser that looks at it.</summary>
public sealed class ServedCommunity : IAsyncLifetime
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Chromium _chromium = new();
    private Technician? _technician;
    private VirtualTrayProcess? _tray;
    private ServeProcess? _server;

    internal Technician Technician => _technician!;

    internal ServeProcess Server => _server!;

    /// <summary>Ports of the two nodes and of the blank board.</summary>
    internal string[] Ports => _tray!.Ports;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts everything when the first test asks for it: other tests of the assembly do not pay.</summary>
    public async Task StartAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_server is not null)
            {
                return;
            }

            await _chromium.InitializeAsync();
            _technician = await Technician.WithNetworkAsync();
            _tray = await VirtualTrayProcess.StartAsync(_technician.File("boards"), 3);
            for (int i = 0; i < 2; i++)
            {
                await _technician.DoneAsync("node", "provision", "--port", Ports[i], "--name", $"roof-{i}");
            }

            _server = await ServeProcess.StartAsync(_technician.Network, [.. Ports.SelectMany(p => new[] { "--node", p })]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A browser that has come in and that notes every complaint of its console.</summary>
    internal async Task<Visitor> VisitAsync(BrowserNewContextOptions? options = null)
    {
        await StartAsync();
        IPage page = await _chromium.OpenAsync(options);
        var visitor = new Visitor(page, Server.Origin);
        await page.GotoAsync(Server.Url);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        _server?.Dispose();
        _tray?.Dispose();
        _technician?.Dispose();
        await _chromium.DisposeAsync();
        _turn.Dispose();
    }
}
