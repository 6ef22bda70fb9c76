using LoRaNode.Core.Security;
using NSec.Cryptography;

namespace LoRaNode.Host.Keys;

/// <summary>An Ed25519 private key of the root or of an issuer. The library signs; the private bytes leave it only for back-up.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Bytes of a seed.</summary>
    public const int SeedSize = 32;

    private readonly Key _key;

    private SigningKey(Key key)
    {
        _key = key;
        PublicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    /// <summary>The public key, 32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Makes a new key from the system's random source.</summary>
    public static SigningKey Create() => new(Key.Create(SignatureAlgorithm.Ed25519, Exportable()));

    /// <summary>The key of a seed of 32 bytes (RFC 8032, 5.1.5).</summary>
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed) =>
        new(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, Exportable()));

    /// <summary>The seed, for encrypted storage and paper back-up.</summary>
    public byte[] ExportSeed() => _key.Export(KeyBlobFormat.RawPrivateKey);

    /// <summary>Signs a domain and a content, and checks the signature with the very code that the nodes run.</summary>
    public byte[] Sign(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> content)
    {
        byte[] message = [.. domain, .. content];
        byte[] signature = SignatureAlgorithm.Ed25519.Sign(_key, message);
        return new Ed25519Verifier().Verify(PublicKey, message, message.Length, signature)
            ? signature
            : throw new InvalidOperationException("The signature made by the library is not accepted by the node's verifier.");
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static KeyCreationParameters Exportable() => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
}
