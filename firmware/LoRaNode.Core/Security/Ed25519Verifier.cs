using System;

namespace LoRaNode.Core.Security;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032, 5.1.7) in slices, so that an interpreted node can listen meanwhile. Strict: S below
/// the group order, key and R canonical, keys of small order refused. Everything verified is public, so nothing here is
/// constant-time. Memory is taken by the constructor (about 5 KB); one signature at a time.
/// </summary>
public sealed class Ed25519Verifier
{
    /// <summary>Bytes of a public key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureSize = 64;

    /// <summary>Units of work of one verification; each takes about the same time.</summary>
    public const int WorkUnits = 256;

    // Sliding windows of signed odd digits up to 15 (Koyama, Tsuruoka 1993): one addition in about six doublings.
    private const int TableSize = 8;
    private const int LargestDigit = 15;

    private readonly Sha512 _hash = new Sha512();
    private readonly EdwardsArithmetic _curve = new EdwardsArithmetic();
    private readonly EdwardsPoint _key = new EdwardsPoint();
    private readonly EdwardsPoint _sum = new EdwardsPoint();
    private readonly CachedPoint[] _keyTable = NewTable();
    private readonly CachedPoint[] _baseTable = NewTable();
    private readonly CachedPoint _double = new CachedPoint();
    private readonly sbyte[] _keyDigits = new sbyte[WorkUnits];
    private readonly sbyte[] _baseDigits = new sbyte[WorkUnits];
    private readonly byte[] _digest = new byte[Sha512.Size];
    private readonly byte[] _scalar = new byte[32];
    private readonly byte[] _expected = new byte[32];
    private readonly uint[] _words = new uint[8];
    private int _bit = -1;

    /// <summary>Creates a verifier and prepares the multiples of the base point.</summary>
    public Ed25519Verifier()
    {
        Field25519.Copy(_sum.X, Field25519.BaseX);
        Field25519.Copy(_sum.Y, Field25519.BaseY);
        Field25519.Set(_sum.Z, 1);
        Field25519.Multiply(_sum.T, _sum.X, _sum.Y);
        Fill(_baseTable, _sum);
    }

    /// <summary>True when the last verification has ended and the signature is genuine.</summary>
    public bool IsValid { get; private set; }

    /// <summary>True while a verification has work left.</summary>
    public bool IsBusy
    {
        get { return _bit >= 0; }
    }

    /// <summary>
    /// Starts a verification of the message <paramref name="prefix"/> followed by a part of <paramref name="message"/>. Nothing
    /// is kept by reference. Ends at once, invalid, when key or signature are not well formed.
    /// </summary>
    public void Begin(byte[] key, int keyOffset, byte[] prefix, byte[] message, int offset, int length, byte[] signature, int signatureOffset)
    {
        IsValid = false;
        _bit = -1;
        if (!GroupOrder.IsBelow(signature, signatureOffset + 32)
            || !_curve.TryDecode(_key, key, keyOffset)
            || _curve.IsSmallOrder(_key, _sum))
        {
            return;
        }

        _hash.Update(signature, signatureOffset, 32);
        _hash.Update(key, keyOffset, KeySize);
        _hash.Update(prefix, 0, prefix.Length);
        _hash.Update(message, offset, length);
        _hash.Finish(_digest, 0);
        GroupOrder.Reduce(_digest, _scalar, _words);
        Recode(_scalar, 0, _keyDigits);
        Recode(signature, signatureOffset + 32, _baseDigits);
        Array.Copy(signature, signatureOffset, _expected, 0, 32);
        _sum.Set(_key);
        Fill(_keyTable, _sum);
        _sum.SetNeutral();
        _bit = WorkUnits - 1;
    }

    /// <summary>Does up to <paramref name="units"/> of the <see cref="WorkUnits"/>. True when the verification has ended.</summary>
    public bool Step(int units)
    {
        for (; units > 0 && _bit >= 0; units--, _bit--)
        {
            int keyDigit = _keyDigits[_bit];
            int baseDigit = _baseDigits[_bit];
            _curve.Double(_sum, keyDigit != 0 || baseDigit != 0);
            if (keyDigit != 0)
            {
                // R must be S B - h A: the digits of h are subtracted.
                _curve.Add(_sum, _keyTable[(keyDigit < 0 ? -keyDigit : keyDigit) >> 1], keyDigit > 0, baseDigit != 0);
            }

            if (baseDigit != 0)
            {
                _curve.Add(_sum, _baseTable[(baseDigit < 0 ? -baseDigit : baseDigit) >> 1], baseDigit < 0, false);
            }

            if (_bit == 0)
            {
                Conclude();
            }
        }

        return _bit < 0;
    }

    /// <summary>Verifies in one go.</summary>
    public bool Verify(byte[] key, byte[] message, int length, byte[] signature)
    {
        Begin(key, 0, Nothing, message, 0, length, signature, 0);
        Step(WorkUnits);
        return IsValid;
    }

    private static readonly byte[] Nothing = new byte[0];

    private static CachedPoint[] NewTable()
    {
        CachedPoint[] table = new CachedPoint[TableSize];
        for (int i = 0; i < TableSize; i++)
        {
            table[i] = new CachedPoint();
        }

        return table;
    }

    private void Conclude()
    {
        _curve.Encode(_sum, _digest, 0);
        int difference = 0;
        for (int i = 0; i < 32; i++)
        {
            difference |= _digest[i] ^ _expected[i];
        }

        IsValid = difference == 0;
    }

    /// <summary>Fills a table with the odd multiples 1, 3, … 15 of a point, which is lost.</summary>
    private void Fill(CachedPoint[] table, EdwardsPoint point)
    {
        table[0].Set(point);
        _curve.Double(point, true);
        _double.Set(point);
        _curve.Add(point, table[0], true, true);
        for (int i = 1; i < TableSize; i++)
        {
            _curve.Add(point, _double, false, true);
            table[i].Set(point);
        }
    }

    /// <summary>Writes a 256-bit number as signed digits that are 0 or odd, from -15 to 15, least significant first.</summary>
    private static void Recode(byte[] number, int offset, sbyte[] digits)
    {
        for (int i = 0; i < WorkUnits; i++)
        {
            digits[i] = (sbyte)((number[offset + (i >> 3)] >> (i & 7)) & 1);
        }

        for (int i = 0; i < WorkUnits; i++)
        {
            for (int b = 1; digits[i] != 0 && b <= 5 && i + b < WorkUnits; b++)
            {
                int shifted = digits[i + b] << b;
                if (shifted == 0)
                {
                    continue;
                }

                if (digits[i] + shifted <= LargestDigit)
                {
                    digits[i] += (sbyte)shifted;
                    digits[i + b] = 0;
                }
                else if (digits[i] - shifted >= -LargestDigit)
                {
                    digits[i] -= (sbyte)shifted;
                    int k = i + b;
                    while (digits[k] != 0)
                    {
                        digits[k++] = 0;
                    }

                    digits[k] = 1;
                }
                else
                {
                    break;
                }
            }
        }
    }
}
