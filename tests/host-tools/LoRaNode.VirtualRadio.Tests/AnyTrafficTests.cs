using CsCheck;
using LoRaNode.VirtualRadio.Chip;
using LoRaNode.VirtualRadio.Sockets;

namespace LoRaNode.VirtualRadio.Tests;

/// <summary>Whatever a driver does, the chip stays a chip: no exception, a bounded cost, and a reset that helps.</summary>
public class AnyTrafficTests
{
    // Mostly the registers that do something, now and then any; lengths as drivers use them.
    private static readonly Gen<byte[]> OneTransfer =
        from address in Gen.Frequency(
            (6, Gen.Const((byte)0x81)),
            (3, Gen.Int[0, 3].Select(i => (byte)(0x80 | (i * 0x0D)))),
            (3, Gen.Byte[0x80, 0xC1]),
            (2, Gen.Byte))
        from value in address == 0x81 ? Gen.Frequency((8, Gen.Byte[0x80, 0x87]), (2, Gen.Byte)) : Gen.Byte
        from more in Gen.Byte.Array[0, 20]
        select (byte[])[address, value, .. address == 0x81 ? [] : more];

    [Fact]
    public void Any_sequence_of_transfers_and_waits_leaves_a_chip_that_a_reset_brings_back()
    {
        Gen.Select(Gen.Int[0, 2], OneTransfer, Gen.Int[0, 40_000]).Array[1, 80].Sample(
            steps =>
            {
                var bench = new Bench(3);
                foreach (var (chip, transfer, waitUs) in steps)
                {
                    bench.Chips[chip].Chip.Transfer(transfer, new byte[transfer.Length]);
                    bench.RunUs(waitUs);
                }

                foreach (var probe in bench.Chips)
                {
                    probe.Chip.SetReset(true);
                    bench.RunUs(200);
                    probe.Chip.SetReset(false);
                }

                bench.RunMs(5);
                bench.A.StartLoRa();
                bench.B.StartLoRa().Listen();
                bench.RunMs(1);
                bench.A.Send([1, 2, 3]);
                bench.RunMs(200);
                Assert.Equal([1, 2, 3], bench.B.ReceivedPayload());
            },
            iter: 300);
    }

    [Fact]
    public void Any_line_gets_exactly_one_line_back()
    {
        string[] known = ["spi", "xfer", "cs", "use", "dio", "wait", "wait-dio", "reset", "loss", "ppm", "0", "1", "-1", "8183", "zz", "9e9", "\0", "é", "\n", ""];
        var words = Gen.Int[0, known.Length - 1].Select(i => known[i]);
        Gen.Select(words.Array[0, 10], Gen.String[Gen.Char, 0, 40], Gen.Bool).Sample(
            (line, noise, isNoise) =>
            {
                var session = new RadioSession(new VirtualWorld(2));
                string reply = session.ExecuteAsync(isNoise ? noise : string.Join(' ', line), CancellationToken.None).AsTask().GetAwaiter().GetResult();
                Assert.True(reply.StartsWith("ok", StringComparison.Ordinal) || reply.StartsWith("error ", StringComparison.Ordinal));
                Assert.All(reply, c => Assert.True(c is '\t' or (>= ' ' and < '\x7F')));
            },
            iter: 2_000);
    }
}
