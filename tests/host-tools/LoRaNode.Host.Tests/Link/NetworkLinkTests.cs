using System.Net.Sockets;
using System.Text;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Tests.Keys;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Host.Tests.Link;

/// <summary>The link over a real TCP connection to a node, listened to on the way.</summary>
public sealed class NetworkLinkTests : IDisposable
{
    private const string Secret = "correct horse battery";

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-tcp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Everything_works_over_the_network_and_nothing_of_it_goes_in_clear()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        using var community = new TestCommunity();
        using var tray = new PluggedTray(_folder, 1, new TrayOptions { WithTcp = true });
        NodeEntry entry;
        await using (NodeClient cable = tray.Open(0))
        {
            entry = await community.ProvisionAsync("a", cable);
        }

        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", tray.TcpPorts[0], Cancel);
        var tap = new Tap(tcp.GetStream());
        await using (var node = new NodeClient(new NodeLink(await SecureTransport.OpenAsync(tap, [new byte[32], community.Keys.LinkKey(entry)], Cancel), TimeProvider.System)))
        {
            Assert.Equal(entry.Address, (await node.IdentifyAsync(Cancel)).Address);
            NodeSettings settings = await node.SettingsAsync(Cancel);
            settings.WifiName = "cafe"u8.ToArray();
            settings.WifiPassword = Encoding.UTF8.GetBytes(Secret);
            settings.HasPassword = true;
            Assert.Equal(LinkStatus.Ok, (await node.SetSettingsAsync(settings, Cancel)).Status);
            Assert.Equal(LinkStatus.Ok, (await node.SendMessageAsync(GroupMessage.Of(Secret, NetworkRadio.Default).Payload, NodeClient.NewMessageId(), Cancel)).Status);
            Assert.NotEmpty(await node.ReadLogAsync(0, null, Cancel));
            Assert.True((await node.StatisticsAsync(Cancel)).AirtimeLimitMs > 0);
        }

        byte[] heard = [.. tap.Heard];
        byte[] message = GroupMessage.Of(Secret, NetworkRadio.Default).Payload;
        Assert.True(heard.Length > 500);
        foreach (byte[] secret in (byte[][])[Encoding.UTF8.GetBytes(Secret), "cafe"u8.ToArray(), message, community.Keys.LinkKey(entry), Encoding.UTF8.GetBytes("#LN:")])
        {
            Assert.True(heard.AsSpan().IndexOf(secret) < 0);
        }
    }

    [Fact]
    public async Task A_stranger_gets_nothing_and_a_blank_node_takes_nobody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        using var community = new TestCommunity();
        using var other = new TestCommunity();
        using var tray = new PluggedTray(_folder, 2, new TrayOptions { WithTcp = true });
        await using (NodeClient cable = tray.Open(0))
        {
            await community.ProvisionAsync("a", cable);
        }

        NodeEntry stranger = other.Keys.AddNode("b");
        other.Keys.IssueCredentials(stranger.Address, DateTimeOffset.UtcNow);
        byte[] wrong = other.Keys.LinkKey(other.Keys.Node(stranger.Address));
        foreach (int port in tray.TcpPorts)
        {
            LinkException error = await Assert.ThrowsAsync<LinkException>(() => SecureTransport.ConnectAsync("127.0.0.1", port, [wrong], Cancel));
            Assert.Equal(LinkFailure.Stranger, error.Failure);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Somebody who records the Wi-Fi.</summary>
    private sealed class Tap(Stream connection) : Stream
    {
        public List<byte> Heard { get; } = [];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => connection.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await connection.ReadAsync(buffer, cancellationToken);
            Heard.AddRange(buffer.Span[..count]);
            return count;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Heard.AddRange(buffer.Span);
            await connection.WriteAsync(buffer, cancellationToken);
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            connection.Dispose();
            base.Dispose(disposing);
        }
    }
}
