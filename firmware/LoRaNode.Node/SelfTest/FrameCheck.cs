using LoRaNode.Core.Frames;
using LoRaNode.Core.Security;

namespace LoRaNode.Node.SelfTest;

/// <summary>A whole frame sealed and opened again; what relays change does not matter, what they must not change does.</summary>
public sealed class FrameCheck : SelfCheck
{
    private const int PayloadSize = 100;
    private const int Epoch = 5;
    private const uint Counter = 0xFEDCBA98;

    private readonly IAes _aes;

    /// <summary>Checks with an AES object, whose key is lost.</summary>
    public FrameCheck(IAes aes)
    {
        _aes = aes;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "frame sealed, relayed and opened"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        FrameCipher cipher = new FrameCipher(_aes);
        cipher.SetKey(Epoch, Hex.Bytes("000102030405060708090a0b0c0d0e0f"));
        byte[] frame = new byte[FrameHeader.MaxFrame];
        byte[] payload = new byte[FrameHeader.MaxPayload];
        FrameHeader.Write(frame, FrameType.Message, Epoch, 7, 0x8001, 0xFFFE, Counter);
        for (int i = 0; i < PayloadSize; i++)
        {
            frame[FrameHeader.Size + i] = (byte)(i * 37);
        }

        int length = cipher.Seal(frame, PayloadSize);
        FrameHeader.SetHopsLeft(frame, 6);
        FrameHeader.SetTransmitter(frame, 0x8002);
        if (cipher.Open(frame, length, payload) != PayloadSize
            || FrameHeader.Type(frame) != FrameType.Message
            || FrameHeader.Origin(frame) != 0xFFFE
            || FrameHeader.Counter(frame) != Counter
            || FrameHeader.HopsLeft(frame) != 6
            || FrameHeader.Transmitter(frame) != 0x8002)
        {
            return false;
        }

        for (int i = 0; i < PayloadSize; i++)
        {
            if (payload[i] != (byte)(i * 37))
            {
                return false;
            }
        }

        frame[FrameHeader.Size - 1] ^= 1;
        return cipher.Open(frame, length, payload) < 0;
    }
}
