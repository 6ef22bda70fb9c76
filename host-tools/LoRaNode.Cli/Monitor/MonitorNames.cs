using System.Globalization;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;

namespace LoRaNode.Cli.Monitor;

/// <summary>Names of nodes and issuers, as far as they are known without asking for a passphrase.</summary>
internal sealed class MonitorNames
{
    private readonly Dictionary<ushort, string> _nodes = [];
    private readonly Dictionary<byte, string> _issuers = [];

    /// <summary>Reads them from a community's folder; a folder that is not there has none.</summary>
    internal static MonitorNames Read(CliContext context, string folder, string? passphrase)
    {
        var names = new MonitorNames();
        if (!Directory.Exists(folder) || (context.Database is null && !File.Exists(CommunityStore.PathIn(folder))))
        {
            return names;
        }

        using (CommunityStore store = context.OpenStore(folder))
        {
            foreach (StoredNode node in store.Nodes())
            {
                names._nodes[node.Address] = node.Name;
            }
        }

        if (passphrase is not null)
        {
            using Community community = context.OpenCommunity(folder, passphrase);
            names.Learn(community);
        }

        return names;
    }

    internal void Learn(Community community)
    {
        foreach (IssuerEntry issuer in community.Issuers)
        {
            _issuers[issuer.Slot] = issuer.Name;
        }
    }

    internal string Node(ushort address) => _nodes.GetValueOrDefault(address) ?? address.ToString(CultureInfo.InvariantCulture);

    internal string? Issuer(byte slot) => _issuers.GetValueOrDefault(slot);
}
