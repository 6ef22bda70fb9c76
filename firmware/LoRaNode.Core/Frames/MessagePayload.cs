namespace LoRaNode.Core.Frames;

/// <summary>
/// What stands before the text of a member's message: one byte, language (2 bits, high), zero (2 bits), number of the member at
/// the node (4 bits, low). With header, tag and the relay's prefix byte a message has 20 bytes of overhead.
/// </summary>
public sealed class MessagePayload
{
    /// <summary>Bytes before the text.</summary>
    public const int HeadSize = 1;

    /// <summary>Members that one node tells apart: phones joined to it.</summary>
    public const int MemberCount = 16;

    /// <summary>Language of the text.</summary>
    public ContentLanguage Language;

    /// <summary>Number of the member at the node of origin, 0 to 15; 0 is the node itself.</summary>
    public byte Member;

    /// <summary>Bytes of the text, after <see cref="TryRead"/>; it begins at <see cref="HeadSize"/>.</summary>
    public int TextLength;

    /// <summary>Reads a payload of any bytes. False when they are no message.</summary>
    public bool TryRead(byte[] payload, int length)
    {
        if (length <= HeadSize || (payload[0] & 0x30) != 0)
        {
            return false;
        }

        Language = (ContentLanguage)(payload[0] >> 6);
        Member = (byte)(payload[0] & 15);
        TextLength = length - HeadSize;
        return true;
    }

    /// <summary>Writes the byte before the text. False when a field is out of range.</summary>
    public bool TryWrite(byte[] payload)
    {
        if (Language > ContentLanguage.Other || Member >= MemberCount)
        {
            return false;
        }

        payload[0] = (byte)(((int)Language << 6) | Member);
        return true;
    }
}
