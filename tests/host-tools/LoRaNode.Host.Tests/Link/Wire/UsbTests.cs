using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Link.Wire;
using LoRaNode.Host.Tests.Keys;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Host.Tests.Link.Wire;

/// <summary>The USB cable for real: a pseudo-terminal with the runtime's protocol behind it.</summary>
public sealed class UsbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-tray-").FullName;
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_board_is_provisioned_over_its_usb_port()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        using var community = new TestCommunity();
        using var tray = new VirtualTray([Path.Combine(_folder, "board")]);
        Task running = Task.Run(() => tray.Run(_stop.Token), CancellationToken.None);
        var port = new FileStream(tray.Ports[0], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        await using (var node = new NodeClient(new NodeLink(new WireTransport(port, TimeProvider.System), TimeProvider.System)))
        {
            NodeEntry entry = await community.ProvisionAsync("a", node);
            NodeIdentification after = await node.IdentifyAsync(TestContext.Current.CancellationToken);
            Assert.Equal(entry.Address, after.Address);
        }

        await _stop.CancelAsync();
        await running;
    }
}
