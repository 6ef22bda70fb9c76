using System;

namespace LoRaNode.Core.Security;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032, 5.1.7) in slices, so that an interpreted node can listen meanwhile. Strict: S below
/// the group order, key and R canonical, keys of small order refused, no cofactor. Everything verified is public, so nothing
/// here is constant-time. Memory is taken by the constructor (about 5 KB on the device); one signature at a time. The multiples of the last
/// key are kept, so that a run of alerts of one issuer costs less.
/// <code>
/// Idle -Begin-> [DecodeKey -> CheckOrder -> KeyTable ->] Sum -> Encode -> Idle
///                \----------- key unchanged: skipped ---------/
/// </code>
/// </summary>
public sealed class Ed25519Verifier
{
    /// <summary>Bytes of a public key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureSize = 64;

    /// <summary>Units of work of one verification at most; a unit is 4,000 to 19,000 IL instructions, 7,000 on average.</summary>
    public const int MaxWorkUnits = 320;

    private const int TableSize = (SignedDigits.Largest + 1) / 2;
    private const int SquaringsPerUnit = 10;

    // State.
    private const int Idle = 0;
    private const int DecodingKey = 1;
    private const int CheckingOrder = 2;
    private const int FillingTable = 3;
    private const int Summing = 4;
    private const int Encoding = 5;

    private static readonly byte[] Nothing = new byte[0];

    private readonly Sha512 _hash = new Sha512();
    private readonly EdwardsArithmetic _curve = new EdwardsArithmetic();
    private readonly EdwardsPoint _point = new EdwardsPoint();
    private readonly EdwardsPoint _sum = new EdwardsPoint();
    private readonly CachedPoint[] _keyTable = NewTable();
    private readonly CachedPoint _entry = new CachedPoint();
    private readonly sbyte[] _keyDigits = new sbyte[SignedDigits.Count];
    private readonly sbyte[] _baseDigits = new sbyte[SignedDigits.Count];
    private readonly byte[] _key = new byte[KeySize];
    private readonly byte[] _digest = new byte[Sha512.Size];
    private readonly byte[] _scalar = new byte[32];
    private readonly byte[] _expected = new byte[32];
    private readonly uint[] _words = new uint[GroupOrder.WorkWords];
    private bool _hasKeyTable;
    private int _state;
    private int _position;

    /// <summary>True when the last verification has ended and the signature is genuine.</summary>
    public bool IsValid { get; private set; }

    /// <summary>
    /// Starts a verification of the message <paramref name="prefix"/> followed by a part of <paramref name="message"/>, and drops
    /// one that was under way. Hashes the message at once (about 14,000 IL instructions for 128 bytes); nothing is kept by
    /// reference. Ends at once, invalid, when the signature is not well formed.
    /// </summary>
    public void Begin(byte[] key, int keyOffset, byte[] prefix, byte[] message, int offset, int length, byte[] signature, int signatureOffset)
    {
        IsValid = false;
        _state = Idle;
        if (!GroupOrder.IsBelow(signature, signatureOffset + 32))
        {
            return;
        }

        bool sameKey = _hasKeyTable;
        for (int i = 0; i < KeySize; i++)
        {
            sameKey &= _key[i] == key[keyOffset + i];
        }

        if (!sameKey)
        {
            _hasKeyTable = false;
            Array.Copy(key, keyOffset, _key, 0, KeySize);
            if (!_curve.BeginDecode(_point, _key, 0))
            {
                return;
            }
        }

        _hash.Update(signature, signatureOffset, 32);
        _hash.Update(_key, 0, KeySize);
        _hash.Update(prefix, 0, prefix.Length);
        _hash.Update(message, offset, length);
        _hash.Finish(_digest, 0);
        GroupOrder.Reduce(_digest, _scalar, _words);
        SignedDigits.Recode(_scalar, 0, _keyDigits);
        SignedDigits.Recode(signature, signatureOffset + 32, _baseDigits);
        Array.Copy(signature, signatureOffset, _expected, 0, 32);
        if (sameKey)
        {
            BeginSum();
        }
        else
        {
            _state = DecodingKey;
        }
    }

