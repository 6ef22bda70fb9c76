using System.Text;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Tests.Keys;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Host.Tests.Link;

/// <summary>
/// The whole link through real pseudo-terminals at 92,160 bytes a second, by cables that drop, double, change and split bytes. What a
/// technician does ends well after some tries, or says that it did not and leaves the node as it was.
/// </summary>
public sealed class BadCableTests : IDisposable
{
    private const double BadShare = 0.0004;
    private const int MostTries = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-cable-").FullName;
    private int _failures;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_technicians_evening_over_bad_cables_ends_well_and_nothing_is_done_twice_or_in_part(int seed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        using var community = new TestCommunity();
        using CommunityStore store = CommunityStore.Open(community.Folder);
        using var provisioner = new BoardProvisioner(community.Keys, store, TimeProvider.System);
        using var tray = new PluggedTray(_folder, 2, new TrayOptions { Faults = CableFaults.Of(BadShare), Seed = seed });
        IssuerEntry speaker = community.Keys.CertifyIssuer("Medics", IssuerScope.AllCategories, 90, DateTimeOffset.UtcNow, KeyFileCost.Least);
        using Issuer issuer = community.Keys.OpenIssuer(speaker.Slot);
        string[] names = ["roof-1", "roof-2"];
        foreach ((string name, int i) in names.Select((n, i) => (n, i)))
        {
            ProvisionedBoard board = await TryAsync(tray, i, n => provisioner.ProvisionAsync(n, new ProvisioningOrder(name, "x"), Cancel));
            NodeIdentification found = await TryAsync(tray, i, n => n.IdentifyAsync(Cancel));
            Assert.Equal((board.Node.Address, true, true), (found.Address, found.IsProvisioned, found.IsRegionKnown));
        }

        NodeSettings settings = await TryAsync(tray, 0, n => n.SettingsAsync(Cancel));
        settings.Name = "Төбе 12"u8.ToArray();
        settings.WifiName = Encoding.UTF8.GetBytes(new string('w', NodeSettings.MaxWifiName));
        Assert.Equal(LinkStatus.Ok, (await TryAsync(tray, 0, n => n.SetSettingsAsync(settings, Cancel))).Status);
        NodeSettings stored = await TryAsync(tray, 0, n => n.SettingsAsync(Cancel));
        Assert.Equal(Bytes(settings), Bytes(stored));

        // An alert is known by its bytes: however often its sending is tried, it is one.
        byte[] alert = issuer.SignAlert(TestCommunity.Draft(), new TextCoding().Encode("Су көтеріліп жатыр", out _), DateTimeOffset.UtcNow);
        (uint? counter, TrustReason reason) = await TryAsync(tray, 0, n => AlertSender.SendAsync(n, alert, TimeProvider.System, Cancel));
        Assert.True(counter is not null, $"{reason}");
        Assert.Equal(counter, (await TryAsync(tray, 0, n => AlertSender.SendAsync(n, alert, TimeProvider.System, Cancel))).Counter);

        // So is a message by its id.
        uint id = NodeClient.NewMessageId();
        byte[] message = GroupMessage.Of("Нан бар", NetworkRadio.Default).Payload;
        uint sent = (await TryAsync(tray, 0, n => n.SendMessageAsync(message, id, Cancel))).Counter;
        Assert.Equal(sent, (await TryAsync(tray, 0, n => n.SendMessageAsync(message, id, Cancel))).Counter);
        Assert.Equal(2, (await TryAsync(tray, 0, n => n.IdentifyAsync(Cancel))).Texts);

        IReadOnlyList<LogEntry> log = await TryAsync(tray, 0, n => n.ReadLogAsync(0, null, Cancel));
        var opener = new LogOpener(community.Keys.LogKey(community.Keys.Nodes.Single(n => n.Name == "roof-1")));
        Assert.Equal(Enumerable.Range(0, log.Count).Select(i => (uint)i), log.Select(e => e.Number));
        Assert.Single(log, e => e.Open(opener)!.Code == Node.Log.LogCode.Provisioned);
        Assert.Single(log, e => e.Open(opener)!.Code == Node.Log.LogCode.AlertSent);
        Assert.DoesNotContain(log, e => e.Open(opener) is null);
        Assert.Equal(2, community.Keys.Nodes.Count);
    }

    [Fact]
    public async Task A_cable_too_bad_for_anything_is_reported_and_leaves_the_node_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        byte[] before;
        using (var tray = new PluggedTray(_folder, 1))
        {
            await using NodeClient node = tray.Open(0);
            before = Bytes(await node.SettingsAsync(Cancel));
        }

        using (var tray = new PluggedTray(_folder, 1, new TrayOptions { Faults = CableFaults.Of(0.5) }))
        {
            await using NodeClient node = tray.Open(0);
            LinkException error = await Assert.ThrowsAsync<LinkException>(() => node.SetSettingsAsync(new NodeSettings { Name = "changed"u8.ToArray() }, Cancel));
            Assert.Equal(LinkFailure.Silent, error.Failure);
        }

        using var again = new PluggedTray(_folder, 1);
        await using NodeClient clean = again.Open(0);
        Assert.Equal(before, Bytes(await clean.SettingsAsync(Cancel)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Bytes(NodeSettings settings)
    {
        byte[] bytes = new byte[NodeSettings.MaxSize];
        return bytes[..settings.Write(bytes, 0, withPassword: false)];
    }

    /// <summary>Does what a person does when the tool says that the node does not answer: the same again.</summary>
    private async Task<T> TryAsync<T>(PluggedTray tray, int board, Func<NodeClient, Task<T>> work)
    {
        int before = _failures;
        while (true)
        {
            try
            {
                await using NodeClient node = tray.Open(board);
                return await work(node);
            }
            catch (LinkException e) when (_failures - before < MostTries)
            {
                Assert.Equal(LinkFailure.Silent, e.Failure);
                _failures++;
            }
        }
    }
}
