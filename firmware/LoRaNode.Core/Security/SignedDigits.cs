namespace LoRaNode.Core.Security;

/// <summary>Recoding of scalars for multiplication with a small table (sliding windows, Koyama and Tsuruoka 1993).</summary>
internal static class SignedDigits
{
    /// <summary>Digits of a scalar below 2^253: one more bit may carry out of the top.</summary>
    internal const int Count = 256;

    /// <summary>Largest digit: 7, so that a table holds the four odd multiples 1, 3, 5, 7. With 15 a signature takes a twentieth less time, and 2.4 KB more.</summary>
    internal const int Largest = 7;

    private const int WindowBits = 4;

    /// <summary>Writes a number below 2^253 as signed digits that are 0 or odd, from -7 to 7, least significant first.</summary>
    internal static void Recode(byte[] number, int offset, sbyte[] digits)
    {
        for (int i = 0; i < Count; i++)
        {
            digits[i] = (sbyte)((number[offset + (i >> 3)] >> (i & 7)) & 1);
        }

        for (int i = 0; i < Count; i++)
        {
            if (digits[i] != 0)
            {
                Widen(digits, i);
            }
        }
    }

    /// <summary>Draws the next non-zero digits into digit <paramref name="at"/> for as long as it stays in range.</summary>
    private static void Widen(sbyte[] digits, int at)
    {
        for (int b = 1; b <= WindowBits && at + b < Count; b++)
        {
            int shifted = digits[at + b] << b;
            if (shifted == 0)
            {
                continue;
            }

            if (digits[at] + shifted <= Largest)
            {
                digits[at] += (sbyte)shifted;
                digits[at + b] = 0;
            }
            else if (digits[at] - shifted >= -Largest)
            {
                digits[at] -= (sbyte)shifted;
                int carry = at + b;
                while (digits[carry] != 0)
                {
                    digits[carry++] = 0;
                }

                digits[carry] = 1;
            }
            else
            {
                return;
            }
        }
    }
}
