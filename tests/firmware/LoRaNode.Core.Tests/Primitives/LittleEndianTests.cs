using System.Buffers.Binary;
using CsCheck;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Tests.Primitives;

public sealed class LittleEndianTests
{
    [Fact]
    public void Numbers_are_written_as_the_platform_writes_them_and_read_back()
    {
        Gen.Select(Gen.UShort, Gen.UInt, Gen.Long).Sample((small, word, wide) =>
        {
            byte[] buffer = new byte[16];
            LittleEndian.Put16(buffer, 1, small);
            LittleEndian.Put32(buffer, 3, word);
            LittleEndian.Put64(buffer, 7, wide);

            Assert.Equal(small, BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(1)));
            Assert.Equal(word, BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(3)));
            Assert.Equal(wide, BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(7)));
            Assert.Equal(small, LittleEndian.Get16(buffer, 1));
            Assert.Equal(word, LittleEndian.Get32(buffer, 3));
            Assert.Equal(wide, LittleEndian.Get64(buffer, 7));
        });
    }
}
