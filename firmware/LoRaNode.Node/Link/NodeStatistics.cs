using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>What a node counts, as the link carries it (see <c>firmware/LINK.md</c>).</summary>
public sealed class NodeStatistics
{
    /// <summary>Bytes on the link.</summary>
    public const int Size = 16;

    /// <summary>Airtime used in the running hour, in milliseconds.</summary>
    public uint AirtimeUsedMs;

    /// <summary>Airtime allowed in an hour, in milliseconds.</summary>
    public uint AirtimeLimitMs;

    /// <summary>Signatures checked since the start.</summary>
    public uint SignaturesChecked;

    /// <summary>Texts shown.</summary>
    public ushort Texts;

    /// <summary>Duty cycle allowed, in thousandths.</summary>
    public ushort DutyCyclePerMille;

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(byte[] target, int offset)
    {
        LittleEndian.Put32(target, offset, AirtimeUsedMs);
        LittleEndian.Put32(target, offset + 4, AirtimeLimitMs);
        LittleEndian.Put32(target, offset + 8, SignaturesChecked);
        LittleEndian.Put16(target, offset + 12, Texts);
        LittleEndian.Put16(target, offset + 14, DutyCyclePerMille);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. False when it is too short.</summary>
    public bool TryRead(byte[] body, int length)
    {
        if (length < Size)
        {
            return false;
        }

        AirtimeUsedMs = LittleEndian.Get32(body, 0);
        AirtimeLimitMs = LittleEndian.Get32(body, 4);
        SignaturesChecked = LittleEndian.Get32(body, 8);
        Texts = (ushort)LittleEndian.Get16(body, 12);
        DutyCyclePerMille = (ushort)LittleEndian.Get16(body, 14);
        return true;
    }
}
