using System.Security.Cryptography;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>
/// Gives a node its place in a community: adds it to the community's list, sends its credentials, and reads back whether exactly
/// those are stored.
/// </summary>
public static class NodeProvisioner
{
    /// <summary>Provisions the node at the other end of a link under a name.</summary>
    /// <remarks>
    /// A name that the community knows but that no board has taken yet is used again: a run that was interrupted, or whose
    /// credentials never arrived, goes on where it stopped.
    /// </remarks>
    /// <exception cref="UserError">The node has credentials already, refused them, or holds others than those sent.</exception>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public static async Task<NodeEntry> ProvisionAsync(Community community, string name, NodeClient node, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(node);
        NodeIdentification before = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
        if (before.IsProvisioned)
        {
            throw new UserError("node.error.provisioned", before.Address);
        }

        NodeEntry entry = community.Nodes.FirstOrDefault(n => n.Name == name && !n.IsExcluded) ?? community.AddNode(name);
        byte[] blob = community.IssueCredentials(entry.Address, now);
        try
        {
            LinkStatus status = await node.ProvisionAsync(blob, cancellation).ConfigureAwait(false);
            if (status != LinkStatus.Ok)
            {
                throw new UserError("node.error.refused", $"{status}");
            }

            NodeIdentification after = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
            if (after.Address != entry.Address || !IsCheckOf(blob, after.CredentialsCheck))
            {
                throw new UserError("node.error.readback");
            }

            return community.Node(entry.Address);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blob);
        }
    }

    private static bool IsCheckOf(byte[] blob, byte[] check)
    {
        var credentials = new NodeCredentials();
        return credentials.TryRead(blob, blob.Length)
            && HMACSHA256.HashData(credentials.LinkKey, blob).AsSpan(0, check.Length).SequenceEqual(check);
    }
}
