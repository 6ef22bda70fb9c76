using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Trust;

/// <summary>
/// The network key of a new epoch, wrapped once for each of up to nine groups of nodes. Layout (little endian):
/// <code>
/// 0       3
/// 1..3    serial: number among the root's statements
/// 4..5    epoch, 1 to 65,535
/// 6..8    minute since the start of 2026 UTC from which nodes send under the new key; 0 for at once
/// 9       grace: minutes for which frames under the old key are still accepted after that, 1 to 255
/// 10..    entries of 18 bytes: position in the key tree (2), network key wrapped for that position (16)
/// last 64 signature of the root
/// </code>
/// A change that needs more entries is several such payloads with the same epoch, each complete in itself.
/// </summary>
public sealed class EpochChangePayload
{
    /// <summary>Most entries of one payload: what fits one frame behind the relay's byte and before the signature.</summary>
    public const int MaxEntries = 9;

    /// <summary>Bytes of an entry.</summary>
    public const int EntrySize = 18;

    /// <summary>Where the entries begin.</summary>
    public const int EntriesOffset = 10;

    /// <summary>Largest payload in bytes.</summary>
    public const int MaxSize = EntriesOffset + (MaxEntries * EntrySize) + SignatureSize;

    private const int SignatureSize = 64;

    /// <summary>Number among the root's statements.</summary>
    public uint Serial;

    /// <summary>The new epoch.</summary>
    public int Epoch;

    /// <summary>Minute from which nodes send under the new key; 0 for at once.</summary>
    public uint ActiveFromMinutes;

    /// <summary>Minutes for which the old key is still accepted.</summary>
    public byte GraceMinutes;

    /// <summary>Entries in the payload, after <see cref="TryRead"/>.</summary>
    public int Entries;

    /// <summary>Reads a payload of any bytes. False when they are no epoch change.</summary>
    public bool TryRead(byte[] payload, int length)
    {
        int entryBytes = length - EntriesOffset - SignatureSize;
        if (entryBytes < EntrySize || length > MaxSize || entryBytes % EntrySize != 0 || payload[0] != (byte)TrustKind.EpochChange)
        {
            return false;
        }

        Serial = StatementNumbers.Get24(payload, 1);
        Epoch = LittleEndian.Get16(payload, 4);
        ActiveFromMinutes = StatementNumbers.Get24(payload, 6);
        GraceMinutes = payload[9];
        Entries = entryBytes / EntrySize;
        for (int i = 0; i < Entries; i++)
        {
            if (Position(payload, i) == 0)
            {
                return false;
            }
        }

        return Serial != 0 && Epoch != 0 && GraceMinutes != 0;
    }

    /// <summary>Writes everything before the entries. Returns the bytes written, or -1 when a field is out of range.</summary>
    public int Write(byte[] payload)
    {
        if (Serial == 0 || Serial > StatementNumbers.Max24 || Epoch < 1 || Epoch > 0xFFFF
            || ActiveFromMinutes > StatementNumbers.Max24 || GraceMinutes == 0)
        {
            return -1;
        }

        payload[0] = (byte)TrustKind.EpochChange;
        StatementNumbers.Put24(payload, 1, Serial);
        LittleEndian.Put16(payload, 4, Epoch);
        StatementNumbers.Put24(payload, 6, ActiveFromMinutes);
        payload[9] = GraceMinutes;
        return EntriesOffset;
    }

    /// <summary>Position in the key tree that an entry is wrapped for, 1 to 65,535.</summary>
    public static int Position(byte[] payload, int entry)
    {
        return LittleEndian.Get16(payload, EntriesOffset + (entry * EntrySize));
    }

    /// <summary>Where the wrapped key of an entry begins.</summary>
    public static int WrappedOffset(int entry)
    {
        return EntriesOffset + (entry * EntrySize) + 2;
    }
}
