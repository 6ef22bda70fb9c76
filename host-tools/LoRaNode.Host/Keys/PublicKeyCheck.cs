using LoRaNode.Core.Security;

namespace LoRaNode.Host.Keys;

/// <summary>Public keys from elsewhere, before the root puts its name under them.</summary>
public static class PublicKeyCheck
{
    /// <summary>True when nodes would accept signatures of the key: a canonical point of the curve that is not of small order.</summary>
    public static bool IsUsable(byte[] publicKey) => new Ed25519Verifier().IsUsableKey(publicKey);
}
