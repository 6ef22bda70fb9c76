using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Trust;

/// <summary>
/// The root's word that a key belongs to an issuer. Layout (little endian):
/// <code>
/// 0       1
/// 1..3    serial: number among the root's statements, from 1
/// 4       slot of the issuer, 1 to 255
/// 5..6    scope (see <see cref="IssuerScope"/>)
/// 7..9    valid from: minutes since the start of 2026 UTC
/// 10..11  valid for: days, 1 to 3,650
/// 12..43  public key
/// 44      bytes of the name, 1 to 32
/// 45..    name in UTF-8, for display
/// last 64 signature of the root
/// </code>
/// </summary>
public sealed class CertificatePayload
{
    /// <summary>Bytes without the name.</summary>
    public const int FixedSize = 45 + SignatureSize;

    /// <summary>Largest certificate in bytes.</summary>
    public const int MaxSize = FixedSize + MaxName;

    /// <summary>Longest name in bytes of UTF-8.</summary>
    public const int MaxName = 32;

    /// <summary>Longest validity in days.</summary>
    public const int MaxDays = 3650;

    /// <summary>Where the key is.</summary>
    public const int KeyOffset = 12;

    /// <summary>Where the name is.</summary>
    public const int NameOffset = 45;

    private const int SignatureSize = 64;

    /// <summary>Number among the root's statements, 1 to 2^24 - 1; a higher one is newer.</summary>
    public uint Serial;

    /// <summary>Slot of the issuer, 1 to 255.</summary>
    public byte Slot;

    /// <summary>What the issuer may do; see <see cref="IssuerScope"/>.</summary>
    public int Scope;

    /// <summary>First minute of validity since the start of 2026 UTC.</summary>
    public uint ValidFromMinutes;

    /// <summary>Days of validity, 1 to 3,650.</summary>
    public int ValidDays;

    /// <summary>Bytes of the name, after <see cref="TryRead"/>; it begins at <see cref="NameOffset"/>.</summary>
    public int NameLength;

    /// <summary>First minute after the validity.</summary>
    public uint ValidUntilMinutes
    {
        get { return ValidFromMinutes + ((uint)ValidDays * 1440); }
    }

    /// <summary>Reads a payload of any bytes. False when they are no certificate.</summary>
    public bool TryRead(byte[] payload, int length)
    {
        if (length <= FixedSize || length > MaxSize || payload[0] != (byte)TrustKind.Certificate)
        {
            return false;
        }

        Serial = StatementNumbers.Get24(payload, 1);
        Slot = payload[4];
        Scope = LittleEndian.Get16(payload, 5);
        ValidFromMinutes = StatementNumbers.Get24(payload, 7);
        ValidDays = LittleEndian.Get16(payload, 10);
        NameLength = payload[44];
        return IsInRange() && length == FixedSize + NameLength && DisplayName.IsValid(payload, NameOffset, NameLength);
    }

    /// <summary>
    /// Writes everything before the signature at the start of <paramref name="payload"/>. Returns the bytes written, or -1 when a
    /// field is out of range.
    /// </summary>
    public int Write(byte[] payload, byte[] key, byte[] name)
    {
        NameLength = name.Length;
        if (!IsInRange() || key.Length != 32 || !DisplayName.IsValid(name, 0, name.Length))
        {
            return -1;
        }

        payload[0] = (byte)TrustKind.Certificate;
        StatementNumbers.Put24(payload, 1, Serial);
        payload[4] = Slot;
        LittleEndian.Put16(payload, 5, Scope);
        StatementNumbers.Put24(payload, 7, ValidFromMinutes);
        LittleEndian.Put16(payload, 10, ValidDays);
        System.Array.Copy(key, 0, payload, KeyOffset, 32);
        payload[44] = (byte)NameLength;
        System.Array.Copy(name, 0, payload, NameOffset, NameLength);
        return NameOffset + NameLength;
    }

    private bool IsInRange()
    {
        return Serial != 0
            && Serial <= StatementNumbers.Max24
            && Slot != 0
            && (Scope & ~IssuerScope.Mask) == 0
            && ValidFromMinutes <= StatementNumbers.Max24
            && ValidDays >= 1
            && ValidDays <= MaxDays
            && NameLength >= 1
            && NameLength <= MaxName;
    }
}
