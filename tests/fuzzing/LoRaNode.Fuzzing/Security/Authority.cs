using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;

namespace LoRaNode.Fuzzing.Security;

/// <summary>A community in a folder of its own, its statements, and a node that judges.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-fuzz-").FullName;
    private readonly byte[] _blob;

    public Authority()
    {
        using Community community = Community.Create(Path.Combine(_folder, "c"), "Fuzz", "fuzz", new CommunityOptions { Cost = KeyFileCost.Least });
        _blob = community.IssueCredentials(community.AddNode("n").Address, Now);
        IssuerEntry entry = community.CertifyIssuer("Issuer", IssuerScope.AllCategories | IssuerScope.Time, 100, Now, KeyFileCost.Least);
        IssuerEntry second = community.CertifyIssuer("Дәрігерлер", IssuerScope.ExercisesOnly, 100, Now, KeyFileCost.Least);
        using Issuer issuer = community.OpenIssuer(entry.Slot);
        Statements =
        [
            entry.Certificate,
            second.Certificate,
            community.RevokeIssuer(second.Slot),
            community.TurnEpoch([]).Statements[0],
            community.SignTime(Now.AddHours(1)),
            issuer.SignTime(Now.AddHours(2)),
        ];
        var draft = new AlertDraft(0x60, AlertUrgency.Immediate, AlertSeverity.Severe, AlertCertainty.Observed, ContentLanguage.Kazakh, TimeSpan.FromHours(6));
        Alerts = [issuer.SignAlert(draft, [1, 2, 3], Now), issuer.SignAlert(draft with { Area = AreaKind.Cell, Cell = 5 }, [4], Now)];
        KeyFiles = [.. Directory.GetFiles(Path.Combine(_folder, "c")).Order().Select(File.ReadAllBytes)];
        Paper = string.Join('\n', community.BackUpRoot().ToLines());
        Root = community.RootPublicKey;
    }

    public IReadOnlyList<byte[]> Statements { get; }

    public IReadOnlyList<byte[]> Alerts { get; }

    public IReadOnlyList<byte[]> KeyFiles { get; }

    public byte[] Credentials => _blob;

    public string Paper { get; }

    public byte[] Root { get; }

    /// <summary>A node with its credentials and the first certificate.</summary>
    public AlertVerifier NewVerifier()
    {
        var credentials = new NodeCredentials();
        credentials.TryRead(_blob, _blob.Length);
        var keys = new NetworkKeys(new DotnetAes(), new DotnetAes(), new DotnetAes());
        keys.TryLoad(_blob[credentials.KeysOffset..], credentials.KeysLength);
        var issuers = new IssuerTable();
        var certificate = new CertificatePayload();
        certificate.TryRead(Statements[0], Statements[0].Length);
        issuers.Apply(certificate, Statements[0]);
        return new AlertVerifier(Root, new byte[16], issuers, keys, new NetworkTime(credentials.TimeFloorSeconds, 0), new AlertIndex(), new RandomSource(1));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
