using LoRaNode.Core.Frames;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;

namespace LoRaNode.Host.Alerts;

/// <summary>Checks on this computer whether an alert is of an issuer of the community, with the code that the nodes run.</summary>
public static class AlertCheck
{
    /// <summary>Reads the payload of an alert frame whose signature is that of a certified issuer who is not revoked. Null when it is none.</summary>
    /// <param name="community">The community.</param>
    /// <param name="payload">Any bytes.</param>
    public static AlertPayload? Read(Community community, byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(payload);
        var alert = new AlertPayload();
        if (payload.Length > AlertPayload.MaxSize || !alert.TryRead(payload, payload.Length)
            || community.Issuers.FirstOrDefault(i => i.Slot == alert.Issuer) is not { Revocation: null } issuer)
        {
            return null;
        }

        int signed = payload.Length - AlertPayload.SignatureSize;
        byte[] domain = SignatureDomain.Of(SignatureDomain.Alert, community.RootPublicKey);
        byte[] key = issuer.Certificate[CertificatePayload.KeyOffset..(CertificatePayload.KeyOffset + Ed25519Verifier.KeySize)];
        byte[] message = [.. domain, .. payload.AsSpan(0, signed)];
        return new Ed25519Verifier().Verify(key, message, message.Length, payload[signed..]) ? alert : null;
    }
}
