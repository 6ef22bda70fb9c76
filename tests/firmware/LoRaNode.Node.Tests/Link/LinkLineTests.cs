using System.Text;
using CsCheck;
using LoRaNode.Node.Link;

namespace LoRaNode.Node.Tests.Link;

public sealed class LinkLineTests
{
    private static readonly Gen<byte[]> Messages = Gen.Byte.Array[0, LinkMessage.MaxLength];

    [Fact]
    public void Any_message_comes_back_from_its_line()
    {
        Messages.Sample(message =>
        {
            List<byte[]> read = Read(Encoding.ASCII.GetBytes(LinkLine.Format(message, message.Length) + "\r\n"));
            Assert.Equal(message, Assert.Single(read));
        });
    }

    [Fact]
    public void A_line_is_never_longer_than_stated()
    {
        byte[] largest = new byte[LinkMessage.MaxLength];
        Assert.Equal(LinkLine.MaxLength + 0, LinkLine.Format(largest, largest.Length).Length);
    }

    [Fact]
    public void Messages_are_picked_out_of_other_text()
    {
        byte[] stream = Encoding.UTF8.GetBytes(
            "boot: радио №1 ok\n"
            + "## half a marker #LN\n"
            + LinkLine.Format([1, 2, 3], 3) + "\n"
            + "text without an end " + LinkLine.Format([4], 1) + "\n");

        List<byte[]> read = Read(stream);

        Assert.Equal(2, read.Count);
        Assert.Equal([1, 2, 3], read[0]);
        Assert.Equal([4], read[1]);
    }

    [Fact]
    public void A_damaged_byte_never_yields_another_message()
    {
        byte[] original = [10, 20, 30, 40, 50];
        byte[] line = Encoding.ASCII.GetBytes(LinkLine.Format(original, original.Length) + "\n");
        Gen.Select(Gen.Int[0, line.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            byte[] damaged = (byte[])line.Clone();
            damaged[at] = value;
            Assert.All(Read(damaged), message => Assert.Equal(original, message));
        });
    }

    [Fact]
    public void Any_bytes_are_survived_and_the_next_message_still_comes()
    {
        Gen.Byte.Array[0, 3000].Sample(noise =>
        {
            byte[] line = Encoding.ASCII.GetBytes("\n" + LinkLine.Format([7, 8], 2) + "\n");
            Assert.Equal([7, 8], Read([.. noise, .. line])[^1]);
        });
    }

    private static List<byte[]> Read(byte[] stream)
    {
        var reader = new LinkLineReader();
        var messages = new List<byte[]>();
        foreach (byte value in stream)
        {
            if (reader.Add(value))
            {
                messages.Add(reader.Message[..reader.Length]);
            }
        }

        return messages;
    }
}
