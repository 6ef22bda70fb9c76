namespace LoRaNode.Node.SelfTest;

/// <summary>Known answers as their papers print them.</summary>
internal static class Hex
{
    /// <summary>The bytes of lower-case hexadecimal digits; blanks may stand between bytes.</summary>
    public static byte[] Bytes(string digits)
    {
        char[] units = digits.ToCharArray();
        byte[] bytes = new byte[Count(units) / 2];
        int at = 0;
        for (int i = 0; i < units.Length; i++)
        {
            if (units[i] != ' ')
            {
                bytes[at / 2] = (byte)((bytes[at / 2] << 4) | Value(units[i]));
                at++;
            }
        }

        return bytes;
    }

    /// <summary>True when an array begins with known bytes.</summary>
    public static bool Begins(byte[] bytes, int offset, string digits)
    {
        byte[] known = Bytes(digits);
        if (bytes.Length - offset < known.Length)
        {
            return false;
        }

        for (int i = 0; i < known.Length; i++)
        {
            if (bytes[offset + i] != known[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int Count(char[] digits)
    {
        int count = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            if (digits[i] != ' ')
            {
                count++;
            }
        }

        return count;
    }

    private static int Value(char digit)
    {
        return digit <= '9' ? digit - '0' : digit - 'a' + 10;
    }
}
