using System.Text;
using CsCheck;
using LoRaNode.Host.Link.Wire;

namespace LoRaNode.Host.Tests.Link.Wire;

public sealed class WirePacketTests
{
    private static readonly Gen<WirePacket> Packets =
        from command in Gen.UInt
        from sequence in Gen.UShort
        from reply in Gen.UShort
        from flags in Gen.UInt
        from payload in Gen.Byte.Array[0, WirePacket.MaxPayload]
        select new WirePacket(command, sequence, reply, flags, payload);

    [Fact]
    public void A_ping_has_the_bytes_of_the_protocol()
    {
        byte[] ping = new WirePacket(WirePacket.Ping, 1, 0, 0, []).ToBytes();

        Assert.Equal("NFPKTV1\0", Encoding.ASCII.GetString(ping, 0, 8));
        Assert.Equal([0, 0, 0, 0], ping[12..16]);
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], ping[16..32]);
    }

    [Fact]
    public void The_crc_is_that_of_posix_cksum_without_its_complement()
    {
        // Catalogue of parametrised CRC algorithms, CRC-32/CKSUM: check value 0x765E7680, which ends with a complement.
        Assert.Equal(~0x765E7680u, WireCrc.Of("123456789"u8));
    }

    [Fact]
    public void Packets_and_the_text_between_them_are_told_apart()
    {
        Gen.Select(Packets.Array[1, 4], Gen.String[Gen.Char[' ', '~'], 0, 40]).Sample((packets, text) =>
        {
            byte[] between = Encoding.ASCII.GetBytes(text);
            byte[] stream = [.. packets.SelectMany(p => between.Concat(p.ToBytes())), .. between, (byte)'\n'];

            (List<WirePacket> read, List<byte> rest) = Read(stream);

            Assert.Equal(packets.Select(p => Convert.ToHexString(p.ToBytes())), read.Select(p => Convert.ToHexString(p.ToBytes())));
            Assert.Equal(string.Concat(Enumerable.Repeat(text, packets.Length + 1)) + "\n", Encoding.ASCII.GetString([.. rest]));
        });
    }

    [Fact]
    public void A_damaged_packet_is_passed_over_and_the_next_one_found()
    {
        Gen.Select(Packets, Packets, Gen.Int[0, WirePacket.HeaderSize - 1], Gen.Byte[1, 255]).Sample((damaged, next, at, change) =>
        {
            byte[] bytes = damaged.ToBytes();
            bytes[at] ^= change;

            // Zeros enough to end whatever a damaged header promises.
            (List<WirePacket> read, _) = Read([.. bytes, .. new byte[WirePacket.MaxPayload + WirePacket.HeaderSize], .. next.ToBytes()]);

            Assert.Equal(next.ToBytes(), read[^1].ToBytes());
        });
    }

    [Fact]
    public void Any_bytes_are_survived()
    {
        Gen.Byte.Array[0, 4000].Sample(bytes =>
        {
            (List<WirePacket> read, List<byte> rest) = Read(bytes);
            Assert.True(rest.Count + read.Sum(p => p.ToBytes().Length) <= bytes.Length);
        });
    }

    [Fact]
    public void A_storage_operation_comes_back_from_its_payload_and_no_other_bytes_are_taken_for_one()
    {
        var operation = new WireStorageOperation(WireStorageOperation.Write, "I:\\inbox0", 0, [1, 2, 3]);
        WireStorageOperation read = WireStorageOperation.TryRead(operation.ToBytes())!;
        Assert.Equal((operation.Operation, operation.Name, operation.Offset), (read.Operation, read.Name, read.Offset));
        Assert.Equal(operation.Data, read.Data);

        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            if (WireStorageOperation.TryRead(bytes) is { } any)
            {
                Assert.True(any.Data.Length < bytes.Length);
            }
        });
    }

    private static (List<WirePacket> Packets, List<byte> Text) Read(byte[] stream)
    {
        var reader = new WirePacketReader();
        var packets = new List<WirePacket>();
        var text = new List<byte>();
        foreach (byte value in stream)
        {
            if (reader.Add(value, text.Add) is { } packet)
            {
                packets.Add(packet);
            }
        }

        return (packets, text);
    }
}
