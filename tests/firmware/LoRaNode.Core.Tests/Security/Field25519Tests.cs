using System.Numerics;
using CsCheck;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Tests.Security;

public class Field25519Tests
{
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    // Limbs of a sum of two carried elements, with either sign: the widest that the point formulas multiply.
    private static readonly Gen<int[]> Elements = Gen.OneOf(
        Gen.Int[-(1 << 27), 1 << 27].Array[10].Select(Narrow),
        Gen.Int[0, 3].Array[10].Select(all => all.Select((limb, i) => limb switch
        {
            0 => 0,
            1 => 1 << (i % 2 == 0 ? 27 : 26),
            2 => -(1 << (i % 2 == 0 ? 27 : 26)),
            _ => (1 << (26 - (i % 2))) - 1,
        }).ToArray()));

    [Fact]
    public void Products_and_squares_agree_with_big_integers()
    {
        Gen.Select(Elements, Elements).Sample((f, g) =>
        {
            int[] product = new int[10];
            int[] square = new int[10];
            Field25519.Multiply(product, f, g);
            Field25519.Square(square, f);
            return Canonical(product) == Reduced(Value(f) * Value(g))
                && Canonical(square) == Reduced(Value(f) * Value(f))
                && IsCarried(product)
                && IsCarried(square);
        });
    }

    [Fact]
    public void Writing_gives_the_number_below_the_prime()
    {
        Elements.Sample(f => Canonical(f) == Reduced(Value(f)));
        foreach (BigInteger value in new[] { BigInteger.Zero, Prime - 1, Prime, Prime + 18, BigInteger.Pow(2, 255) - 1 })
        {
            int[] f = new int[10];
            byte[] bytes = new byte[32];
            value.TryWriteBytes(bytes, out _);
            Assert.Equal(value < Prime, Field25519.TryRead(f, bytes, 0));
            Assert.Equal(Reduced(value), Canonical(f));
        }
    }

    [Fact]
    public void Powers_in_steps_are_the_inverse_and_the_root_exponent()
    {
        Gen.Select(Elements, Gen.Int[1, 60]).Sample(
            (f, squarings) =>
            {
                var power = new FieldPower();
                power.BeginInverse(f);
                while (!power.Step(squarings))
                {
                }

                BigInteger inverse = Canonical(power.Result);
                power.BeginRoot(f);
                while (!power.Step(squarings))
                {
                }

                return inverse == BigInteger.ModPow(Reduced(Value(f)), Prime - 2, Prime)
                    && Canonical(power.Result) == BigInteger.ModPow(Reduced(Value(f)), (Prime - 5) / 8, Prime);
            },
            iter: 50);
    }

    [Fact]
    public void Numbers_are_reduced_by_the_order_of_the_group()
    {
        BigInteger order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        Gen<byte[]> wide = Gen.OneOf(
            Gen.Byte.Array[64],
            Gen.Select(Gen.Int[0, 15], Gen.Int[-2, 2]).Select((power, offset) =>
            {
                byte[] bytes = new byte[64];
                BigInteger value = (order << (16 * power)) + offset;
                value.TryWriteBytes(bytes, out _, isUnsigned: true);
                return bytes;
            }),
            Gen.Const(Enumerable.Repeat((byte)0xFF, 64).ToArray()));
        wide.Sample(bytes =>
        {
            byte[] result = new byte[32];

            // Samples run on several threads: each has a work space of its own.
            GroupOrder.Reduce(bytes, result, new uint[GroupOrder.WorkWords]);
            BigInteger reduced = new(result, isUnsigned: true);
            return reduced == new BigInteger(bytes, isUnsigned: true) % order && GroupOrder.IsBelow(result, 0);
        });
    }

    [Fact]
    public void Signed_digits_add_up_to_the_scalar()
    {
        Gen.Byte.Array[32].Sample(bytes =>
        {
            bytes[31] &= 0x1F;
            sbyte[] digits = new sbyte[SignedDigits.Count];
            SignedDigits.Recode(bytes, 0, digits);
            BigInteger sum = BigInteger.Zero;
            for (int i = 0; i < digits.Length; i++)
            {
                Assert.True(digits[i] == 0 || (digits[i] % 2 != 0 && Math.Abs(digits[i]) <= SignedDigits.Largest));
                sum += (BigInteger)digits[i] << i;
            }

            return sum == new BigInteger(bytes, isUnsigned: true);
        });
    }

    private static int[] Narrow(int[] limbs)
    {
        return limbs.Select((limb, i) => i % 2 == 0 ? limb : limb / 2).ToArray();
    }

    private static bool IsCarried(int[] f)
    {
        return f.Select((limb, i) => limb > -1000 && limb < (1 << (26 - (i % 2))) + 1000).All(fits => fits);
    }

    private static BigInteger Value(int[] f)
    {
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < 10; i++)
        {
            sum += (BigInteger)f[i] << ((51 * i + 1) / 2);
        }

        return sum;
    }

    private static BigInteger Reduced(BigInteger value)
    {
        return ((value % Prime) + Prime) % Prime;
    }

    private static BigInteger Canonical(int[] f)
    {
        byte[] bytes = new byte[32];
        Field25519.Write(f, bytes, 0);
        return new BigInteger(bytes, isUnsigned: true);
    }
}
