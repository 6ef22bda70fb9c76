namespace LoRaNode.Core.Security;

/// <content>
/// Products, unrolled: on the interpreter every index and loop step costs as much as the multiplication itself. A product of
/// limbs i and j counts 2^(ceil(25.5 i) + ceil(25.5 j)); it doubles when both are odd and takes the factor 19 past limb 9.
/// Carries round down: a mask is half the instructions of a rounding carry, and the sums still fit. Call the largest limb of a
/// carried element u (2^26 even, 2^25 odd). The largest sum of products of two elements of at most a u and b u is below
/// a b 2^59 (498 products of odd limbs at most, 2^50 each), so a b may reach 15; no caller goes above 6.
/// </content>
internal static partial class Field25519
{
    private const long Mask26 = (1L << 26) - 1;
    private const long Mask25 = (1L << 25) - 1;

    /// <summary>h = f g. The arguments may be the same arrays. The sizes of f and g in units of u multiply to 15 at most.</summary>
    internal static void Multiply(int[] h, int[] f, int[] g)
    {
        long f0 = f[0];
        long f1 = f[1];
        long f2 = f[2];
        long f3 = f[3];
        long f4 = f[4];
        long f5 = f[5];
        long f6 = f[6];
        long f7 = f[7];
        long f8 = f[8];
        long f9 = f[9];
        long g0 = g[0];
        long g1 = g[1];
        long g2 = g[2];
        long g3 = g[3];
        long g4 = g[4];
        long g5 = g[5];
        long g6 = g[6];
        long g7 = g[7];
        long g8 = g[8];
        long g9 = g[9];
        long n1 = 19 * g1;
        long n2 = 19 * g2;
        long n3 = 19 * g3;
        long n4 = 19 * g4;
        long n5 = 19 * g5;
        long n6 = 19 * g6;
        long n7 = 19 * g7;
        long n8 = 19 * g8;
        long n9 = 19 * g9;
        long d1 = 2 * f1;
        long d3 = 2 * f3;
        long d5 = 2 * f5;
        long d7 = 2 * f7;
        long d9 = 2 * f9;
        long h0 = (f0 * g0) + (d1 * n9) + (f2 * n8) + (d3 * n7) + (f4 * n6) + (d5 * n5) + (f6 * n4) + (d7 * n3) + (f8 * n2) + (d9 * n1);
        long h1 = (f0 * g1) + (f1 * g0) + (f2 * n9) + (f3 * n8) + (f4 * n7) + (f5 * n6) + (f6 * n5) + (f7 * n4) + (f8 * n3) + (f9 * n2);
        long h2 = (f0 * g2) + (d1 * g1) + (f2 * g0) + (d3 * n9) + (f4 * n8) + (d5 * n7) + (f6 * n6) + (d7 * n5) + (f8 * n4) + (d9 * n3);
        long h3 = (f0 * g3) + (f1 * g2) + (f2 * g1) + (f3 * g0) + (f4 * n9) + (f5 * n8) + (f6 * n7) + (f7 * n6) + (f8 * n5) + (f9 * n4);
        long h4 = (f0 * g4) + (d1 * g3) + (f2 * g2) + (d3 * g1) + (f4 * g0) + (d5 * n9) + (f6 * n8) + (d7 * n7) + (f8 * n6) + (d9 * n5);
        long h5 = (f0 * g5) + (f1 * g4) + (f2 * g3) + (f3 * g2) + (f4 * g1) + (f5 * g0) + (f6 * n9) + (f7 * n8) + (f8 * n7) + (f9 * n6);
        long h6 = (f0 * g6) + (d1 * g5) + (f2 * g4) + (d3 * g3) + (f4 * g2) + (d5 * g1) + (f6 * g0) + (d7 * n9) + (f8 * n8) + (d9 * n7);
        long h7 = (f0 * g7) + (f1 * g6) + (f2 * g5) + (f3 * g4) + (f4 * g3) + (f5 * g2) + (f6 * g1) + (f7 * g0) + (f8 * n9) + (f9 * n8);
        long h8 = (f0 * g8) + (d1 * g7) + (f2 * g6) + (d3 * g5) + (f4 * g4) + (d5 * g3) + (f6 * g2) + (d7 * g1) + (f8 * g0) + (d9 * n9);
        long h9 = (f0 * g9) + (f1 * g8) + (f2 * g7) + (f3 * g6) + (f4 * g5) + (f5 * g4) + (f6 * g3) + (f7 * g2) + (f8 * g1) + (f9 * g0);
        h1 += h0 >> 26;
        h2 += h1 >> 25;
        h3 += h2 >> 26;
        h4 += h3 >> 25;
        h5 += h4 >> 26;
        h6 += h5 >> 25;
        h7 += h6 >> 26;
        h8 += h7 >> 25;
        h9 += h8 >> 26;
        long wrapped = (h0 & Mask26) + (19 * (h9 >> 25));
        h[0] = (int)(wrapped & Mask26);
        h[1] = (int)((h1 & Mask25) + (wrapped >> 26));
        h[2] = (int)(h2 & Mask26);
        h[3] = (int)(h3 & Mask25);
        h[4] = (int)(h4 & Mask26);
        h[5] = (int)(h5 & Mask25);
        h[6] = (int)(h6 & Mask26);
        h[7] = (int)(h7 & Mask25);
        h[8] = (int)(h8 & Mask26);
        h[9] = (int)(h9 & Mask25);
    }

