using System.Security.Cryptography;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Net;

/// <summary>AES of the .NET platform: what the device's native AES is on the board.</summary>
public sealed class DotnetAes : IAes, System.IDisposable
{
    private static readonly byte[] ZeroVector = new byte[16];

    private readonly Aes _aes = Aes.Create();

    /// <inheritdoc/>
    public void SetKey(byte[] key)
    {
        _aes.Key = key;
    }

    /// <inheritdoc/>
    public byte[] EncryptEcb(byte[] blocks)
    {
        return _aes.EncryptEcb(blocks, PaddingMode.None);
    }

    /// <inheritdoc/>
    public byte[] EncryptCbc(byte[] blocks)
    {
        return _aes.EncryptCbc(blocks, ZeroVector, PaddingMode.None);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _aes.Dispose();
    }
}
