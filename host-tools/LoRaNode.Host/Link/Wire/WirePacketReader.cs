using System.Buffers.Binary;

namespace LoRaNode.Host.Link.Wire;

/// <summary>
/// Takes a port's bytes apart into Wire Protocol packets and the plain text around them. Packets that do not check are given up and
/// their bytes looked through again, so that a lost byte costs one packet at most. Memory is bounded.
/// </summary>
public sealed class WirePacketReader
{
    private readonly byte[] _buffer = new byte[WirePacket.HeaderSize + WirePacket.MaxPayload];
    private int _count;

    /// <summary>Takes the next byte.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="onText">Told each byte that belongs to no packet.</param>
    /// <returns>A packet, when this byte completes one.</returns>
    public WirePacket? Add(byte value, Action<byte> onText)
    {
        ArgumentNullException.ThrowIfNull(onText);
        _buffer[_count++] = value;
        while (_count > 0)
        {
            switch (Look(out WirePacket? packet))
            {
                case Found.Packet:
                    _count = 0;
                    return packet;
                case Found.Part:
                    return null;
                default:
                    onText(_buffer[0]);
                    _count--;
                    _buffer.AsSpan(1, _count).CopyTo(_buffer);
                    break;
            }
        }

        return null;
    }

    private enum Found
    {
        Text,
        Part,
        Packet,
    }

    private Found Look(out WirePacket? packet)
    {
        packet = null;
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _count);
        ReadOnlySpan<byte> start = bytes[..Math.Min(_count, WirePacket.Marker.Length)];
        if (!WirePacket.Marker.StartsWith(start) && !WirePacket.BootMarker.StartsWith(start))
        {
            return Found.Text;
        }

        if (_count < WirePacket.HeaderSize)
        {
            return Found.Part;
        }

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]);
        if (size > WirePacket.MaxPayload || !HeaderChecks(bytes))
        {
            return Found.Text;
        }

        if (_count < WirePacket.HeaderSize + size)
        {
            return Found.Part;
        }

        ReadOnlySpan<byte> payload = bytes.Slice(WirePacket.HeaderSize, (int)size);
        if (WireCrc.Of(payload) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]))
        {
            return Found.Text;
        }

        packet = new WirePacket(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[22..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
            payload.ToArray());
        return Found.Packet;
    }

    private static bool HeaderChecks(ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[WirePacket.HeaderSize];
        bytes[..WirePacket.HeaderSize].CopyTo(header);
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        header.Slice(8, 4).Clear();
        return WireCrc.Of(header) == crc;
    }
}
