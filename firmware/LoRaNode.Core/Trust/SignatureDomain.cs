using System;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Trust;

/// <summary>
/// The bytes put before what is signed, so that a signature says what it is for and whose: "LoRaNode", version 1, a letter for
/// the kind, and the community's identifier. A signature made for one purpose or community is worth nothing for another.
/// </summary>
public static class SignatureDomain
{
    /// <summary>Bytes of a domain.</summary>
    public const int Size = 18;

    /// <summary>Bytes of a community's identifier: the start of SHA-512 of its root's public key.</summary>
    public const int CommunitySize = 8;

    /// <summary>Letter of alerts.</summary>
    public const byte Alert = (byte)'A';

    /// <summary>Letter of certificates, revocations and epoch changes.</summary>
    public const byte Trust = (byte)'T';

    /// <summary>Letter of time beacons.</summary>
    public const byte Time = (byte)'C';

    private const string Name = "LoRaNode";
    private const byte Version = 1;

    /// <summary>The domain of a kind of signature in the community of a root.</summary>
    public static byte[] Of(byte kind, byte[] rootKey)
    {
        byte[] domain = new byte[Size];
        char[] name = Name.ToCharArray();
        for (int i = 0; i < name.Length; i++)
        {
            domain[i] = (byte)name[i];
        }

        domain[8] = Version;
        domain[9] = kind;
        WriteCommunity(rootKey, domain, 10);
        return domain;
    }

    /// <summary>Writes the eight-byte identifier of the community of a root.</summary>
    public static void WriteCommunity(byte[] rootKey, byte[] target, int offset)
    {
        Sha512 hash = new Sha512();
        byte[] digest = new byte[Sha512.Size];
        hash.Update(rootKey, 0, Ed25519Verifier.KeySize);
        hash.Finish(digest, 0);
        Array.Copy(digest, 0, target, offset, CommunitySize);
    }
}
