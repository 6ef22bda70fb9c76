using System;
using System.Security.Cryptography;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Link;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Identity;

/// <summary>
/// Takes credentials from the link, in pieces where they are longer than a request, and puts them on the medium: keys, issuers and
/// time first, the identity last. Until that last write the node has no credentials; after it, all of them.
/// </summary>
public sealed class Provisioning
{
    /// <summary>Bytes before the piece in a request: length of the whole (2), offset of the piece (2).</summary>
    public const int PieceHeader = 4;

    private readonly INodeStorage _storage;

    // Taken when the first piece comes and given back after the last: a node is provisioned once.
    private byte[] _upload;
    private int _received;

    /// <summary>Takes credentials for a medium.</summary>
    public Provisioning(INodeStorage storage)
    {
        _storage = storage;
    }

    /// <summary>True when the last piece made the credentials complete and they are stored.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes a piece. Pieces come in order; the first one starts anew.</summary>
    public LinkStatus Take(byte[] request, int offset, int length)
    {
        IsComplete = false;
        if (length <= PieceHeader)
        {
            return LinkStatus.Malformed;
        }

        int whole = LittleEndian.Get16(request, offset);
        int at = LittleEndian.Get16(request, offset + 2);
        int piece = length - PieceHeader;
        if (at == 0)
        {
            Forget();
            if (whole > 0 && whole <= NodeCredentials.MaxSize)
            {
                _upload = new byte[whole];
            }
        }

        if (_upload == null || whole != _upload.Length || at != _received || at + piece > whole)
        {
            Forget();
            return LinkStatus.Malformed;
        }

        Array.Copy(request, offset + PieceHeader, _upload, at, piece);
        _received += piece;
        if (_received < whole)
        {
            return LinkStatus.Ok;
        }

        LinkStatus status = Store();
        Forget();
        IsComplete = status == LinkStatus.Ok;
        return status;
    }

    private LinkStatus Store()
    {
        NodeCredentials credentials = new NodeCredentials();
        if (!credentials.TryRead(_upload, _upload.Length))
        {
            return LinkStatus.Malformed;
        }

        NodeIdentity identity = new NodeIdentity();
        identity.Address = credentials.Address;
        identity.Name = credentials.Name;
        Array.Copy(credentials.RootKey, 0, identity.RootKey, 0, identity.RootKey.Length);
        Array.Copy(credentials.LinkKey, 0, identity.LinkKey, 0, identity.LinkKey.Length);
        Array.Copy(HMACSHA256.HashData(credentials.LinkKey, _upload), 0, identity.Check, 0, NodeIdentity.CheckSize);

        bool stored = WritePart(StorageNames.Keys, credentials.KeysOffset, credentials.KeysLength)
            && WritePart(StorageNames.Issuers, credentials.IssuersOffset, credentials.IssuersLength)
            && WriteLogKey(credentials)
            && new StoredNumber(_storage, StorageNames.TimeFloor).Write(credentials.TimeFloorSeconds)
            && identity.Save(_storage);
        credentials.Wipe();
        return stored ? LinkStatus.Ok : LinkStatus.StorageFailed;
    }

    /// <summary>The first key of the log, at step 0.</summary>
    private bool WriteLogKey(NodeCredentials credentials)
    {
        byte[] stored = new byte[LogRatchet.StoredSize];
        Array.Copy(credentials.LogKey, 0, stored, 0, credentials.LogKey.Length);
        bool written = _storage.Write(StorageNames.LogKey, stored, stored.Length);
        Array.Clear(stored, 0, stored.Length);
        return written;
    }

    private bool WritePart(string name, int offset, int length)
    {
        byte[] part = new byte[length];
        Array.Copy(_upload, offset, part, 0, length);
        bool written = _storage.Write(name, part, length);
        Array.Clear(part, 0, length);
        return written;
    }

    private void Forget()
    {
        if (_upload != null)
        {
            Array.Clear(_upload, 0, _upload.Length);
            _upload = null;
        }

        _received = 0;
    }
}
