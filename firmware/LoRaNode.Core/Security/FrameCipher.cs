using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Security;

/// <summary>
/// AES-CCM (RFC 3610) over whole frames, with an 8-byte tag (M = 8) and a 2-byte length (L = 2). The nonce is the frame's byte
/// 0 and bytes 4 to 9 (origin and counter), then six zeros; the same seven bytes are the additional authenticated data, so that
/// what relays change (hops, transmitter) is outside. Two native AES calls per frame: one CBC for the MAC, one ECB for the
/// key stream.
/// </summary>
public sealed class FrameCipher : IFrameCipher
{
    private const int BlockSize = 16;

    // RFC 3610, 2.2: Adata, M' = (8 - 2) / 2, L' = 2 - 1.
    private const byte MacFlags = 0x40 | (3 << 3) | 1;
    private const byte CounterFlags = 1;
    private const int AuthenticatedSize = 7;
    private const int MaxPayloadBlocks = (FrameHeader.MaxPayload + BlockSize - 1) / BlockSize;

    private readonly IAes _aes;

    // One buffer for each number of payload blocks: the native calls take whole arrays, and nothing is allocated per frame.
    private readonly byte[][] _macInput = new byte[MaxPayloadBlocks + 1][];
    private readonly byte[][] _counters = new byte[MaxPayloadBlocks + 1][];
    private readonly byte[] _tag = new byte[FrameHeader.TagSize];
    private int _epoch = -1;

    /// <summary>Creates a cipher without a key.</summary>
    public FrameCipher(IAes aes)
    {
        _aes = aes;
    }

    /// <summary>Sets the 16-byte network key of an epoch (0 or more).</summary>
    public void SetKey(int epoch, byte[] key)
    {
        _aes.SetKey(key);
        _epoch = epoch;
    }

    /// <summary>The epoch of the key, or -1 without one.</summary>
    public int Epoch
    {
        get { return _epoch; }
    }

    /// <inheritdoc/>
    public int Seal(byte[] frame, int payloadLength)
    {
        if (_epoch < 0 || payloadLength < 0 || payloadLength > FrameHeader.MaxPayload)
        {
            return -1;
        }

        byte[] stream = KeyStream(frame, payloadLength);
        ComputeTag(frame, frame, FrameHeader.Size, payloadLength, stream);
        for (int i = 0; i < payloadLength; i++)
        {
            frame[FrameHeader.Size + i] ^= stream[BlockSize + i];
        }

        Array.Copy(_tag, 0, frame, FrameHeader.Size + payloadLength, FrameHeader.TagSize);
        return FrameHeader.Overhead + payloadLength;
    }

    /// <inheritdoc/>
    public int Open(byte[] frame, int length, byte[] payload)
    {
        if (_epoch < 0 || !FrameHeader.IsPlausible(frame, length) || FrameHeader.EpochLow(frame) != (_epoch & 7))
        {
            return -1;
        }

        int payloadLength = length - FrameHeader.Overhead;
        byte[] stream = KeyStream(frame, payloadLength);
        for (int i = 0; i < payloadLength; i++)
        {
            payload[i] = (byte)(frame[FrameHeader.Size + i] ^ stream[BlockSize + i]);
        }

        ComputeTag(frame, payload, 0, payloadLength, stream);

        // All bytes are compared whatever they are: the time taken tells a forger nothing.
        int difference = 0;
        for (int i = 0; i < FrameHeader.TagSize; i++)
        {
            difference |= _tag[i] ^ frame[FrameHeader.Size + payloadLength + i];
        }

        if (difference != 0)
        {
            Array.Clear(payload, 0, payloadLength);
            return -1;
        }

        return payloadLength;
    }

    private static int BlocksOf(int payloadLength)
    {
        return (payloadLength + BlockSize - 1) / BlockSize;
    }

    private byte[] KeyStream(byte[] frame, int payloadLength)
    {
        int blocks = BlocksOf(payloadLength);
        byte[] counters = _counters[blocks];
        if (counters == null)
        {
            counters = new byte[(blocks + 1) * BlockSize];
            _counters[blocks] = counters;
        }

        for (int i = 0; i <= blocks; i++)
        {
            int at = i * BlockSize;
            counters[at] = CounterFlags;
            WriteNonce(frame, counters, at + 1);
            counters[at + BlockSize - 1] = (byte)i;
        }

        return _aes.EncryptEcb(counters);
    }

    private void ComputeTag(byte[] frame, byte[] payload, int offset, int payloadLength, byte[] stream)
    {
        int blocks = BlocksOf(payloadLength);
        byte[] input = _macInput[blocks];
        if (input == null)
        {
            input = new byte[(blocks + 2) * BlockSize];
            _macInput[blocks] = input;
        }

        input[0] = MacFlags;
        WriteNonce(frame, input, 1);
        input[BlockSize - 2] = (byte)(payloadLength >> 8);
        input[BlockSize - 1] = (byte)payloadLength;

        // RFC 3610, 2.2: two bytes of length, the authenticated data, zeros to the end of the block.
        input[BlockSize + 1] = AuthenticatedSize;
        WriteNonce(frame, input, BlockSize + 2);
        Array.Copy(payload, offset, input, 2 * BlockSize, payloadLength);
        int end = (2 * BlockSize) + payloadLength;
        Array.Clear(input, end, input.Length - end);

        byte[] chained = _aes.EncryptCbc(input);
        int last = input.Length - BlockSize;
        for (int i = 0; i < FrameHeader.TagSize; i++)
        {
            _tag[i] = (byte)(chained[last + i] ^ stream[i]);
        }
    }

    /// <summary>Writes the seven bytes that never change on the way; what follows them in the block stays zero.</summary>
    private static void WriteNonce(byte[] frame, byte[] target, int at)
    {
        target[at] = frame[0];
        for (int i = 4; i < FrameHeader.Size; i++)
        {
            target[at + i - 3] = frame[i];
        }
    }
}
