using System.Text;
using CsCheck;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Tests.Primitives;

public sealed class Crc32Tests
{
    [Fact]
    public void Check_value_of_the_catalogue_is_met()
    {
        byte[] digits = Encoding.ASCII.GetBytes("123456789");

        Assert.Equal(0xCBF43926u, Crc32.Of(digits, 0, digits.Length));
    }

    [Fact]
    public void Nothing_has_the_value_zero() => Assert.Equal(0u, Crc32.Of([], 0, 0));

    [Fact]
    public void Pieces_give_the_value_of_the_whole()
    {
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 200]).Sample((bytes, cut) =>
        {
            int first = Math.Min(cut, bytes.Length);
            uint pieces = Crc32.Continue(Crc32.Of(bytes, 0, first), bytes, first, bytes.Length - first);
            return pieces == Crc32.Of(bytes, 0, bytes.Length);
        });
    }

    [Fact]
    public void Every_single_flipped_bit_is_noticed()
    {
        byte[] bytes = Enumerable.Range(0, 64).Select(i => (byte)(i * 37)).ToArray();
        uint whole = Crc32.Of(bytes, 0, bytes.Length);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(whole, Crc32.Of(bytes, 0, bytes.Length));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
