using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Gateway;

/// <summary>Where an MQTT broker is and how to get in: <c>mqtt://host:port</c>, or <c>mqtts://host:port</c> for TLS.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port; 1883 or, with TLS, 8883 by default.</param>
/// <param name="IsEncrypted">True for TLS.</param>
/// <param name="User">Whom the broker is told; null for nobody.</param>
/// <param name="Password">The password; null for none.</param>
/// <param name="Authority">Certificates to trust instead of the system's; null for those.</param>
public sealed record BrokerAddress(string Host, int Port, bool IsEncrypted, string? User, string? Password, X509Certificate2Collection? Authority)
{
    private const int PlainPort = 1883;
    private const int EncryptedPort = 8883;

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address; a user may be in it.</param>
    /// <param name="user">The user; null for the one in the address.</param>
    /// <param name="password">The password; null for none.</param>
    /// <param name="authorityFile">File with certificates to trust, in PEM; null for the system's.</param>
    /// <exception cref="UserError">It is none, or the file holds no certificate.</exception>
    public static BrokerAddress Parse(string text, string? user, string? password, string? authorityFile)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("mqtt" or "mqtts") || uri.Host.Length == 0 || uri.AbsolutePath.Length > 1)
        {
            throw new UserError("gateway.error.address");
        }

        bool isEncrypted = uri.Scheme == "mqtts";
        int port = uri.Port > 0 ? uri.Port : isEncrypted ? EncryptedPort : PlainPort;
        string? named = user ?? (uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo.Split(':')[0]) : null);
        return new BrokerAddress(uri.Host, port, isEncrypted, named, password, authorityFile is null ? null : Certificates(authorityFile));
    }

    /// <summary>The address without user and password, for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsEncrypted ? "mqtts" : "mqtt")}://{Host}:{Port}");

    private static X509Certificate2Collection Certificates(string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UserError("gateway.error.authority", path);
        }

        return certificates.Count > 0 ? certificates : throw new UserError("gateway.error.authority", path);
    }
}
