using LoRaNode.Host.Keys;

namespace LoRaNode.Host.Alerts;

/// <summary>The issuers that can speak from this computer.</summary>
public static class IssuerKeys
{
    /// <summary>Issuers that were not revoked and whose keys are in the community's folder.</summary>
    public static IReadOnlyList<IssuerEntry> Usable(Community community)
    {
        ArgumentNullException.ThrowIfNull(community);
        return [.. community.Issuers.Where(i => i.Revocation is null && File.Exists(community.IssuerPath(i.Slot)))];
    }
}
