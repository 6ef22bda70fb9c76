using System;
using System.Security.Cryptography;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Device;

/// <summary>
/// The board's native AES. The runtime wants a whole number of blocks and returns a new array from each call; it pads nothing.
/// </summary>
public sealed class DeviceAes : IAes
{
    private const int KeySize = 16;
    private const int BlockSize = 16;

    private readonly Aes _ecb = new Aes(CipherMode.ECB);
    private readonly Aes _cbc = new Aes(CipherMode.CBC);
    private readonly byte[] _key = new byte[KeySize];

    /// <summary>Creates a cipher under a key of zeros.</summary>
    public DeviceAes()
    {
        // The runtime keeps the arrays that it is given; a CBC object starts with a random vector.
        _ecb.Key = _key;
        _cbc.Key = _key;
        _cbc.IV = new byte[BlockSize];
    }

    /// <inheritdoc/>
    public void SetKey(byte[] key)
    {
        Array.Copy(key, _key, KeySize);
    }

    /// <inheritdoc/>
    public byte[] EncryptEcb(byte[] blocks)
    {
        return _ecb.Encrypt(blocks);
    }

    /// <inheritdoc/>
    public byte[] EncryptCbc(byte[] blocks)
    {
        return _cbc.Encrypt(blocks);
    }
}
