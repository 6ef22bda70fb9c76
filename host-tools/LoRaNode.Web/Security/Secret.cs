using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LoRaNode.Web.Security;

/// <summary>A random value of 256 bits that a request must show, compared in constant time.</summary>
internal sealed class Secret
{
    private const int Size = 32;

    private readonly byte[] _hash;

    internal Secret()
    {
        Text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));
        _hash = Hash(Text);
    }

    /// <summary>The value: 43 characters that stand in an address as they are.</summary>
    internal string Text { get; }

    /// <summary>True when a text is the value. How long that takes says nothing about where they differ.</summary>
    internal bool Is(string? text) => CryptographicOperations.FixedTimeEquals(Hash(text ?? string.Empty), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
