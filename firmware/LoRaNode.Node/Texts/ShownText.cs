using LoRaNode.Core.Frames;

namespace LoRaNode.Node.Texts;

/// <summary>A text that the node shows: a verified alert or a member's message, as it is when somebody looks.</summary>
public sealed class ShownText
{
    /// <summary>Largest payload in bytes that is kept.</summary>
    public const int MaxPayload = 1024;

    /// <summary>Alert or message.</summary>
    public FrameType Type;

    /// <summary>Address of the node that made it.</summary>
    public ushort Origin;

    /// <summary>The origin's counter.</summary>
    public uint Counter;

    /// <summary>Address of the node whose copy arrived first; the node's own for a text given to it by the link.</summary>
    public ushort HeardFrom;

    /// <summary>Hops left in the copy that arrived first.</summary>
    public byte HopsLeft;

    /// <summary>When it arrived, in monotonic milliseconds: below 0 when that was before the start.</summary>
    public long ShownAtMs;

    /// <summary>When it goes, in monotonic milliseconds.</summary>
    public long ExpiresAtMs;

    /// <summary>Holds the payload: its fields, the encoded text, and the signature of an alert.</summary>
    public byte[] Payload;

    /// <summary>Bytes of <see cref="Payload"/> that belong to it.</summary>
    public int PayloadLength;

    /// <summary>Where the encoded text begins in <see cref="Payload"/>.</summary>
    public int TextOffset;

    /// <summary>Bytes of the encoded text.</summary>
    public int TextLength;
}
