namespace LoRaNode.Core.Security;

/// <summary>
/// Doubling, addition and coding of points of edwards25519. Owns the intermediate values; one thread at a time. Coding takes a
/// long power, so it is done in steps: Begin…, <see cref="StepPower"/> until true, Finish….
/// </summary>
internal sealed class EdwardsArithmetic
{
    private readonly int[] _a = new int[Field25519.Limbs];
    private readonly int[] _b = new int[Field25519.Limbs];
    private readonly int[] _c = new int[Field25519.Limbs];
    private readonly int[] _e = new int[Field25519.Limbs];
    private readonly int[] _f = new int[Field25519.Limbs];
    private readonly int[] _g = new int[Field25519.Limbs];
    private readonly int[] _h = new int[Field25519.Limbs];
    private readonly byte[] _bytes = new byte[32];
    private readonly FieldPower _power = new FieldPower();
    private bool _oddX;

    /// <summary>p = 2 p (RFC 8032, 5.1.4). T is computed only when asked for: a doubling that follows does not need it.</summary>
    internal void Double(EdwardsPoint p, bool withT)
    {
        Field25519.Square(_a, p.X);
        Field25519.Square(_b, p.Y);
        Field25519.Square(_c, p.Z);
        Field25519.Add(_c, _c, _c);
        Field25519.Add(_h, _a, _b);
        Field25519.Add(_e, p.X, p.Y);
        Field25519.Square(_e, _e);
        Field25519.Subtract(_e, _h, _e);
        Field25519.Subtract(_g, _a, _b);
        Field25519.Add(_f, _c, _g);
        Field25519.Multiply(p.X, _e, _f);
        Field25519.Multiply(p.Y, _g, _h);
        Field25519.Multiply(p.Z, _f, _g);
        if (withT)
        {
            Field25519.Multiply(p.T, _e, _h);
        }
    }

    /// <summary>p = p + q, or p - q when <paramref name="negate"/>; p must have its T, and gets it only when asked for.</summary>
    internal void Add(EdwardsPoint p, CachedPoint q, bool negate, bool withT)
    {
        Field25519.Subtract(_a, p.Y, p.X);
        Field25519.Add(_b, p.Y, p.X);
        Field25519.Multiply(_a, _a, negate ? q.Sum : q.Difference);
        Field25519.Multiply(_b, _b, negate ? q.Difference : q.Sum);
        Field25519.Multiply(_c, p.T, q.TwiceDT);
        Field25519.Multiply(_h, p.Z, q.TwiceZ);
        Field25519.Subtract(_e, _b, _a);
        if (negate)
        {
            Field25519.Add(_f, _h, _c);
            Field25519.Subtract(_g, _h, _c);
        }
        else
        {
            Field25519.Subtract(_f, _h, _c);
            Field25519.Add(_g, _h, _c);
        }

        Field25519.Add(_h, _b, _a);
        Field25519.Multiply(p.X, _e, _f);
        Field25519.Multiply(p.Y, _g, _h);
        Field25519.Multiply(p.Z, _f, _g);
        if (withT)
        {
            Field25519.Multiply(p.T, _e, _h);
        }
    }

    /// <summary>
    /// Begins to decode 32 bytes (RFC 8032, 5.1.3). False when they are not canonical. The point and the intermediate values
    /// are taken until <see cref="FinishDecode"/>.
    /// </summary>
    internal bool BeginDecode(EdwardsPoint p, byte[] bytes, int offset)
    {
        if (!Field25519.TryRead(p.Y, bytes, offset))
        {
            return false;
        }

        // x^2 = u/v with u = y^2 - 1 (in a), v = d y^2 + 1 (in b); candidate x = u v^3 (u v^7)^((p-5)/8).
        _oddX = bytes[offset + 31] >> 7 == 1;
        Field25519.Set(p.Z, 1);
        Field25519.Square(_a, p.Y);
        Field25519.SetD(_b);
        Field25519.Multiply(_b, _a, _b);
        Field25519.Subtract(_a, _a, p.Z);
        Field25519.Add(_b, _b, p.Z);
        Field25519.Square(_c, _b);
        Field25519.Multiply(_c, _c, _b);
        Field25519.Square(_e, _c);
        Field25519.Multiply(_e, _e, _b);
        Field25519.Multiply(_e, _e, _a);
        _power.BeginRoot(_e);
        return true;
    }

    /// <summary>Ends decoding. False when no point has that y, or x is zero and the sign bit says it is odd.</summary>
    internal bool FinishDecode(EdwardsPoint p)
    {
        Field25519.Multiply(_e, _power.Result, _c);
        Field25519.Multiply(p.X, _e, _a);
        Field25519.Square(_c, p.X);
        Field25519.Multiply(_c, _c, _b);
        Field25519.Subtract(_e, _c, _a);
        if (!IsZero(_e))
        {
            Field25519.Add(_e, _c, _a);
            if (!IsZero(_e))
            {
                return false;
            }

            Field25519.SetRootOfMinusOne(_e);
            Field25519.Multiply(p.X, p.X, _e);
        }

        if (IsZero(p.X))
        {
            if (_oddX)
            {
                return false;
            }
        }
        else if (IsOdd(p.X) != _oddX)
        {
            Field25519.Negate(p.X, p.X);
        }

        Field25519.Multiply(p.T, p.X, p.Y);
        return true;
    }

    /// <summary>Begins to encode a point, which must not change until <see cref="FinishEncode"/>.</summary>
    internal void BeginEncode(EdwardsPoint p)
    {
        _power.BeginInverse(p.Z);
    }

    /// <summary>Writes the point's canonical 32 bytes (RFC 8032, 5.1.2).</summary>
    internal void FinishEncode(EdwardsPoint p, byte[] bytes, int offset)
    {
        Field25519.Multiply(_b, p.X, _power.Result);
        Field25519.Multiply(_c, p.Y, _power.Result);
        Field25519.Write(_c, bytes, offset);
        if (IsOdd(_b))
        {
            bytes[offset + 31] |= 0x80;
        }
    }

    /// <summary>Goes on with the power that decoding or encoding waits for. True when it is ready.</summary>
    internal bool StepPower(int squarings)
    {
        return _power.Step(squarings);
    }

    /// <summary>True when eight times the point is the neutral element: a key of small order fits any message.</summary>
    internal bool IsSmallOrder(EdwardsPoint p, EdwardsPoint work)
    {
        work.Set(p);
        Double(work, false);
        Double(work, false);
        Double(work, false);
        Field25519.Subtract(_a, work.Y, work.Z);
        return IsZero(work.X) && IsZero(_a);
    }

    private bool IsZero(int[] f)
    {
        Field25519.Write(f, _bytes, 0);
        int bits = 0;
        for (int i = 0; i < 32; i++)
        {
            bits |= _bytes[i];
        }

        return bits == 0;
    }

    private bool IsOdd(int[] f)
    {
        Field25519.Write(f, _bytes, 0);
        return (_bytes[0] & 1) == 1;
    }
}
