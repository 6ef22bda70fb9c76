namespace LoRaNode.Core.Security;

/// <summary>Numbers modulo L = 2^252 + 27742317777372353535851937790883648493, the order of the base point (RFC 8032, 5.1).</summary>
internal static class GroupOrder
{
    // L in 32-bit words, least significant first.
    private static readonly uint[] Words =
    {
        0x5CF5D3ED, 0x5812631A, 0xA2F79CD6, 0x14DEF9DE, 0x00000000, 0x00000000, 0x00000000, 0x10000000,
    };

    /// <summary>True when the 32 bytes, little endian, are below L: otherwise a second signature would fit the same text.</summary>
    internal static bool IsBelow(byte[] bytes, int offset)
    {
        for (int i = 7; i >= 0; i--)
        {
            int at = offset + (4 * i);
            uint word = (uint)(bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
            if (word != Words[i])
            {
                return word < Words[i];
            }
        }

        return false;
    }

    /// <summary>Reduces 64 bytes, little endian, modulo L into 32 bytes, by long division one bit at a time.</summary>
    internal static void Reduce(byte[] wide, byte[] result, uint[] rest)
    {
        for (int i = 0; i < 8; i++)
        {
            rest[i] = 0;
        }

        for (int bit = 511; bit >= 0; bit--)
        {
            uint carry = (uint)(wide[bit >> 3] >> (bit & 7)) & 1;
            for (int i = 0; i < 8; i++)
            {
                uint word = rest[i];
                rest[i] = (word << 1) | carry;
                carry = word >> 31;
            }

            // The rest stays below 2 L, so it needs 254 bits and one subtraction at most.
            if (rest[7] >= Words[7] && !IsBelow(rest))
            {
                long borrow = 0;
                for (int i = 0; i < 8; i++)
                {
                    borrow += (long)rest[i] - Words[i];
                    rest[i] = (uint)borrow;
                    borrow >>= 32;
                }
            }
        }

        for (int i = 0; i < 32; i++)
        {
            result[i] = (byte)(rest[i >> 2] >> (8 * (i & 3)));
        }
    }

    private static bool IsBelow(uint[] number)
    {
        for (int i = 7; i >= 0; i--)
        {
            if (number[i] != Words[i])
            {
                return number[i] < Words[i];
            }
        }

        return false;
    }
}
