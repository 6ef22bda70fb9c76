using System.Buffers.Binary;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>Something that a node told without being asked.</summary>
/// <param name="Number">Counts the node's events on this port, modulo 65,536: a gap is a loss.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Body">The details (see <c>firmware/LINK.md</c>).</param>
public sealed record LinkEvent(ushort Number, LinkEventKind Kind, byte[] Body)
{
    /// <summary>Reads a message. Null when it is no event.</summary>
    internal static LinkEvent? TryRead(byte[] message) =>
        message.Length >= LinkMessage.ReplyHeader && message[0] == ((byte)LinkOperation.Event | LinkMessage.ReplyFlag)
            ? new LinkEvent(BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(1)), (LinkEventKind)message[3], message[LinkMessage.ReplyHeader..])
            : null;
}
