using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Trust;

/// <summary>
/// A signed statement of the time. Layout: 4, slot of the issuer who states it (1 byte, 0 for the root), seconds since the start
/// of 2026 UTC (4), signature (64).
/// </summary>
public sealed class TimePayload
{
    /// <summary>Bytes of a time beacon.</summary>
    public const int Size = 6 + 64;

    /// <summary>Who states it: slot of an issuer, or 0 for the root.</summary>
    public byte Slot;

    /// <summary>Seconds since the start of 2026 UTC.</summary>
    public uint Seconds;

    /// <summary>Reads a payload of any bytes. False when they are no time beacon.</summary>
    public bool TryRead(byte[] payload, int length)
    {
        if (length != Size || payload[0] != (byte)TrustKind.Time)
        {
            return false;
        }

        Slot = payload[1];
        Seconds = LittleEndian.Get32(payload, 2);
        return Seconds / 60 <= StatementNumbers.Max24;
    }

    /// <summary>Writes everything before the signature. Returns the bytes written, or -1 when the time is out of range.</summary>
    public int Write(byte[] payload)
    {
        if (Seconds / 60 > StatementNumbers.Max24)
        {
            return -1;
        }

        payload[0] = (byte)TrustKind.Time;
        payload[1] = Slot;
        LittleEndian.Put32(payload, 2, Seconds);
        return 6;
    }
}
