using CsCheck;
using LoRaNode.Core.Relay;

namespace LoRaNode.Core.Tests.Relay;

/// <summary>Numbers of few bits, most significant bit first.</summary>
public sealed class BitPackerTests
{
    [Fact]
    public void Bits_stand_as_written_by_hand()
    {
        var packer = new BitPacker();
        byte[] bytes = [0xFF, 0xFF, 0xFF, 0xFF];
        packer.Begin(bytes, 1, 4);
        packer.Write(0b101, 3);
        packer.WriteRice((2 << 3) | 0b011, 3);
        packer.Write(0x1FF, 9);

        // 101 110 011 111111111, then what was there.
        Assert.Equal([0xFF, 0b1011_1001, 0b1111_1111, 0b1111_1111], bytes);
        Assert.Equal(4, packer.ByteEnd);
    }

    [Fact]
    public void What_was_written_is_read_again_and_nothing_beside_it_is_touched()
    {
        Gen.Select(Gen.UShort, Gen.Int[0, 16], Gen.Int[0, 12]).Array[0, 40].Sample(numbers =>
        {
            byte[] bytes = new byte[600];
            Array.Fill(bytes, (byte)0xA5);
            var packer = new BitPacker();
            packer.Begin(bytes, 3, 590);
            foreach ((ushort value, int bits, int k) in numbers)
            {
                packer.Write(value, bits);
                packer.WriteRice(value & 0x3FF, k);
            }

            int end = packer.ByteEnd;
            Assert.InRange(end, 3, 590);
            Assert.All(bytes[..3].Concat(bytes[end..]), b => Assert.Equal(0xA5, b));
            if (packer.IsOverrun)
            {
                return;
            }

            packer.Begin(bytes, 3, end);
            foreach ((ushort value, int bits, int k) in numbers)
            {
                Assert.Equal(value & ((1 << bits) - 1), packer.Read(bits));
                Assert.Equal(value & 0x3FF, packer.ReadRice(k));
            }

            Assert.False(packer.IsOverrun);
        });
    }
}
