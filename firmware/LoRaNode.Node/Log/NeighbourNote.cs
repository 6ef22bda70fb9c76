namespace LoRaNode.Node.Log;

/// <summary>
/// A neighbour in half of a log record, 32 bits: address (bits 0 to 15), mean SNR in halves of a decibel (16 to 23, signed, -64 to +63.5 dB),
/// quality of the link 0 to 3 (24 and 25), alerts and messages that came from it first since the last such record (26 to 31, 63 for more).
/// 0 is no neighbour: no node has that address.
/// </summary>
public static class NeighbourNote
{
    /// <summary>Most firsts that are told apart.</summary>
    public const int MaxFirsts = 63;

    /// <summary>Packs a neighbour.</summary>
    public static int Pack(ushort address, int snrQuarterDb, int quality, int firsts)
    {
        int snr = snrQuarterDb >> 1;
        snr = snr < sbyte.MinValue ? sbyte.MinValue : snr > sbyte.MaxValue ? sbyte.MaxValue : snr;
        int count = firsts > MaxFirsts ? MaxFirsts : firsts;
        return (int)(address | ((uint)(snr & 0xFF) << 16) | ((uint)(quality & 3) << 24) | ((uint)count << 26));
    }

    /// <summary>Address of a packed neighbour; 0 when there is none.</summary>
    public static ushort Address(int note)
    {
        return (ushort)note;
    }

    /// <summary>Mean SNR of a packed neighbour in halves of a decibel.</summary>
    public static int SnrHalfDb(int note)
    {
        return (sbyte)(note >> 16);
    }

    /// <summary>Quality of the link to a packed neighbour, 0 (worst) to 3.</summary>
    public static int Quality(int note)
    {
        return (note >> 24) & 3;
    }

    /// <summary>Alerts and messages that a packed neighbour gave first, 0 to <see cref="MaxFirsts"/>.</summary>
    public static int Firsts(int note)
    {
        return (int)((uint)note >> 26);
    }
}
