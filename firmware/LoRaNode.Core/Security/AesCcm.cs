using System;

namespace LoRaNode.Core.Security;

/// <summary>
/// Counter with CBC-MAC (RFC 3610) over the platform's native AES: one native CBC call for the MAC and one native ECB call for
/// the key stream, whatever the length. Both may run over blocks behind the last one needed: those before it do not depend on them. No
/// plain text stays in the <see cref="CipherBlocks"/> that the calls go through. Not for use by several threads.
/// </summary>
public sealed class AesCcm
{
    /// <summary>Shortest nonce in bytes (15 - L with L = 8).</summary>
    public const int MinNonceSize = 7;

    /// <summary>Longest nonce in bytes (15 - L with L = 2).</summary>
    public const int MaxNonceSize = 13;

    /// <summary>Longest authenticated data in bytes: those whose length has the two-byte form (RFC 3610, 2.2).</summary>
    public const int MaxAuthenticated = 0xFEFF;

    private const int BlockSize = CipherBlocks.BlockSize;

    private readonly IAes _aes;
    private readonly int _tagSize;

    private readonly CipherBlocks _blocks;
    private readonly byte[] _tag;

    /// <summary>Creates the mode for one tag size, 4, 6, … 16 bytes, with blocks of its own.</summary>
    public AesCcm(IAes aes, int tagSize)
        : this(aes, tagSize, new CipherBlocks())
    {
    }

    /// <summary>Creates the mode for one tag size: 4, 6, … 16 bytes. Ciphers of one thread may share the blocks.</summary>
    public AesCcm(IAes aes, int tagSize, CipherBlocks blocks)
    {
        _aes = aes;
        _tagSize = tagSize;
        _blocks = blocks;
        _tag = blocks.Tag;
    }

    /// <summary>Sets the key: 16 bytes on the device.</summary>
    public void SetKey(byte[] key)
    {
        _aes.SetKey(key);
    }

    /// <summary>
    /// Encrypts a part of <paramref name="data"/> in place and writes the tag behind it. False when a size is out of range;
    /// nothing is written then.
    /// </summary>
    public bool Seal(byte[] nonce, int nonceSize, byte[] authenticated, int authenticatedLength, byte[] data, int offset, int length)
    {
        if (!IsInRange(nonceSize, authenticatedLength, length))
        {
            return false;
        }

        byte[] stream = KeyStream(nonce, nonceSize, length);
        ComputeTag(nonce, nonceSize, authenticated, authenticatedLength, data, offset, length, stream);
        for (int i = 0; i < length; i++)
        {
            data[offset + i] ^= stream[BlockSize + i];
        }

        Array.Copy(_tag, 0, data, offset + length, _tagSize);
        return true;
    }

    /// <summary>
    /// Decrypts <paramref name="length"/> bytes at <paramref name="offset"/>, behind which the tag stands, into
    /// <paramref name="plain"/>. False when the tag does not fit or a size is out of range; the output is then zeros.
    /// </summary>
    public bool Open(byte[] nonce, int nonceSize, byte[] authenticated, int authenticatedLength, byte[] data, int offset, int length, byte[] plain, int plainOffset)
    {
        if (!IsInRange(nonceSize, authenticatedLength, length))
        {
            return false;
        }

        byte[] stream = KeyStream(nonce, nonceSize, length);
        for (int i = 0; i < length; i++)
        {
            plain[plainOffset + i] = (byte)(data[offset + i] ^ stream[BlockSize + i]);
        }

        ComputeTag(nonce, nonceSize, authenticated, authenticatedLength, plain, plainOffset, length, stream);

        // All bytes are compared whatever they are: the time taken tells a forger nothing.
        int difference = 0;
        for (int i = 0; i < _tagSize; i++)
        {
            difference |= _tag[i] ^ data[offset + length + i];
        }

        if (difference != 0)
        {
            Array.Clear(plain, plainOffset, length);
            return false;
        }

        return true;
    }

    private static int BlocksOf(int length)
    {
        return (length + BlockSize - 1) / BlockSize;
    }

    private bool IsInRange(int nonceSize, int authenticatedLength, int length)
    {
        return nonceSize >= MinNonceSize
            && nonceSize <= MaxNonceSize
            && authenticatedLength >= 0
            && authenticatedLength <= MaxAuthenticated
            && _tagSize >= 4
            && _tagSize <= BlockSize
            && (_tagSize & 1) == 0
            && length >= 0
            && (nonceSize < MaxNonceSize || length <= 0xFFFF);
    }

    /// <summary>Block 0 masks the tag, the blocks from 1 on encrypt (RFC 3610, 2.3).</summary>
    private byte[] KeyStream(byte[] nonce, int nonceSize, int length)
    {
        int blocks = BlocksOf(length) + 1;
        byte[] counters = _blocks.Of(blocks);
        for (int i = 0; i < blocks; i++)
        {
            int at = i * BlockSize;
            counters[at] = (byte)(14 - nonceSize);
            Array.Copy(nonce, 0, counters, at + 1, nonceSize);
            Array.Clear(counters, at + 1 + nonceSize, BlockSize - 1 - nonceSize);
            PutNumber(counters, at + BlockSize - 1, nonceSize, i);
        }

        return _aes.EncryptEcb(counters);
    }

    /// <summary>Writes a number into the L bytes that end at <paramref name="last"/>, most significant first.</summary>
    private static void PutNumber(byte[] block, int last, int nonceSize, int value)
    {
        int bytes = 15 - nonceSize;
        for (int i = 0; i < 4 && i < bytes; i++)
        {
            block[last - i] = (byte)(value >> (8 * i));
        }
    }

    private void ComputeTag(byte[] nonce, int nonceSize, byte[] authenticated, int authenticatedLength, byte[] plain, int offset, int length, byte[] stream)
    {
        int headBlocks = authenticatedLength == 0 ? 0 : BlocksOf(authenticatedLength + 2);
        int blocks = 1 + headBlocks + BlocksOf(length);
        byte[] input = _blocks.Of(blocks);
        Array.Clear(input, 0, input.Length);

        // RFC 3610, 2.2: flags are Adata, M' = (M - 2) / 2 and L' = L - 1; then the nonce and the length of the message.
        input[0] = (byte)((authenticatedLength == 0 ? 0 : 0x40) | ((_tagSize - 2) << 2) | (14 - nonceSize));
        Array.Copy(nonce, 0, input, 1, nonceSize);
        PutNumber(input, BlockSize - 1, nonceSize, length);
        if (authenticatedLength != 0)
        {
            input[BlockSize] = (byte)(authenticatedLength >> 8);
            input[BlockSize + 1] = (byte)authenticatedLength;
            Array.Copy(authenticated, 0, input, BlockSize + 2, authenticatedLength);
        }

        int body = (1 + headBlocks) * BlockSize;
        Array.Copy(plain, offset, input, body, length);
        byte[] chained = _aes.EncryptCbc(input);

        // A dump of the memory must not find what the last frame said.
        Array.Clear(input, body, length);
        int last = (blocks - 1) * BlockSize;
        for (int i = 0; i < _tagSize; i++)
        {
            _tag[i] = (byte)(chained[last + i] ^ stream[i]);
        }
    }
}
