namespace LoRaNode.Core.Trust;

/// <summary>Names that come over the air and are shown to people.</summary>
public static class DisplayName
{
    /// <summary>
    /// True when the bytes are UTF-8 (RFC 3629, section 4: shortest form, no surrogates, at most U+10FFFF) without control
    /// characters and without the marks that reverse the direction of writing and could disguise a name (U+202A to U+202E,
    /// U+2066 to U+2069).
    /// </summary>
    public static bool IsValid(byte[] bytes, int offset, int length)
    {
        int end = offset + length;
        int at = offset;
        while (at < end)
        {
            int first = bytes[at++];
            int more = first < 0x80 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
            int point = first < 0x80 ? first : first & (0x3F >> more);
            if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || at + more > end)
            {
                return false;
            }

            for (int i = 0; i < more; i++)
            {
                if ((bytes[at] & 0xC0) != 0x80)
                {
                    return false;
                }

                point = (point << 6) | (bytes[at++] & 0x3F);
            }

            if (!IsShown(point, more))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsShown(int point, int more)
    {
        if (point < 0x20 || (point >= 0x7F && point < 0xA0))
        {
            return false;
        }

        if ((more == 2 && point < 0x800) || (more == 3 && point < 0x10000) || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        {
            return false;
        }

        return (point < 0x202A || point > 0x202E) && (point < 0x2066 || point > 0x2069);
    }
}
