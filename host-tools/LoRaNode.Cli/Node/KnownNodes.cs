using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;

namespace LoRaNode.Cli.Node;

/// <summary>Names of a community's nodes, as far as its folder is at hand; they are no secret of it and need no passphrase.</summary>
internal sealed class KnownNodes
{
    private readonly Dictionary<ushort, string> _names = [];

    internal KnownNodes(CliContext context, NetworkFolder network, System.CommandLine.ParseResult parse)
    {
        string folder = network.Of(parse);
        if (!File.Exists(Path.Combine(folder, Community.NetworkFileName)))
        {
            return;
        }

        using CommunityStore store = context.OpenStore(folder);
        foreach (StoredNode node in store.Nodes())
        {
            _names[node.Address] = node.Name;
        }
    }

    /// <summary>What the technicians call a node; null when that is not known here.</summary>
    internal string? NameOf(ushort address) => _names.GetValueOrDefault(address);
}
