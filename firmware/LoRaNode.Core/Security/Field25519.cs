namespace LoRaNode.Core.Security;

/// <summary>
/// Arithmetic modulo 2^255 - 19. An element is ten signed limbs of alternately 26 and 25 bits: products of limbs then fit 64
/// bits, and one multiplication takes 100 products, the fewest of the usual representations on a 64-bit interpreter.
/// </summary>
internal static partial class Field25519
{
    /// <summary>Limbs of an element.</summary>
    internal const int Limbs = 10;

    /// <summary>h = d, the curve constant -121665/121666 (RFC 8032, 5.1).</summary>
    internal static void SetD(int[] h)
    {
        Set(h, 56195235, 13857412, 51736253, 6949390, 114729, 24766616, 60832955, 30306712, 48412415, 21499315);
    }

    /// <summary>h = 2 d.</summary>
    internal static void SetD2(int[] h)
    {
        Set(h, 45281625, 27714825, 36363642, 13898781, 229458, 15978800, 54557047, 27058993, 29715967, 9444199);
    }

    /// <summary>h = a square root of -1.</summary>
    internal static void SetRootOfMinusOne(int[] h)
    {
        Set(h, 34513072, 25610706, 9377949, 3500415, 12389472, 33281959, 41962654, 31548777, 326685, 11406482);
    }

    /// <summary>h = the number of these limbs: constants in code take no heap.</summary>
    internal static void Set(int[] h, int h0, int h1, int h2, int h3, int h4, int h5, int h6, int h7, int h8, int h9)
    {
        h[0] = h0;
        h[1] = h1;
        h[2] = h2;
        h[3] = h3;
        h[4] = h4;
        h[5] = h5;
        h[6] = h6;
        h[7] = h7;
        h[8] = h8;
        h[9] = h9;
    }

    /// <summary>h = small number.</summary>
    internal static void Set(int[] h, int value)
    {
        h[0] = value;
        for (int i = 1; i < Limbs; i++)
        {
            h[i] = 0;
        }
    }

    /// <summary>h = f.</summary>
    internal static void Copy(int[] h, int[] f)
    {
        for (int i = 0; i < Limbs; i++)
        {
            h[i] = f[i];
        }
    }

    /// <summary>h = f + g, limbs not carried.</summary>
    internal static void Add(int[] h, int[] f, int[] g)
    {
        h[0] = f[0] + g[0];
        h[1] = f[1] + g[1];
        h[2] = f[2] + g[2];
        h[3] = f[3] + g[3];
        h[4] = f[4] + g[4];
        h[5] = f[5] + g[5];
        h[6] = f[6] + g[6];
        h[7] = f[7] + g[7];
        h[8] = f[8] + g[8];
        h[9] = f[9] + g[9];
    }

    /// <summary>h = f - g, limbs not carried.</summary>
    internal static void Subtract(int[] h, int[] f, int[] g)
    {
        h[0] = f[0] - g[0];
        h[1] = f[1] - g[1];
        h[2] = f[2] - g[2];
        h[3] = f[3] - g[3];
        h[4] = f[4] - g[4];
        h[5] = f[5] - g[5];
        h[6] = f[6] - g[6];
        h[7] = f[7] - g[7];
        h[8] = f[8] - g[8];
        h[9] = f[9] - g[9];
    }

    /// <summary>h = -f.</summary>
    internal static void Negate(int[] h, int[] f)
    {
        for (int i = 0; i < Limbs; i++)
        {
            h[i] = -f[i];
        }
    }

    /// <summary>
    /// Reads 255 bits, little endian, without the top bit of the last byte. False when the number is not below 2^255 - 19:
    /// such an encoding is not canonical (RFC 8032, 5.1.3).
    /// </summary>
    internal static bool TryRead(int[] h, byte[] bytes, int offset)
    {
        bool belowPrime = (bytes[offset + 31] & 0x7F) != 0x7F || bytes[offset] < 0xED;
        for (int i = 1; i < 31 && !belowPrime; i++)
        {
            belowPrime = bytes[offset + i] != 0xFF;
        }

        long pending = 0;
        int bits = 0;
        int at = offset;
        for (int i = 0; i < Limbs; i++)
        {
            int width = 26 - (i & 1);
            while (bits < width && at < offset + 32)
            {
                long next = at == offset + 31 ? bytes[at] & 0x7F : bytes[at];
                pending |= next << bits;
                bits += 8;
                at++;
            }

            h[i] = (int)(pending & ((1L << width) - 1));
            pending >>= width;
            bits -= width;
        }

        return belowPrime;
    }

    /// <summary>Writes the canonical 32 bytes, little endian.</summary>
    internal static void Write(int[] f, byte[] bytes, int offset)
    {
        // q = floor(f / p), found by carrying an estimate through all limbs; then f - q p by the same route.
        long q = ((19L * f[9]) + (1L << 24)) >> 25;
        for (int i = 0; i < Limbs; i++)
        {
            q = (f[i] + q) >> (26 - (i & 1));
        }

        long carry = 19 * q;
        long pending = 0;
        int bits = 0;
        int at = offset;
        for (int i = 0; i < Limbs; i++)
        {
            int width = 26 - (i & 1);
            long limb = f[i] + carry;
            carry = limb >> width;
            pending |= (limb & ((1L << width) - 1)) << bits;
            bits += width;
            while (bits >= 8)
            {
                bytes[at++] = (byte)pending;
                pending >>= 8;
                bits -= 8;
            }
        }

        bytes[at] = (byte)pending;
    }
}
