using System;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Identity;

/// <summary>
/// Who the node is: what provisioning wrote and nothing changes afterwards. Stored last, so that a node either has all of its
/// credentials or none: format (1), address (2), root key (32), link key (32), credentials check (8), length of the community's
/// name (1), the name.
/// </summary>
public sealed class NodeIdentity
{
    /// <summary>Bytes of the stored form at most.</summary>
    public const int MaxStored = FixedSize + NodeCredentials.MaxName;

    /// <summary>Bytes of <see cref="Check"/>.</summary>
    public const int CheckSize = 8;

    private const byte Format = 1;
    private const int FixedSize = 76;

    /// <summary>Address on the air.</summary>
    public ushort Address;

    /// <summary>The root's public key.</summary>
    public readonly byte[] RootKey = new byte[Ed25519Verifier.KeySize];

    /// <summary>Authenticates the technician's tool where the link leaves the cable.</summary>
    public readonly byte[] LinkKey = new byte[NodeCredentials.SecretSize];

    /// <summary>Start of HMAC-SHA-256 over the credentials under the link key, by which the host sees that they arrived whole.</summary>
    public readonly byte[] Check = new byte[CheckSize];

    /// <summary>The community's name in UTF-8.</summary>
    public byte[] Name = new byte[0];

    /// <summary>Reads the stored identity. False when the node has none.</summary>
    public bool TryLoad(INodeStorage storage)
    {
        byte[] stored = new byte[MaxStored];
        int length = storage.Read(StorageNames.Identity, stored);
        if (length < FixedSize || stored[0] != Format || length != FixedSize + stored[FixedSize - 1])
        {
            return false;
        }

        Address = (ushort)LittleEndian.Get16(stored, 1);
        Array.Copy(stored, 3, RootKey, 0, RootKey.Length);
        Array.Copy(stored, 35, LinkKey, 0, LinkKey.Length);
        Array.Copy(stored, 67, Check, 0, CheckSize);
        Name = new byte[length - FixedSize];
        Array.Copy(stored, FixedSize, Name, 0, Name.Length);
        Array.Clear(stored, 0, stored.Length);
        return true;
    }

    /// <summary>Stores the identity. False when the medium refuses.</summary>
    public bool Save(INodeStorage storage)
    {
        byte[] stored = new byte[FixedSize + Name.Length];
        stored[0] = Format;
        LittleEndian.Put16(stored, 1, Address);
        Array.Copy(RootKey, 0, stored, 3, RootKey.Length);
        Array.Copy(LinkKey, 0, stored, 35, LinkKey.Length);
        Array.Copy(Check, 0, stored, 67, CheckSize);
        stored[FixedSize - 1] = (byte)Name.Length;
        Array.Copy(Name, 0, stored, FixedSize, Name.Length);
        bool saved = storage.Write(StorageNames.Identity, stored, stored.Length);
        Array.Clear(stored, 0, stored.Length);
        return saved;
    }
}
