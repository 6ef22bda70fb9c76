namespace LoRaNode.Core.Frames;

/// <summary>
/// Thin accessor over the ten bytes at the start of every frame on the air. Layout (little endian):
/// <code>
/// 0     version (2 bits, high) | type (3 bits) | epoch modulo 8 (3 bits)     authenticated
/// 1     flags (3 bits, high) | hops left (5 bits)                            changed by relays
/// 2..3  transmitter: address of the node that sent this copy                 changed by relays
/// 4..5  origin: address of the node that made the frame                      authenticated
/// 6..9  counter of the origin, never used twice under one key                authenticated
/// 10..  encrypted payload, then the 8-byte tag
/// </code>
/// </summary>
public static class FrameHeader
{
    /// <summary>Bytes before the encrypted payload.</summary>
    public const int Size = 10;

    /// <summary>Bytes of the authentication tag at the end.</summary>
    public const int TagSize = 8;

    /// <summary>Bytes of a frame that are not payload.</summary>
    public const int Overhead = Size + TagSize;

    /// <summary>Wire version that this code speaks: 0 to 3.</summary>
    public const int Version = 0;

    /// <summary>Largest frame in bytes.</summary>
    public const int MaxFrame = 255;

    /// <summary>Largest payload in bytes.</summary>
    public const int MaxPayload = MaxFrame - Overhead;

    /// <summary>Largest hop limit.</summary>
    public const int MaxHops = 31;

    /// <summary>Address that no node has.</summary>
    public const ushort NoAddress = 0;

    /// <summary>Address that means every node.</summary>
    public const ushort Everyone = 0xFFFF;

    /// <summary>Writes all ten bytes.</summary>
    public static void Write(byte[] frame, FrameType type, int epoch, int hopsLeft, ushort transmitter, ushort origin, uint counter)
    {
        frame[0] = (byte)((Version << 6) | ((int)type << 3) | (epoch & 7));
        frame[1] = (byte)(hopsLeft & 0x1F);
        SetTransmitter(frame, transmitter);
        frame[4] = (byte)origin;
        frame[5] = (byte)(origin >> 8);
        frame[6] = (byte)counter;
        frame[7] = (byte)(counter >> 8);
        frame[8] = (byte)(counter >> 16);
        frame[9] = (byte)(counter >> 24);
    }

    /// <summary>True when the length and the fixed fields can be those of a frame of this version.</summary>
    public static bool IsPlausible(byte[] frame, int length)
    {
        return length >= Overhead
            && length <= MaxFrame
            && frame[0] >> 6 == Version
            && ((frame[0] >> 3) & 7) <= (int)FrameType.Receipt
            && Origin(frame) != NoAddress
            && Origin(frame) != Everyone;
    }

    /// <summary>What the frame carries.</summary>
    public static FrameType Type(byte[] frame)
    {
        return (FrameType)((frame[0] >> 3) & 7);
    }

    /// <summary>Key epoch modulo 8.</summary>
    public static int EpochLow(byte[] frame)
    {
        return frame[0] & 7;
    }

    /// <summary>Relays that may still repeat the frame: 0 to 31.</summary>
    public static int HopsLeft(byte[] frame)
    {
        return frame[1] & 0x1F;
    }

    /// <summary>Sets the relays that may still repeat the frame and keeps the flags.</summary>
    public static void SetHopsLeft(byte[] frame, int hopsLeft)
    {
        frame[1] = (byte)((frame[1] & 0xE0) | (hopsLeft & 0x1F));
    }

    /// <summary>Address of the node that sent this copy.</summary>
    public static ushort Transmitter(byte[] frame)
    {
        return (ushort)(frame[2] | (frame[3] << 8));
    }

    /// <summary>Sets the address of the node that sends this copy.</summary>
    public static void SetTransmitter(byte[] frame, ushort transmitter)
    {
        frame[2] = (byte)transmitter;
        frame[3] = (byte)(transmitter >> 8);
    }

    /// <summary>Address of the node that made the frame.</summary>
    public static ushort Origin(byte[] frame)
    {
        return (ushort)(frame[4] | (frame[5] << 8));
    }

    /// <summary>The origin's counter.</summary>
    public static uint Counter(byte[] frame)
    {
        return (uint)(frame[6] | (frame[7] << 8) | (frame[8] << 16) | (frame[9] << 24));
    }
}
