using LoRaNode.Core.Trust;

namespace LoRaNode.Host.Keys;

/// <summary>An issuer that the root has certified.</summary>
/// <param name="Slot">Its slot, 1 to 255.</param>
/// <param name="Name">Its name, shown on every node.</param>
/// <param name="Certificate">The latest certificate, as it goes over the air.</param>
/// <param name="Revocation">The revocation, when it was withdrawn after that.</param>
public sealed record IssuerEntry(byte Slot, string Name, byte[] Certificate, byte[]? Revocation)
{
    /// <summary>What the certificate says.</summary>
    public CertificatePayload ReadCertificate()
    {
        var certificate = new CertificatePayload();
        certificate.TryRead(Certificate, Certificate.Length);
        return certificate;
    }
}