    /// <summary>Does up to <paramref name="units"/> units of work. True when the verification has ended.</summary>
    public bool Step(int units)
    {
        for (; units > 0 && _state != Idle; units--)
        {
            switch (_state)
            {
                case DecodingKey:
                    StepDecoding();
                    break;
                case CheckingOrder:
                    CheckOrder();
                    break;
                case FillingTable:
                    StepTable();
                    break;
                case Summing:
                    StepSum();
                    break;
                default:
                    StepEncoding();
                    break;
            }
        }

        return _state == Idle;
    }

    /// <summary>Verifies in one go.</summary>
    public bool Verify(byte[] key, byte[] message, int length, byte[] signature)
    {
        Begin(key, 0, Nothing, message, 0, length, signature, 0);
        Step(MaxWorkUnits);
        return IsValid;
    }

    /// <summary>True when signatures of a key can be genuine at all: it is canonical, on the curve, and not of small order. Drops a verification that was under way.</summary>
    public bool IsUsableKey(byte[] key)
    {
        _state = Idle;
        _hasKeyTable = false;
        if (!_curve.BeginDecode(_point, key, 0))
        {
            return false;
        }

        _curve.StepPower(int.MaxValue);
        return _curve.FinishDecode(_point) && !_curve.IsSmallOrder(_point, _sum);
    }

    private static CachedPoint[] NewTable()
    {
        CachedPoint[] table = new CachedPoint[TableSize];
        for (int i = 0; i < TableSize; i++)
        {
            table[i] = new CachedPoint();
        }

        return table;
    }

    private void StepDecoding()
    {
        if (_curve.StepPower(SquaringsPerUnit))
        {
            _state = _curve.FinishDecode(_point) ? CheckingOrder : Idle;
        }
    }

    private void CheckOrder()
    {
        _state = _curve.IsSmallOrder(_point, _sum) ? Idle : FillingTable;
        _position = 0;
    }

    private void StepTable()
    {
        FillEntry(_position++);
        if (_position == TableSize)
        {
            _hasKeyTable = true;
            BeginSum();
        }
    }

    private void BeginSum()
    {
        // Leading zeros of both scalars need no doubling: the sum is still neutral.
        _sum.SetNeutral();
        _position = SignedDigits.Count - 1;
        while (_position > 0 && _keyDigits[_position] == 0 && _baseDigits[_position] == 0)
        {
            _position--;
        }

        _state = Summing;
    }

    private void StepSum()
    {
        int keyDigit = _keyDigits[_position];
        int baseDigit = _baseDigits[_position];
        _curve.Double(_sum, keyDigit != 0 || baseDigit != 0);
        if (keyDigit != 0)
        {
            // R must be S B - h A: the digits of h are subtracted.
            _curve.Add(_sum, _keyTable[(keyDigit < 0 ? -keyDigit : keyDigit) >> 1], keyDigit > 0, baseDigit != 0);
        }

        if (baseDigit != 0)
        {
            BasePoint.Load((baseDigit < 0 ? -baseDigit : baseDigit) >> 1, _entry);
            _curve.Add(_sum, _entry, baseDigit < 0, false);
        }

        if (--_position < 0)
        {
            _curve.BeginEncode(_sum);
            _state = Encoding;
        }
    }

    private void StepEncoding()
    {
        if (!_curve.StepPower(SquaringsPerUnit))
        {
            return;
        }

        // Comparing canonical bytes refuses an R that is not canonical as well.
        _curve.FinishEncode(_sum, _digest, 0);
        bool same = true;
        for (int i = 0; i < 32; i++)
        {
            same &= _digest[i] == _expected[i];
        }

        IsValid = same;
        _state = Idle;
    }

    /// <summary>Fills entry 0, 1, … of the key's table with the odd multiples 1, 3, … of the point, in that order; the point is lost.</summary>
    private void FillEntry(int entry)
    {
        if (entry == 0)
        {
            _keyTable[0].Set(_point);
            _curve.Double(_point, true);
            _entry.Set(_point);
            _curve.Add(_point, _keyTable[0], true, true);
            return;
        }

        _curve.Add(_point, _entry, false, true);
        _keyTable[entry].Set(_point);
    }
}
