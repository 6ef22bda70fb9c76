namespace LoRaNode.Core.Security;

/// <summary>Numbers modulo L = 2^252 + 27742317777372353535851937790883648493, the order of the base point (RFC 8032, 5.1).</summary>
internal static class GroupOrder
{
    /// <summary>32-bit words of work space that <see cref="Reduce"/> needs.</summary>
    internal const int WorkWords = 9;

    // L in 32-bit words, least significant first; the ninth word makes room for sixteen bits more while reducing.
    private static readonly uint[] Words =
    {
        0x5CF5D3ED, 0x5812631A, 0xA2F79CD6, 0x14DEF9DE, 0x00000000, 0x00000000, 0x00000000, 0x10000000, 0x00000000,
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

    /// <summary>
    /// Reduces 64 bytes, little endian, modulo L into 32 bytes: long division, sixteen bits at a time. The quotient digit
    /// rest / 2^252 takes away too much by less than one L (2^17 times the low half of L is below 2^142), so one addition of L
    /// puts it right; where it takes away enough, the rest is below 2^252 and so below L.
    /// </summary>
    internal static void Reduce(byte[] wide, byte[] result, uint[] rest)
    {
        for (int i = 0; i < WorkWords; i++)
        {
            rest[i] = 0;
        }

        for (int digit = 31; digit >= 0; digit--)
        {
            uint low = (uint)(wide[2 * digit] | (wide[(2 * digit) + 1] << 8));
            for (int i = 0; i < WorkWords; i++)
            {
                uint word = rest[i];
                rest[i] = (word << 16) | low;
                low = word >> 16;
            }

            long quotient = (rest[8] << 4) | (rest[7] >> 28);
            AddMultiple(rest, -quotient);
            if ((int)rest[8] < 0)
            {
                AddMultiple(rest, 1);
            }
        }

        for (int i = 0; i < 32; i++)
        {
            result[i] = (byte)(rest[i >> 2] >> (8 * (i & 3)));
        }
    }

    /// <summary>number = number + factor L, in two's complement over nine words; the factor has at most 21 bits.</summary>
    private static void AddMultiple(uint[] number, long factor)
    {
        long carry = 0;
        for (int i = 0; i < WorkWords; i++)
        {
            carry += number[i] + (factor * Words[i]);
            number[i] = (uint)carry;
            carry >>= 32;
        }
    }
}
