using System.Security.Cryptography;

namespace LoRaNode.Host.Keys;

/// <summary>
/// Splits a secret into three shares of which any two restore it and any one tells nothing (Shamir 1979, "How to Share a Secret"): byte by
/// byte a line over the field of 256 elements (polynomial of AES, FIPS 197, 4.2) whose value at 0 is the secret; share i is its value
/// at i.
/// </summary>
public static class SecretSharing
{
    /// <summary>Shares made.</summary>
    public const int Shares = 3;

    /// <summary>Shares needed.</summary>
    public const int Needed = 2;

    /// <summary>The shares 1, 2 and 3 of a secret.</summary>
    public static byte[][] Split(ReadOnlySpan<byte> secret)
    {
        byte[] slope = RandomNumberGenerator.GetBytes(secret.Length);
        byte[][] shares = [new byte[secret.Length], new byte[secret.Length], new byte[secret.Length]];
        for (int share = 0; share < Shares; share++)
        {
            for (int i = 0; i < secret.Length; i++)
            {
                shares[share][i] = (byte)(secret[i] ^ Multiply(slope[i], (byte)(share + 1)));
            }
        }

        CryptographicOperations.ZeroMemory(slope);
        return shares;
    }

    /// <summary>The secret of two different shares.</summary>
    /// <param name="first">A share.</param>
    /// <param name="firstIndex">Its number, 1 to 3.</param>
    /// <param name="second">Another share.</param>
    /// <param name="secondIndex">Its number, 1 to 3, not the same.</param>
    public static byte[] Combine(ReadOnlySpan<byte> first, int firstIndex, ReadOnlySpan<byte> second, int secondIndex)
    {
        if (firstIndex == secondIndex || firstIndex is < 1 or > Shares || secondIndex is < 1 or > Shares || first.Length != second.Length)
        {
            throw new ArgumentException("Two different shares of the same length are needed.", nameof(second));
        }

        // Lagrange at 0: s = f(a) b / (a + b) + f(b) a / (a + b); addition is exclusive or.
        byte inverse = Inverse((byte)(firstIndex ^ secondIndex));
        byte weightOfFirst = Multiply((byte)secondIndex, inverse);
        byte weightOfSecond = Multiply((byte)firstIndex, inverse);
        byte[] secret = new byte[first.Length];
        for (int i = 0; i < secret.Length; i++)
        {
            secret[i] = (byte)(Multiply(first[i], weightOfFirst) ^ Multiply(second[i], weightOfSecond));
        }

        return secret;
    }

    private static byte Multiply(byte a, byte b)
    {
        int product = 0;
        int shifted = a;
        for (int bit = 0; bit < 8; bit++)
        {
            product ^= shifted & -((b >> bit) & 1);
            shifted <<= 1;
            shifted ^= 0x11B & -(shifted >> 8);
        }

        return (byte)product;
    }

    private static byte Inverse(byte a)
    {
        // a^254, for a^255 = 1.
        byte power = 1;
        for (int i = 0; i < 254; i++)
        {
            power = Multiply(power, a);
        }

        return power;
    }
}
