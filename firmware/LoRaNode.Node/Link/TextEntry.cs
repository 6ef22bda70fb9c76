using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Node.Texts;

namespace LoRaNode.Node.Link;

/// <summary>A text that a node shows, as the link carries it (see <c>firmware/LINK.md</c>).</summary>
public sealed class TextEntry
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeadSize = 32;

    /// <summary>Alert or message.</summary>
    public FrameType Type;

    /// <summary>Address of the node that made it.</summary>
    public ushort Origin;

    /// <summary>The origin's counter.</summary>
    public uint Counter;

    /// <summary>Address of the node whose copy came first.</summary>
    public ushort HeardFrom;

    /// <summary>Hops left in that copy.</summary>
    public byte HopsLeft;

    /// <summary>Milliseconds since it is shown.</summary>
    public long AgeMs;

    /// <summary>Milliseconds until it goes.</summary>
    public long LeftMs;

    /// <summary>Where the encoded text begins in the payload.</summary>
    public int TextOffset;

    /// <summary>Bytes of the encoded text.</summary>
    public int TextLength;

    /// <summary>Bytes of the whole payload.</summary>
    public int PayloadLength;

    /// <summary>Writes a text. Returns the bytes written: the head and as much of the payload as fits.</summary>
    public static int Write(ShownText text, int from, byte[] target, int offset, int maxBytes, long nowMs)
    {
        target[offset] = (byte)text.Type;
        LittleEndian.Put16(target, offset + 1, text.Origin);
        LittleEndian.Put32(target, offset + 3, text.Counter);
        LittleEndian.Put16(target, offset + 7, text.HeardFrom);
        target[offset + 9] = text.HopsLeft;
        LittleEndian.Put64(target, offset + 10, nowMs - text.ShownAtMs);
        LittleEndian.Put64(target, offset + 18, text.ExpiresAtMs - nowMs);
        LittleEndian.Put16(target, offset + 26, text.TextOffset);
        LittleEndian.Put16(target, offset + 28, text.TextLength);
        LittleEndian.Put16(target, offset + 30, text.PayloadLength);
        int piece = text.PayloadLength - from;
        piece = piece < 0 ? 0 : piece;
        piece = piece > maxBytes - HeadSize ? maxBytes - HeadSize : piece;
        Array.Copy(text.Payload, piece == 0 ? 0 : from, target, offset + HeadSize, piece);
        return HeadSize + piece;
    }

    /// <summary>Reads the head. False when it is too short.</summary>
    public bool TryRead(byte[] body, int length)
    {
        if (length < HeadSize)
        {
            return false;
        }

        Type = (FrameType)body[0];
        Origin = (ushort)LittleEndian.Get16(body, 1);
        Counter = LittleEndian.Get32(body, 3);
        HeardFrom = (ushort)LittleEndian.Get16(body, 7);
        HopsLeft = body[9];
        AgeMs = LittleEndian.Get64(body, 10);
        LeftMs = LittleEndian.Get64(body, 18);
        TextOffset = LittleEndian.Get16(body, 26);
        TextLength = LittleEndian.Get16(body, 28);
        PayloadLength = LittleEndian.Get16(body, 30);
        return TextOffset + TextLength <= PayloadLength;
    }
}
