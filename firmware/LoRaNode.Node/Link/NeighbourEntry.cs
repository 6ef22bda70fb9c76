using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>A neighbour as the link carries it: address (2), mean SNR in quarters of a decibel (2, signed), quality 0 to 3 (1), seconds since it was heard (4).</summary>
public sealed class NeighbourEntry
{
    /// <summary>Bytes on the link.</summary>
    public const int Size = 9;

    /// <summary>Address on the air.</summary>
    public ushort Address;

    /// <summary>Mean signal-to-noise ratio in quarters of a decibel.</summary>
    public int SnrQuarterDb;

    /// <summary>Quality of the link, 0 (worst) to 3.</summary>
    public byte Quality;

    /// <summary>Seconds since it was heard last.</summary>
    public uint SilentSeconds;

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(byte[] target, int offset)
    {
        LittleEndian.Put16(target, offset, Address);
        LittleEndian.Put16(target, offset + 2, SnrQuarterDb);
        target[offset + 4] = Quality;
        LittleEndian.Put32(target, offset + 5, SilentSeconds);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; that many bytes must be there.</summary>
    public void Read(byte[] source, int offset)
    {
        Address = (ushort)LittleEndian.Get16(source, offset);
        SnrQuarterDb = (short)LittleEndian.Get16(source, offset + 2);
        Quality = source[offset + 4];
        SilentSeconds = LittleEndian.Get32(source, offset + 5);
    }
}
