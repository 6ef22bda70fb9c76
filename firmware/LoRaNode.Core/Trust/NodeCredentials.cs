using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Trust;

/// <summary>
/// What provisioning gives to one node. Layout (little endian):
/// <code>
/// 0       1
/// 1..2    address
/// 3..34   public key of the community's root
/// 35..66  link key: authenticates the technician's tool to the node
/// 67..98  first key of the log
/// 99..102 time floor: seconds since the start of 2026 UTC
/// 103     bytes of the community's name (0 to 32), then the name in UTF-8
/// +2      bytes of the network keys, then their stored form (see <see cref="NetworkKeys.Save"/>)
/// +2      bytes of the issuer table, then its stored form (see <see cref="IssuerTable.Save"/>)
/// last 4  start of SHA-512 of everything before: a torn or mistyped blob is noticed
/// </code>
/// </summary>
public sealed class NodeCredentials
{
    /// <summary>Largest blob in bytes.</summary>
    public const int MaxSize = FixedSize + MaxName + NetworkKeys.MaxStored + IssuerTable.MaxStored;

    /// <summary>Longest community name in bytes.</summary>
    public const int MaxName = 32;

    /// <summary>Bytes of the link key and of the first log key.</summary>
    public const int SecretSize = 32;

    private const byte Format = 1;
    private const int NameOffset = 104;
    private const int CheckSize = 4;
    private const int FixedSize = NameOffset + 2 + 2 + CheckSize;

    /// <summary>Address of the node.</summary>
    public ushort Address;

    /// <summary>The root's public key.</summary>
    public readonly byte[] RootKey = new byte[Ed25519Verifier.KeySize];

    /// <summary>Secret shared with the technician's tool.</summary>
    public readonly byte[] LinkKey = new byte[SecretSize];

    /// <summary>First key of the log; the node replaces it at every start.</summary>
    public readonly byte[] LogKey = new byte[SecretSize];

    /// <summary>Time that is certainly past: seconds since the start of 2026 UTC.</summary>
    public uint TimeFloorSeconds;

    /// <summary>The community's name in UTF-8.</summary>
    public byte[] Name = new byte[0];

    /// <summary>Where the stored form of the network keys begins, after <see cref="TryRead"/>.</summary>
    public int KeysOffset;

    /// <summary>Its length in bytes.</summary>
    public int KeysLength;

    /// <summary>Where the stored form of the issuer table begins, after <see cref="TryRead"/>.</summary>
    public int IssuersOffset;

    /// <summary>Its length in bytes.</summary>
    public int IssuersLength;

    /// <summary>Reads a blob of any bytes. False when they are no credentials.</summary>
    public bool TryRead(byte[] blob, int length)
    {
        if (length < FixedSize || length > MaxSize || blob[0] != Format || !CheckFits(blob, length))
        {
            return false;
        }

        Address = (ushort)LittleEndian.Get16(blob, 1);
        Array.Copy(blob, 3, RootKey, 0, RootKey.Length);
        Array.Copy(blob, 35, LinkKey, 0, SecretSize);
        Array.Copy(blob, 67, LogKey, 0, SecretSize);
        TimeFloorSeconds = LittleEndian.Get32(blob, 99);
        int nameLength = blob[103];
        int end = length - CheckSize;
        KeysOffset = NameOffset + nameLength + 2;
        if (nameLength > MaxName || KeysOffset > end || !DisplayName.IsValid(blob, NameOffset, nameLength))
        {
            return false;
        }

        Name = new byte[nameLength];
        Array.Copy(blob, NameOffset, Name, 0, nameLength);
        KeysLength = LittleEndian.Get16(blob, KeysOffset - 2);
        IssuersOffset = KeysOffset + KeysLength + 2;
        if (IssuersOffset > end)
        {
            return false;
        }

        IssuersLength = LittleEndian.Get16(blob, IssuersOffset - 2);
        return IssuersOffset + IssuersLength == end && Address != FrameHeader.NoAddress && Address != FrameHeader.Everyone;
    }

    /// <summary>Writes the blob. Returns its length; <paramref name="blob"/> has room for <see cref="MaxSize"/>.</summary>
    public int Write(byte[] blob, byte[] keys, int keysLength, byte[] issuers, int issuersLength)
    {
        blob[0] = Format;
        LittleEndian.Put16(blob, 1, Address);
        Array.Copy(RootKey, 0, blob, 3, RootKey.Length);
        Array.Copy(LinkKey, 0, blob, 35, SecretSize);
        Array.Copy(LogKey, 0, blob, 67, SecretSize);
        LittleEndian.Put32(blob, 99, TimeFloorSeconds);
        blob[103] = (byte)Name.Length;
        Array.Copy(Name, 0, blob, NameOffset, Name.Length);
        int at = NameOffset + Name.Length;
        LittleEndian.Put16(blob, at, keysLength);
        Array.Copy(keys, 0, blob, at + 2, keysLength);
        at += 2 + keysLength;
        LittleEndian.Put16(blob, at, issuersLength);
        Array.Copy(issuers, 0, blob, at + 2, issuersLength);
        at += 2 + issuersLength;
        Array.Copy(Check(blob, at), 0, blob, at, CheckSize);
        return at + CheckSize;
    }

    /// <summary>Erases the secrets of this object.</summary>
    public void Wipe()
    {
        Array.Clear(LinkKey, 0, SecretSize);
        Array.Clear(LogKey, 0, SecretSize);
    }

    private static byte[] Check(byte[] blob, int length)
    {
        Sha512 hash = new Sha512();
        byte[] digest = new byte[Sha512.Size];
        hash.Update(blob, 0, length);
        hash.Finish(digest, 0);
        return digest;
    }

    private static bool CheckFits(byte[] blob, int length)
    {
        byte[] digest = Check(blob, length - CheckSize);
        bool fits = true;
        for (int i = 0; i < CheckSize; i++)
        {
            fits &= digest[i] == blob[length - CheckSize + i];
        }

        return fits;
    }
}
