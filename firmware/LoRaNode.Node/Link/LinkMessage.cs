namespace LoRaNode.Node.Link;

/// <summary>
/// Requests and replies on the link, as bytes. A request is operation (1), tag (2), body; a reply is operation with the top bit
/// set (1), the same tag (2), status (1), body. Numbers are little endian.
/// </summary>
public static class LinkMessage
{
    /// <summary>Largest request or reply in bytes: with the framing of the storage operation it stays below the Wire Protocol's 1,024.</summary>
    public const int MaxLength = 960;

    /// <summary>Bytes of a request before its body.</summary>
    public const int RequestHeader = 3;

    /// <summary>Bytes of a reply before its body.</summary>
    public const int ReplyHeader = 4;

    /// <summary>Set in the first byte of a reply.</summary>
    public const byte ReplyFlag = 0x80;
}