    /// <summary>h = f f. The arguments may be the same array. Limbs of f at most 3 u.</summary>
    internal static void Square(int[] h, int[] f)
    {
        long f0 = f[0];
        long f1 = f[1];
        long f2 = f[2];
        long f3 = f[3];
        long f4 = f[4];
        long f5 = f[5];
        long f6 = f[6];
        long f7 = f[7];
        long f8 = f[8];
        long f9 = f[9];
        long d0 = 2 * f0;
        long d1 = 2 * f1;
        long d2 = 2 * f2;
        long d3 = 2 * f3;
        long d4 = 2 * f4;
        long d5 = 2 * f5;
        long d6 = 2 * f6;
        long d7 = 2 * f7;
        long n5 = 38 * f5;
        long n6 = 19 * f6;
        long n7 = 38 * f7;
        long n8 = 19 * f8;
        long n9 = 38 * f9;
        long h0 = (f0 * f0) + (d1 * n9) + (d2 * n8) + (d3 * n7) + (d4 * n6) + (f5 * n5);
        long h1 = (d0 * f1) + (f2 * n9) + (d3 * n8) + (f4 * n7) + (d5 * n6);
        long h2 = (d0 * f2) + (d1 * f1) + (d3 * n9) + (d4 * n8) + (d5 * n7) + (f6 * n6);
        long h3 = (d0 * f3) + (d1 * f2) + (f4 * n9) + (d5 * n8) + (f6 * n7);
        long h4 = (d0 * f4) + (d1 * d3) + (f2 * f2) + (d5 * n9) + (d6 * n8) + (f7 * n7);
        long h5 = (d0 * f5) + (d1 * f4) + (d2 * f3) + (f6 * n9) + (d7 * n8);
        long h6 = (d0 * f6) + (d1 * d5) + (d2 * f4) + (d3 * f3) + (d7 * n9) + (f8 * n8);
        long h7 = (d0 * f7) + (d1 * f6) + (d2 * f5) + (d3 * f4) + (f8 * n9);
        long h8 = (d0 * f8) + (d1 * d7) + (d2 * f6) + (d3 * d5) + (f4 * f4) + (f9 * n9);
        long h9 = (d0 * f9) + (d1 * f8) + (d2 * f7) + (d3 * f6) + (d4 * f5);
        h1 += h0 >> 26;
        h2 += h1 >> 25;
        h3 += h2 >> 26;
        h4 += h3 >> 25;
        h5 += h4 >> 26;
        h6 += h5 >> 25;
        h7 += h6 >> 26;
        h8 += h7 >> 25;
        h9 += h8 >> 26;
        long wrapped = (h0 & Mask26) + (19 * (h9 >> 25));
        h[0] = (int)(wrapped & Mask26);
        h[1] = (int)((h1 & Mask25) + (wrapped >> 26));
        h[2] = (int)(h2 & Mask26);
        h[3] = (int)(h3 & Mask25);
        h[4] = (int)(h4 & Mask26);
        h[5] = (int)(h5 & Mask25);
        h[6] = (int)(h6 & Mask26);
        h[7] = (int)(h7 & Mask25);
        h[8] = (int)(h8 & Mask26);
        h[9] = (int)(h9 & Mask25);
    }
}
