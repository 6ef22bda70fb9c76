using System.Buffers.Binary;
using System.Text;

namespace LoRaNode.Host.Link.Wire;

/// <summary>Payload of <see cref="WirePacket.StorageOperation"/>: operation, length of the name, length of the data, offset (4 bytes each), name, data.</summary>
/// <param name="Operation">What to do; see the constants.</param>
/// <param name="Name">Path of the file on the node.</param>
/// <param name="Offset">Where in <paramref name="Data"/>'s file the data goes.</param>
/// <param name="Data">What to write.</param>
public sealed record WireStorageOperation(uint Operation, string Name, uint Offset, byte[] Data)
{
    /// <summary>Creates or replaces a file.</summary>
    public const uint Write = 1;

    /// <summary>Deletes a file.</summary>
    public const uint Delete = 2;

    /// <summary>Adds to a file.</summary>
    public const uint Append = 3;

    private const int HeadSize = 16;

    /// <summary>The payload.</summary>
    public byte[] ToBytes()
    {
        byte[] name = Encoding.UTF8.GetBytes(Name);
        byte[] bytes = new byte[HeadSize + name.Length + Data.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Operation);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)Data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Offset);
        name.CopyTo(bytes, HeadSize);
        Data.CopyTo(bytes, HeadSize + name.Length);
        return bytes;
    }

    /// <summary>Reads a payload. Null when it is none.</summary>
    public static WireStorageOperation? TryRead(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeadSize)
        {
            return null;
        }

        uint nameLength = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        uint dataLength = BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]);
        if (nameLength > WirePacket.MaxPayload || dataLength > WirePacket.MaxPayload || HeadSize + nameLength + dataLength != payload.Length)
        {
            return null;
        }

        return new WireStorageOperation(
            BinaryPrimitives.ReadUInt32LittleEndian(payload),
            Encoding.UTF8.GetString(payload.Slice(HeadSize, (int)nameLength)),
            BinaryPrimitives.ReadUInt32LittleEndian(payload[12..]),
            payload[(HeadSize + (int)nameLength)..].ToArray());
    }
}
