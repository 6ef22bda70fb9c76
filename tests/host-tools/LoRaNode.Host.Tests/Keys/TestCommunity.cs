using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;

namespace LoRaNode.Host.Tests.Keys;

/// <summary>A community in a folder of its own that goes away with it.</summary>
internal sealed class TestCommunity : IDisposable
{
    public const string Passphrase = "төрт сөзден тұратын тіркес";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public TestCommunity(int depth = 9, KeyFileCost? cost = null)
    {
        Folder = Path.Combine(Path.GetTempPath(), "loranode-keys-" + Guid.NewGuid().ToString("N"));
        Keys = Community.Create(Folder, "Алатау", Passphrase, new CommunityOptions { Cost = cost ?? KeyFileCost.Least, Depth = depth });
    }

    public string Folder { get; }

    public Community Keys { get; }

    public Issuer NewIssuer(string name = "Жедел жәрдем", int scope = IssuerScope.AllCategories, int days = 90)
    {
        IssuerEntry entry = Keys.CertifyIssuer(name, scope, days, Now.AddDays(-1), KeyFileCost.Least);
        return Keys.OpenIssuer(entry.Slot);
    }

    public TestNode NewNode(string name)
    {
        return new TestNode(Keys.IssueCredentials(Keys.AddNode(name).Address, Now));
    }

    /// <summary>Provisions the board at the other end of a link under a name.</summary>
    public async Task<NodeEntry> ProvisionAsync(string name, NodeClient node)
    {
        using CommunityStore store = CommunityStore.Open(Folder);
        using var provisioner = new BoardProvisioner(Keys, store, TimeProvider.System);
        return (await provisioner.ProvisionAsync(node, new ProvisioningOrder(name, "node-"), TestContext.Current.CancellationToken)).Node;
    }

    public static AlertDraft Draft(AlertKind kind = AlertKind.Alert, int? replaces = null)
    {
        return new AlertDraft(0x60, AlertUrgency.Immediate, AlertSeverity.Severe, AlertCertainty.Observed, ContentLanguage.Kazakh, TimeSpan.FromHours(6))
        {
            Kind = kind,
            Replaces = replaces,
        };
    }

    public void Dispose()
    {
        Keys.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
