using LoRaNode.Host.Keys;

namespace LoRaNode.Web;

/// <summary>An issuer as the pages show it.</summary>
/// <param name="Slot">Slot of its certificate.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRevoked">True when it was withdrawn.</param>
/// <param name="ValidUntil">End of its certificate.</param>
/// <param name="HasKey">True when its key is in the folder.</param>
public sealed record IssuerFace(byte Slot, string Name, bool IsRevoked, DateTimeOffset ValidUntil, bool HasKey);

/// <summary>
/// What of a community may stay in memory after its keys were used: names and numbers that every node knows or that the database holds in the
/// clear anyway. No key, and nothing that a key follows from.
/// </summary>
/// <param name="Name">Name of the community.</param>
/// <param name="Identifier">Identifier of its root.</param>
/// <param name="Epoch">Key epoch.</param>
/// <param name="HasRoot">True when the root's key is in the folder.</param>
/// <param name="Issuers">Its issuers.</param>
/// <param name="Zones">Names of its zones.</param>
/// <param name="Nodes">Its nodes.</param>
public sealed record CommunityFace(
    string Name,
    string Identifier,
    int Epoch,
    bool HasRoot,
    IReadOnlyList<IssuerFace> Issuers,
    IReadOnlyDictionary<int, string> Zones,
    IReadOnlyList<NodeEntry> Nodes)
{
    /// <summary>The public side of a community.</summary>
    public static CommunityFace Of(Community community)
    {
        ArgumentNullException.ThrowIfNull(community);
        return new CommunityFace(
            community.Name,
            community.Identifier,
            community.Epoch,
            community.HasRoot,
            [.. community.Issuers.Select(i => FaceOf(community, i))],
            new SortedDictionary<int, string>(community.Zones.ToDictionary(z => z.Key, z => z.Value)),
            [.. community.Nodes]);
    }

    private static IssuerFace FaceOf(Community community, IssuerEntry issuer) => new(
        issuer.Slot,
        issuer.Name,
        issuer.Revocation is not null,
        NetworkClock.OfMinutes(issuer.ReadCertificate().ValidUntilMinutes),
        File.Exists(community.IssuerPath(issuer.Slot)));
}
