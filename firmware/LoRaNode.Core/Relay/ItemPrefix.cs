using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>
/// The bytes that the relay engine puts before an item's payload, encrypted and authenticated with it:
/// <code>
/// 0     receipts wanted (bit 7) | fragmented (bit 6) | zero
/// +2    destination address, unicast and receipts only
/// +1    number of fragments - 1 (4 bits, high) | index of this one (4 bits), fragmented only
/// </code>
/// Fragments of an item have consecutive counters; alerts, trust statements and receipts have none.
/// </summary>
public static class ItemPrefix
{
    /// <summary>Longest prefix in bytes.</summary>
    public const int MaxSize = 4;

    private const byte ReceiptsBit = 0x80;
    private const byte FragmentedBit = 0x40;

    /// <summary>Number of frames that an item of this length takes.</summary>
    public static int FragmentsFor(FrameType type, int length)
    {
        int fixedSize = IsAddressed(type) ? 3 : 1;
        if (length <= FrameHeader.MaxPayload - fixedSize)
        {
            return 1;
        }

        int room = FrameHeader.MaxPayload - fixedSize - 1;
        return (length + room - 1) / room;
    }

    /// <summary>Writes the prefix at the start of <paramref name="target"/>. Returns its size.</summary>
    public static int Write(byte[] target, FrameType type, bool receipts, int fragments, int index, ushort destination)
    {
        int at = 0;
        target[at++] = (byte)((receipts ? ReceiptsBit : 0) | (fragments > 1 ? FragmentedBit : 0));
        if (IsAddressed(type))
        {
            target[at++] = (byte)destination;
            target[at++] = (byte)(destination >> 8);
        }

        if (fragments > 1)
        {
            target[at++] = (byte)(((fragments - 1) << 4) | index);
        }

        return at;
    }

    /// <summary>Size of the prefix of a received payload, or -1 when it is not one.</summary>
    public static int Parse(byte[] payload, int length, FrameType type)
    {
        if (length < 1 || (payload[0] & 0x3F) != 0)
        {
            return -1;
        }

        bool fragmented = (payload[0] & FragmentedBit) != 0;
        int size = 1 + (IsAddressed(type) ? 2 : 0) + (fragmented ? 1 : 0);
        if (length < size)
        {
            return -1;
        }

        if (fragmented)
        {
            if (!MayBeFragmented(type))
            {
                return -1;
            }

            int count = (payload[size - 1] >> 4) + 1;
            if (count < 2 || (payload[size - 1] & 15) >= count)
            {
                return -1;
            }
        }

        return size;
    }

    /// <summary>True when the origin asked to learn how far the item came.</summary>
    public static bool WantsReceipts(byte[] payload)
    {
        return (payload[0] & ReceiptsBit) != 0;
    }

    /// <summary>Whom the item is for; everyone unless it is a unicast.</summary>
    public static ushort Destination(byte[] payload, FrameType type)
    {
        return IsAddressed(type) ? (ushort)(payload[1] | (payload[2] << 8)) : FrameHeader.Everyone;
    }

    /// <summary>Number of fragments, 1 for a whole item.</summary>
    public static int FragmentCount(byte[] payload, int prefixSize)
    {
        return (payload[0] & FragmentedBit) != 0 ? (payload[prefixSize - 1] >> 4) + 1 : 1;
    }

    /// <summary>Number of this fragment, from 0.</summary>
    public static int FragmentIndex(byte[] payload, int prefixSize)
    {
        return (payload[0] & FragmentedBit) != 0 ? payload[prefixSize - 1] & 15 : 0;
    }

    /// <summary>
    /// True for types whose items may take several frames. Signed ones may not: until the last part came nobody could tell whether the
    /// signature is genuine, and a member could fill the stores with parts of nothing.
    /// </summary>
    public static bool MayBeFragmented(FrameType type)
    {
        return type == FrameType.Message || type == FrameType.Unicast;
    }

    private static bool IsAddressed(FrameType type)
    {
        return type == FrameType.Unicast || type == FrameType.Receipt;
    }
}
