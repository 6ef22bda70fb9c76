namespace LoRaNode.Core.Security;

/// <summary>
/// The two long powers that decoding and encoding of points need, in steps: f^((p-5)/8) for a square root and f^(p-2) for an
/// inverse. Both share the addition chain up to f^(2^250 - 1) (Bernstein 2006, "Curve25519"): 254 squarings, 11 or 12 products.
/// </summary>
internal sealed class FieldPower
{
    // Registers: 0 the argument, 1 to 4 values kept. A line is: target, source, squarings of the source, register to multiply
    // with afterwards (-1: none). Exponents reached are noted.
    private static readonly sbyte[] Chain =
    {
        1, 0, 1, -1, // 2
        2, 1, 2, 0, // 9
        1, 2, 0, 1, // 11
        3, 1, 1, 2, // 31 = 2^5 - 1
        2, 3, 5, 3, // 2^10 - 1
        3, 2, 10, 2, // 2^20 - 1
        4, 3, 20, 3, // 2^40 - 1
        3, 4, 10, 2, // 2^50 - 1
        4, 3, 50, 3, // 2^100 - 1
        2, 4, 100, 4, // 2^200 - 1
        2, 2, 50, 3, // 2^250 - 1
        2, 2, 5, 1, // 2^255 - 21 = p - 2
        2, 2, 2, 0, // 2^252 - 3 = (p - 5) / 8
    };

    private const int InverseLine = 11;
    private const int RootLine = 12;

    private readonly int[][] _registers = new int[5][];
    private readonly int[] _value = new int[Field25519.Limbs];
    private int _lastLine;
    private int _line;
    private int _squaringsLeft;

    internal FieldPower()
    {
        for (int i = 0; i < _registers.Length; i++)
        {
            _registers[i] = new int[Field25519.Limbs];
        }
    }

    /// <summary>The power, once <see cref="Step"/> has returned true.</summary>
    internal int[] Result
    {
        get { return _value; }
    }

    /// <summary>Starts f^(p-2), the inverse of f.</summary>
    internal void BeginInverse(int[] f)
    {
        Begin(f, InverseLine);
    }

    /// <summary>Starts f^((p-5)/8), from which a square root follows (RFC 8032, 5.1.3).</summary>
    internal void BeginRoot(int[] f)
    {
        Begin(f, RootLine);
    }

    /// <summary>Does up to <paramref name="squarings"/> squarings and the products between them. True when the power is ready.</summary>
    internal bool Step(int squarings)
    {
        for (; ; )
        {
            for (; _squaringsLeft > 0; _squaringsLeft--, squarings--)
            {
                if (squarings <= 0)
                {
                    return false;
                }

                Field25519.Square(_value, _value);
            }

            int factor = Chain[(4 * _line) + 3];
            if (factor >= 0)
            {
                Field25519.Multiply(_value, _value, _registers[factor]);
            }

            if (_line == _lastLine)
            {
                return true;
            }

            Field25519.Copy(_registers[Chain[4 * _line]], _value);
            StartLine(_line == InverseLine - 1 ? _lastLine : _line + 1);
        }
    }

    private void Begin(int[] f, int lastLine)
    {
        Field25519.Copy(_registers[0], f);
        _lastLine = lastLine;
        StartLine(0);
    }

    private void StartLine(int line)
    {
        _line = line;
        _squaringsLeft = Chain[(4 * line) + 2];
        Field25519.Copy(_value, _registers[Chain[(4 * line) + 1]]);
    }
}
