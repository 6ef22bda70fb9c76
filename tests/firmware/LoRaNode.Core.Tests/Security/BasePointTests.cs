using System.Numerics;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Tests.Security;

/// <summary>The multiples of the base point that stand in the code are those of RFC 8032, computed anew.</summary>
public sealed class BasePointTests
{
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));

    // RFC 8032, 5.1: y = 4/5, and x, the even one of the two.
    private static readonly (BigInteger X, BigInteger Y) Base = (
        BigInteger.Parse("15112221349535400772501151409588531511454012693041857206046113283949847762202", null),
        Mod(4 * Inverse(5)));

    [Fact]
    public void Each_entry_is_an_odd_multiple_of_the_base_point()
    {
        Assert.True(IsOnCurve(Base));
        var twice = Sum(Base, Base);
        var point = Base;
        var entry = new CachedPoint();
        for (int i = 0; i <= SignedDigits.Largest / 2; i++)
        {
            BasePoint.Load(i, entry);
            Assert.Equal(Mod(point.Y + point.X), Value(entry.Sum));
            Assert.Equal(Mod(point.Y - point.X), Value(entry.Difference));
            Assert.Equal(Mod(2 * D * point.X * point.Y), Value(entry.TwiceDT));
            Assert.Equal(2, Value(entry.TwiceZ));
            point = Sum(point, twice);
        }
    }

    [Fact]
    public void The_constants_of_the_curve_are_what_their_names_say()
    {
        int[] h = new int[Field25519.Limbs];
        Field25519.SetD(h);
        Assert.Equal(D, Value(h));
        Field25519.SetD2(h);
        Assert.Equal(Mod(2 * D), Value(h));
        Field25519.SetRootOfMinusOne(h);
        Assert.Equal(Prime - 1, Mod(Value(h) * Value(h)));
    }

    private static bool IsOnCurve((BigInteger X, BigInteger Y) p) =>
        Mod((p.Y * p.Y) - (p.X * p.X)) == Mod(1 + (D * p.X * p.X * p.Y * p.Y));

    private static (BigInteger X, BigInteger Y) Sum((BigInteger X, BigInteger Y) p, (BigInteger X, BigInteger Y) q)
    {
        var product = Mod(D * p.X * q.X * p.Y * q.Y);
        return (Mod(((p.X * q.Y) + (q.X * p.Y)) * Inverse(1 + product)), Mod(((p.Y * q.Y) + (p.X * q.X)) * Inverse(1 - product)));
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Mod(value), Prime - 2, Prime);

    private static BigInteger Mod(BigInteger value) => ((value % Prime) + Prime) % Prime;

    private static BigInteger Value(int[] limbs)
    {
        byte[] bytes = new byte[32];
        Field25519.Write(limbs, bytes, 0);
        return new BigInteger(bytes, isUnsigned: true);
    }
}
