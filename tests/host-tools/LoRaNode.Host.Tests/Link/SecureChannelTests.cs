using System.Security.Cryptography;
using CsCheck;
using LoRaNode.Core.Net;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Tests.Link;

/// <summary>The link over a network: proof on both sides, nothing in clear, nothing heard before is taken again.</summary>
public sealed class SecureChannelTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];

    [Fact]
    public void Both_sides_of_one_key_understand_each_other()
    {
        (SecureChannel host, SecureChannel node) = Connected();
        foreach (int length in new[] { 1, 15, 16, 17, LinkMessage.MaxLength })
        {
            byte[] message = RandomNumberGenerator.GetBytes(length);
            Assert.True(host.Seal(message, length));
            Assert.Equal(ChannelStep.Message, Feed(node, Taken(host)));
            Assert.Equal(message, node.Message[..node.MessageLength]);
            Assert.True(node.Seal(message, length));
            Assert.Equal(ChannelStep.Message, Feed(host, Taken(node)));
        }
    }

    [Fact]
    public void A_host_with_another_key_gets_nothing_and_learns_that_it_is_the_wrong_one()
    {
        SecureChannel node = Side(Key, false);
        SecureChannel host = Side(new byte[32], true);
        host.Begin();
        Assert.Equal(ChannelStep.Send, Feed(node, Taken(host)));
        Assert.Equal(ChannelStep.Failed, Feed(host, Taken(node)));
        Assert.Equal(ChannelStep.Failed, Feed(node, [16, 0, .. new byte[16]]));
        Assert.False(node.IsReady);
        Assert.False(node.Seal([1], 1));
    }

    [Fact]
    public void What_was_heard_of_one_connection_opens_no_other()
    {
        SecureChannel first = Side(Key, false);
        SecureChannel host = Side(Key, true);
        host.Begin();
        byte[] hello = Taken(host);
        Feed(first, hello);
        Feed(host, Taken(first));
        byte[] proof = Taken(host);

        SecureChannel second = Side(Key, false);
        Assert.Equal(ChannelStep.Send, Feed(second, hello));
        Assert.Equal(ChannelStep.Failed, Feed(second, proof));
    }

    [Fact]
    public void The_nodes_own_answer_does_not_prove_a_host()
    {
        SecureChannel node = Side(Key, false);
        SecureChannel host = Side(Key, true);
        host.Begin();
        Feed(node, Taken(host));
        byte[] answer = Taken(node);
        Assert.Equal(ChannelStep.Failed, Feed(node, [16, 0, .. answer[18..34]]));
    }

    [Fact]
    public void A_message_that_comes_twice_or_in_another_order_ends_the_connection()
    {
        (SecureChannel host, SecureChannel node) = Connected();
        host.Seal([1], 1);
        byte[] first = Taken(host);
        Assert.Equal(ChannelStep.Message, Feed(node, first));
        Assert.Equal(ChannelStep.Failed, Feed(node, first));

        (host, node) = Connected();
        host.Seal([1], 1);
        host.Seal([2], 1);
        Assert.Equal(ChannelStep.Failed, Feed(node, Taken(host)));
    }

    [Fact]
    public void A_message_is_not_taken_back_by_the_side_that_sent_it()
    {
        (SecureChannel host, SecureChannel node) = Connected();
        host.Seal([1], 1);
        byte[] sent = Taken(host);
        node.Seal([1], 1);
        Assert.Equal(ChannelStep.Failed, Feed(host, sent));
    }

    [Fact]
    public void Nothing_that_was_said_is_in_clear()
    {
        (SecureChannel host, _) = Connected();
        byte[] message = "a text that nobody else may read"u8.ToArray();
        host.Seal(message, message.Length);
        Assert.True(Taken(host).AsSpan().IndexOf(message.AsSpan(0, 4)) < 0);
    }

    [Fact]
    public void Any_changed_bit_ends_the_connection()
    {
        Gen.Select(Gen.Int[0, 57], Gen.Int[0, 7]).Sample(
            (at, bit) =>
            {
                (SecureChannel host, SecureChannel node) = Connected();
                host.Seal(new byte[40], 40);
                byte[] record = Taken(host);
                record[at] ^= (byte)(1 << bit);

                // A longer length waits for bytes that never come; it must not become a message.
                Assert.NotEqual(ChannelStep.Message, Feed(node, record));
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Any_bytes_are_safe_in_every_state()
    {
        Gen.Byte.Array[0, 200].Sample(
            bytes =>
            {
                Assert.NotEqual(ChannelStep.Message, Feed(Side(Key, false), bytes));
                Assert.NotEqual(ChannelStep.Message, Feed(Side(Key, true), bytes));
                Assert.NotEqual(ChannelStep.Message, Feed(Connected().Node, bytes));
            },
            iter: 200,
            threads: 1);
    }

    private static (SecureChannel Host, SecureChannel Node) Connected()
    {
        SecureChannel host = Side(Key, true);
        SecureChannel node = Side(Key, false);
        host.Begin();
        Assert.Equal(ChannelStep.Send, Feed(node, Taken(host)));
        Assert.Equal(ChannelStep.Ready, Feed(host, Taken(node)));
        Assert.Equal(ChannelStep.Ready, Feed(node, Taken(host)));
        return (host, node);
    }

    private static SecureChannel Side(byte[] key, bool isHost) =>
        new(key, RandomNumberGenerator.GetBytes(SecureChannel.NonceSize), isHost, new DotnetAes(), new DotnetAes());

    private static byte[] Taken(SecureChannel side) => side.Output[..side.OutputLength];

    private static ChannelStep Feed(SecureChannel side, byte[] bytes)
    {
        ChannelStep last = ChannelStep.None;
        foreach (byte value in bytes)
        {
            ChannelStep step = side.Add(value);
            last = step == ChannelStep.None ? last : step;
        }

        return last;
    }
}
