using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>A neighbour as the link carries it: address (2), mean SNR in quarters of a decibel (2, signed), quality 0 to 3 (1; top bit: it says that it hears this node), seconds since it was heard (4).</summary>
public sealed class NeighbourEntry
{
    /// <summary>Bytes on the link.</summary>
    public const int Size = 9;

    private const int HearsUsFlag = 0x80;

    /// <summary>Address on the air.</summary>
    public ushort Address;

    /// <summary>Mean signal-to-noise ratio in quarters of a decibel.</summary>
    public int SnrQuarterDb;

    /// <summary>Quality of the link, 0 (worst) to 3.</summary>
    public byte Quality;

    /// <summary>True when the neighbour says that it hears this node well.</summary>
    public bool HearsUs;

    /// <summary>Seconds since it was heard last.</summary>
    public uint SilentSeconds;

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(byte[] target, int offset)
    {
        LittleEndian.Put16(target, offset, Address);
        LittleEndian.Put16(target, offset + 2, SnrQuarterDb);
        target[offset + 4] = (byte)(Quality | (HearsUs ? HearsUsFlag : 0));
        LittleEndian.Put32(target, offset + 5, SilentSeconds);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; that many bytes must be there.</summary>
    public void Read(byte[] source, int offset)
    {
        Address = (ushort)LittleEndian.Get16(source, offset);
        SnrQuarterDb = (short)LittleEndian.Get16(source, offset + 2);
        Quality = (byte)(source[offset + 4] & ~HearsUsFlag);
        HearsUs = (source[offset + 4] & HearsUsFlag) != 0;
        SilentSeconds = LittleEndian.Get32(source, offset + 5);
    }
}
