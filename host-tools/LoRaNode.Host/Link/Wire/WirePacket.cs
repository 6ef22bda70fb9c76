using System.Buffers.Binary;

namespace LoRaNode.Host.Link.Wire;

/// <summary>
/// A packet of nanoFramework's Wire Protocol: 32 bytes of header (marker, CRC of the header with this field zero, CRC of the payload,
/// command, sequence, sequence replied to, flags, size; little endian), then the payload.
/// </summary>
/// <param name="Command">What it asks for; see the constants.</param>
/// <param name="Sequence">Number chosen by the sender.</param>
/// <param name="ReplyTo">Number of the request, in replies.</param>
/// <param name="Flags">See the constants.</param>
/// <param name="Payload">At most <see cref="MaxPayload"/> bytes.</param>
public sealed record WirePacket(uint Command, ushort Sequence, ushort ReplyTo, uint Flags, byte[] Payload)
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderSize = 32;

    /// <summary>Most bytes of payload that the runtime takes.</summary>
    public const int MaxPayload = 1024;

    /// <summary>Asks whether anybody is there; from then on the node's console comes in packets.</summary>
    public const uint Ping = 0x00;

    /// <summary>Text that the node printed.</summary>
    public const uint Message = 0x01;

    /// <summary>Writes or deletes a file of the node.</summary>
    public const uint StorageOperation = 0x11;

    /// <summary>Needs no acknowledgement.</summary>
    public const uint NonCritical = 0x0001;

    /// <summary>Answers a request.</summary>
    public const uint Reply = 0x0002;

    /// <summary>The request was refused.</summary>
    public const uint Nack = 0x4000;

    /// <summary>The request was accepted.</summary>
    public const uint Ack = 0x8000;

    /// <summary>First eight bytes of every packet.</summary>
    public static ReadOnlySpan<byte> Marker => "NFPKTV1\0"u8;

    /// <summary>Marker of packets that the runtime sends while it starts.</summary>
    public static ReadOnlySpan<byte> BootMarker => "NFDBGV1\0"u8;

    /// <summary>The bytes on the cable.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[HeaderSize + Payload.Length];
        Marker.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), WireCrc.Of(Payload));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), Command);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(20), Sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(22), ReplyTo);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), (uint)Payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), WireCrc.Of(bytes.AsSpan(0, HeaderSize)));
        Payload.CopyTo(bytes, HeaderSize);
        return bytes;
    }
}
