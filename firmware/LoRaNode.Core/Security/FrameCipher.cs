using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Security;

/// <summary>
/// AES-CCM (RFC 3610) over whole frames under one key, with an 8-byte tag (M = 8) and a 7-byte nonce (L = 8): the frame's byte
/// 0 and bytes 4 to 9, that is version, type, epoch, origin and counter. The same seven bytes are the additional authenticated
/// data, so that what relays change (hops, transmitter) is outside.
/// </summary>
public sealed class FrameCipher : IFrameCipher
{
    private const int NonceSize = AesCcm.MinNonceSize;

    private readonly AesCcm _ccm;
    private readonly byte[] _nonce;
    private int _epoch = -1;

    /// <summary>Creates a cipher without a key, with blocks of its own.</summary>
    public FrameCipher(IAes aes)
        : this(aes, new CipherBlocks())
    {
    }

    /// <summary>Creates a cipher without a key. Ciphers of one thread may share the blocks.</summary>
    public FrameCipher(IAes aes, CipherBlocks blocks)
    {
        _ccm = new AesCcm(aes, FrameHeader.TagSize, blocks);
        _nonce = blocks.Nonce;
    }

    /// <summary>Sets the 16-byte network key of an epoch (0 or more).</summary>
    public void SetKey(int epoch, byte[] key)
    {
        _ccm.SetKey(key);
        _epoch = epoch;
    }

    /// <summary>Forgets the key: nothing is sealed or opened until the next one. The platform's AES gets a key of zeros.</summary>
    public void ClearKey()
    {
        _ccm.SetKey(new byte[16]);
        _epoch = -1;
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

        TakeNonce(frame);
        _ccm.Seal(_nonce, NonceSize, _nonce, NonceSize, frame, FrameHeader.Size, payloadLength);
        return FrameHeader.Overhead + payloadLength;
    }

    /// <inheritdoc/>
    public int Open(byte[] frame, int length, byte[] payload)
    {
        if (_epoch < 0 || !FrameHeader.IsPlausible(frame, length) || FrameHeader.EpochLow(frame) != (_epoch & 7))
        {
            return -1;
        }

        TakeNonce(frame);
        int payloadLength = length - FrameHeader.Overhead;
        bool genuine = _ccm.Open(_nonce, NonceSize, _nonce, NonceSize, frame, FrameHeader.Size, payloadLength, payload, 0);
        return genuine ? payloadLength : -1;
    }

    private void TakeNonce(byte[] frame)
    {
        _nonce[0] = frame[0];
        for (int i = 4; i < FrameHeader.Size; i++)
        {
            _nonce[i - 3] = frame[i];
        }
    }
}
