namespace LoRaNode.Node.Link;

/// <summary>Decodes base64 (RFC 4648, section 4) into a buffer of the caller: the platform's decoder allocates and throws on bad input.</summary>
internal static class Base64
{
    /// <summary>Decodes ASCII characters. Returns the number of bytes, or -1 when they are not base64 or do not fit.</summary>
    internal static int Decode(byte[] text, int offset, int length, byte[] target)
    {
        if (length % 4 != 0)
        {
            return -1;
        }

        int padding = length > 0 && text[offset + length - 1] == '=' ? (text[offset + length - 2] == '=' ? 2 : 1) : 0;
        int bytes = (length / 4 * 3) - padding;
        if (bytes > target.Length)
        {
            return -1;
        }

        int written = 0;
        for (int i = 0; i < length; i += 4)
        {
            int word = 0;
            for (int j = 0; j < 4; j++)
            {
                bool isPadding = i + j >= length - padding;
                int value = isPadding ? 0 : ValueOf(text[offset + i + j]);
                if (value < 0)
                {
                    return -1;
                }

                word = (word << 6) | value;
            }

            for (int shift = 16; shift >= 0 && written < bytes; shift -= 8)
            {
                target[written++] = (byte)(word >> shift);
            }
        }

        return bytes;
    }

    private static int ValueOf(byte c)
    {
        if (c >= 'A' && c <= 'Z')
        {
            return c - 'A';
        }

        if (c >= 'a' && c <= 'z')
        {
            return c - 'a' + 26;
        }

        if (c >= '0' && c <= '9')
        {
            return c - '0' + 52;
        }

        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
