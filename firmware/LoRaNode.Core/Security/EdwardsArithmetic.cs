namespace LoRaNode.Core.Security;

/// <summary>Doubling, addition and decoding of points of edwards25519. Owns the intermediate values; one thread at a time.</summary>
internal sealed class EdwardsArithmetic
{
    private readonly int[] _a = new int[Field25519.Limbs];
    private readonly int[] _b = new int[Field25519.Limbs];
    private readonly int[] _c = new int[Field25519.Limbs];
    private readonly int[] _e = new int[Field25519.Limbs];
    private readonly int[] _f = new int[Field25519.Limbs];
    private readonly int[] _g = new int[Field25519.Limbs];
    private readonly int[] _h = new int[Field25519.Limbs];

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
    /// Decodes 32 bytes (RFC 8032, 5.1.3). False when they are not canonical or no point has that y.
    /// </summary>
    internal bool TryDecode(EdwardsPoint p, byte[] bytes, int offset)
    {
        if (!Field25519.TryRead(p.Y, bytes, offset))
        {
            return false;
        }

        // x^2 = u/v with u = y^2 - 1, v = d y^2 + 1; candidate x = u v^3 (u v^7)^((p-5)/8).
        Field25519.Set(p.Z, 1);
        Field25519.Square(_a, p.Y);
        Field25519.Multiply(_b, _a, Field25519.D);
        Field25519.Subtract(_a, _a, p.Z);
        Field25519.Add(_b, _b, p.Z);
        Field25519.Square(_c, _b);
        Field25519.Multiply(_c, _c, _b);
        Field25519.Square(_e, _c);
        Field25519.Multiply(_e, _e, _b);
        Field25519.Multiply(_e, _e, _a);
        PowerForRoot(_e, _e);
        Field25519.Multiply(_e, _e, _c);
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

            Field25519.Multiply(p.X, p.X, Field25519.RootOfMinusOne);
        }

        int sign = bytes[offset + 31] >> 7;
        if (IsZero(p.X))
        {
            if (sign == 1)
            {
                return false;
            }
        }
        else if (IsOdd(p.X) != (sign == 1))
        {
            Field25519.Negate(p.X, p.X);
        }

        Field25519.Multiply(p.T, p.X, p.Y);
        return true;
    }

    /// <summary>Encodes a point canonically in 32 bytes (RFC 8032, 5.1.2).</summary>
    internal void Encode(EdwardsPoint p, byte[] bytes, int offset)
    {
        Invert(_a, p.Z);
        Field25519.Multiply(_b, p.X, _a);
        Field25519.Multiply(_c, p.Y, _a);
        bool odd = IsOdd(_b);
        Field25519.Write(_c, bytes, offset);
        if (odd)
        {
            bytes[offset + 31] |= 0x80;
        }
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

    private readonly byte[] _bytes = new byte[32];

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

    /// <summary>h = f^((p-5)/8) = f^(2^252 - 3).</summary>
    private void PowerForRoot(int[] h, int[] f)
    {
        Power250(_g, _f, f);
        Field25519.SquareTimes(_g, _g, 2);
        Field25519.Multiply(h, _g, f);
    }

    /// <summary>h = f^(p-2) = f^(2^255 - 21).</summary>
    private void Invert(int[] h, int[] f)
    {
        Power250(_g, _f, f);
        Field25519.SquareTimes(_g, _g, 5);
        Field25519.Multiply(h, _g, _f);
    }

    /// <summary>result = f^(2^250 - 1) and eleven = f^11, in 249 squarings and 10 products. Uses h.</summary>
    private void Power250(int[] result, int[] eleven, int[] f)
    {
        int[] x = _h;
        Field25519.SquareTimes(result, f, 1);
        Field25519.SquareTimes(x, result, 2);
        Field25519.Multiply(x, x, f);
        Field25519.Multiply(eleven, x, result);
        Field25519.Square(result, eleven);
        Field25519.Multiply(result, result, x);
        Raise(x, result, 5, result);
        Field25519.Copy(_ten, x);
        Raise(x, x, 10, _ten);
        Field25519.Copy(_twenty, x);
        Raise(x, x, 20, _twenty);
        Raise(x, x, 10, _ten);
        Field25519.Copy(_fifty, x);
        Raise(x, x, 50, _fifty);
        Field25519.Copy(_ten, x);
        Raise(x, x, 100, _ten);
        Raise(result, x, 50, _fifty);
    }

    private readonly int[] _ten = new int[Field25519.Limbs];
    private readonly int[] _twenty = new int[Field25519.Limbs];
    private readonly int[] _fifty = new int[Field25519.Limbs];
    private readonly int[] _raised = new int[Field25519.Limbs];

    /// <summary>h = f^(2^count) g.</summary>
    private void Raise(int[] h, int[] f, int count, int[] g)
    {
        Field25519.SquareTimes(_raised, f, count);
        Field25519.Multiply(h, _raised, g);
    }
}
