namespace LoRaNode.Core.Trust;

/// <summary>
/// The root's word that certificates of a slot with this serial or a lower one are withdrawn. Layout: 2, serial (3 bytes), slot
/// (1), signature of the root (64).
/// </summary>
public sealed class RevocationPayload
{
    /// <summary>Bytes of a revocation.</summary>
    public const int Size = 5 + 64;

    /// <summary>Number among the root's statements.</summary>
    public uint Serial;

    /// <summary>Slot of the issuer, 1 to 255.</summary>
    public byte Slot;

    /// <summary>Reads a payload of any bytes. False when they are no revocation.</summary>
    public bool TryRead(byte[] payload, int length)
    {
        if (length != Size || payload[0] != (byte)TrustKind.Revocation)
        {
            return false;
        }

        Serial = StatementNumbers.Get24(payload, 1);
        Slot = payload[4];
        return Serial != 0 && Slot != 0;
    }

    /// <summary>Writes everything before the signature. Returns the bytes written, or -1 when a field is out of range.</summary>
    public int Write(byte[] payload)
    {
        if (Serial == 0 || Serial > StatementNumbers.Max24 || Slot == 0)
        {
            return -1;
        }

        payload[0] = (byte)TrustKind.Revocation;
        StatementNumbers.Put24(payload, 1, Serial);
        payload[4] = Slot;
        return 5;
    }
}
