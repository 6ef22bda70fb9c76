using System;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>
/// A message as a line of text among whatever else a port carries: <c>#LN:</c>, the message's length as four hexadecimal digits,
/// <c>:</c>, base64, <c>:</c>, the CRC-32 of the message as eight hexadecimal digits, end of line.
/// </summary>
public static class LinkLine
{
    /// <summary>What a line begins with.</summary>
    public const string Marker = "#LN:";

    /// <summary>Longest line in characters, without its end.</summary>
    public const int MaxLength = 4 + 4 + 1 + ((LinkMessage.MaxLength + 2) / 3 * 4) + 1 + 8;

    /// <summary>The line of a message, without its end.</summary>
    public static string Format(byte[] message, int length)
    {
        return Marker
            + length.ToString("X4")
            + ":" + Convert.ToBase64String(message, 0, length)
            + ":" + Crc32.Of(message, 0, length).ToString("X8");
    }
}
