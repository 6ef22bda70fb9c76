using System.Security.Cryptography;
using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <content>Nodes: their addresses, leaves and keys.</content>
public sealed partial class Community
{
    private const byte LinkLabel = (byte)'L';
    private const byte LogLabel = (byte)'J';

    /// <summary>Adds a node: gives it an address by chance, which says nothing about how many there are, and the next leaf.</summary>
    /// <exception cref="UserError">There is no leaf left, or the name is taken.</exception>
    public NodeEntry AddNode(string name)
    {
        CheckName(name, "keys.error.name");
        using IDisposable change = BeginChange();
        if (_state.Nodes.Exists(n => !n.IsExcluded && n.Name == name))
        {
            throw new UserError("keys.error.nodename", name);
        }

        int leaf = _state.Nodes.Count == 0 ? 0 : _state.Nodes.Max(n => n.Leaf) + 1;
        if (leaf >> Depth != 0)
        {
            throw new UserError("keys.error.full", 1 << Depth);
        }

        ushort address;
        do
        {
            address = BitConverter.ToUInt16(_random(sizeof(ushort)));
        }
        while (address is FrameHeader.NoAddress or FrameHeader.Everyone || _state.Nodes.Exists(n => n.Address == address));

        var node = new NodeEntry(address, leaf, name, 0, false);
        _state.Nodes.Add(node);
        Save();
        return node;
    }

    /// <summary>The node of an address.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public NodeEntry Node(ushort address) =>
        _state.Nodes.Find(n => n.Address == address) ?? throw new UserError("keys.error.nonode", address);

    /// <summary>
    /// Makes the credentials of a node: the blob that provisioning writes to it (see <see cref="NodeCredentials"/>). Each time the link
    /// key and the log's first key are new ones, so write the blob to the node at once.
    /// </summary>
    /// <exception cref="UserError">There is no such node, or it was left out of the network.</exception>
    public byte[] IssueCredentials(ushort address, DateTimeOffset now)
    {
        using IDisposable change = BeginChange();
        NodeEntry node = Node(address);
        if (node.IsExcluded)
        {
            throw new UserError("keys.error.excluded", node.Name);
        }

        NodeEntry renewed = node with { Provisioned = node.Provisioned + 1 };
        _state.Nodes[_state.Nodes.IndexOf(node)] = renewed;
        Save();

        var credentials = new NodeCredentials
        {
            Address = address,
            Name = Encoding.UTF8.GetBytes(Name),
            TimeFloorSeconds = NetworkClock.Seconds(now),
        };
        RootPublicKey.CopyTo(credentials.RootKey, 0);
        LinkKey(renewed).CopyTo(credentials.LinkKey, 0);
        LogKey(renewed).CopyTo(credentials.LogKey, 0);
        byte[] keys = new byte[NetworkKeys.MaxStored];
        int keysLength = NetworkKeys.Compose(keys, Depth, node.Leaf, Epoch, _state.NetworkKey, _state.TrustKey, TreeKeys(node.Leaf));
        byte[] issuers = new byte[IssuerTable.MaxStored];
        int issuersLength = Table().Save(issuers);
        byte[] blob = new byte[NodeCredentials.MaxSize];
        int length = credentials.Write(blob, keys, keysLength, issuers, issuersLength);
        CryptographicOperations.ZeroMemory(keys);
        return blob[..length];
    }

    /// <summary>The key that authenticates the technician's tool to a node, as last provisioned.</summary>
    public byte[] LinkKey(NodeEntry node) => NodeKey(node, LinkLabel);

    /// <summary>The first key of a node's log, as last provisioned: opens every record since.</summary>
    public byte[] LogKey(NodeEntry node) => NodeKey(node, LogLabel);

    private byte[] NodeKey(NodeEntry node, byte label)
    {
        ArgumentNullException.ThrowIfNull(node);
        byte[] input =
        [
            label, (byte)node.Address, (byte)(node.Address >> 8), (byte)node.Provisioned, (byte)(node.Provisioned >> 8),
        ];
        return HMACSHA256.HashData(_state.NodeSecret, input);
    }

    private byte[][] TreeKeys(int leaf)
    {
        byte[][] keys = new byte[Depth + 1][];
        for (int level = 0; level <= Depth; level++)
        {
            keys[level] = TreeKey(KeyTree.PositionOf(leaf, Depth) >> level, Epoch);
        }

        return keys;
    }

    private byte[] TreeKey(int position, int epoch)
    {
        byte[] key = KeyTree.FirstKey(_state.TreeSecret, position);
        for (int i = 0; i < epoch; i++)
        {
            key = KeyTree.Next(key);
        }

        return key;
    }

    private IssuerTable Table()
    {
        var table = new IssuerTable();
        foreach (IssuerEntry issuer in _state.Issuers)
        {
            var certificate = new CertificatePayload();
            var revocation = new RevocationPayload();
            if (certificate.TryRead(issuer.Certificate, issuer.Certificate.Length))
            {
                table.Apply(certificate, issuer.Certificate);
            }

            if (issuer.Revocation is { } bytes && revocation.TryRead(bytes, bytes.Length))
            {
                table.Apply(revocation);
            }
        }

        return table;
    }
}
