using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LoRaNode.Web.Security;

/// <summary>
/// A certificate for one run, made in memory: passphrases must not cross a network in the clear. No authority knows it, so people compare its
/// fingerprint with the one that the command prints.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    internal ServerCertificate(IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=LoRaNode", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 made = request.CreateSelfSigned(now.AddMinutes(-5), now + Validity);

        // Windows cannot serve with a key that was never in a container.
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        Fingerprint = Convert.ToHexString(SHA256.HashData(made.RawData));
    }

    internal X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of the certificate in 64 hexadecimal digits, as browsers show it.</summary>
    internal string Fingerprint { get; }
}
