using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Tests.Keys;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Host.Tests.Link;

public sealed class NodeLinkTests : IDisposable
{
    private readonly string _flash = Directory.CreateTempSubdirectory("loranode-flash-").FullName;

    public void Dispose() => Directory.Delete(_flash, recursive: true);

    [Fact]
    public async Task A_node_is_provisioned_read_back_and_its_sealed_log_opened()
    {
        using var community = new TestCommunity();
        await using (NodeClient node = Plug())
        {
            NodeEntry entry = await community.ProvisionAsync("Төбе 12", node);
            Assert.Equal(entry.Address, (await node.IdentifyAsync(Cancel)).Address);
        }

        await using NodeClient again = Plug();
        NodeEntry provisioned = Assert.Single(community.Keys.Nodes);
        IReadOnlyList<LogEntry> log = await again.ReadLogAsync(0, null, Cancel);
        var opener = new LogOpener(community.Keys.LogKey(provisioned));

        Assert.Equal(
            [LogCode.Started, LogCode.SettingsChanged, LogCode.Provisioned, LogCode.Started],
            log.Select(e => e.Open(opener)!.Code));
        Assert.True(log[^1].IsSealed);
        Assert.Null(log[^1].Open(new LogOpener(new byte[32])));
    }

    [Fact]
    public async Task A_provisioned_node_is_not_provisioned_again()
    {
        using var community = new TestCommunity();
        await using NodeClient node = Plug();
        await community.ProvisionAsync("a", node);

        UserError error = await Assert.ThrowsAsync<UserError>(() => community.ProvisionAsync("b", node));

        Assert.Equal("node.error.provisioned", error.TextKey);
        Assert.Single(community.Keys.Nodes);
    }

    [Fact]
    public async Task A_port_where_nothing_answers_is_reported_as_silent()
    {
        var time = new FastForward();
        await using var node = new NodeClient(new NodeLink(new LineTransport(new SilentPort()), time));

        LinkException error = await Assert.ThrowsAsync<LinkException>(() => node.IdentifyAsync(Cancel));

        Assert.Equal(LinkFailure.Silent, error.Failure);
        Assert.Equal(NodeLink.Attempts, time.Timers);
    }

    [Fact]
    public async Task A_port_that_goes_away_is_reported_as_gone()
    {
        await using var node = new NodeClient(new NodeLink(new LineTransport(new MemoryStream()), TimeProvider.System));

        LinkException error = await Assert.ThrowsAsync<LinkException>(() => node.IdentifyAsync(Cancel));

        Assert.Equal(LinkFailure.Gone, error.Failure);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NodeClient Plug() =>
        new(new NodeLink(new LineTransport(new VirtualNodeStream(_flash, TimeProvider.System)), TimeProvider.System));

    /// <summary>A clock whose timers go off at once.</summary>
    private sealed class FastForward : TimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }

    /// <summary>A port that takes everything and says nothing.</summary>
    private sealed class SilentPort : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
