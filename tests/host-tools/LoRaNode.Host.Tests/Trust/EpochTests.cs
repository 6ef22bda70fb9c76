using CsCheck;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Tests.Keys;

namespace LoRaNode.Host.Tests.Trust;

public class EpochTests
{
    private const long MinuteMs = 60_000;

    [Fact]
    public void After_a_turn_the_node_left_out_can_neither_read_nor_send()
    {
        using var community = new TestCommunity();
        TestNode a = community.NewNode("A");
        TestNode b = community.NewNode("B");
        TestNode seized = community.NewNode("Seized");
        EpochTurn turn = community.Keys.TurnEpoch([seized.Credentials.Address], grace: TimeSpan.FromMinutes(10));
        byte[] statement = Assert.Single(turn.Statements);
        foreach (TestNode node in new[] { a, b, seized })
        {
            Assert.Equal(TrustVerdict.Accept, node.Judge(FrameType.Trust, statement));
            node.Tick(node.Time.Minutes(0), 0);
        }

        Assert.Equal(1, a.Keys.Epoch);
        Assert.Equal(0, seized.Keys.Epoch);
        byte[] secret = a.SealMessage("жаңа кілтпен");
        Assert.Equal("жаңа кілтпен", b.Open(secret));
        Assert.Null(seized.Open(secret));

        // Within the grace its frames are still taken for those of a node that has not heard of the turn yet.
        Assert.Equal("мен", b.Open(seized.SealMessage("мен")));
        b.Tick(b.Time.Minutes(0), 10 * MinuteMs);
        Assert.Null(b.Open(seized.SealMessage("мен")));
    }

    [Fact]
    public void Traffic_flows_while_the_turn_spreads()
    {
        using var community = new TestCommunity();
        TestNode informed = community.NewNode("A");
        TestNode waiting = community.NewNode("B");
        TestNode late = community.NewNode("C");
        EpochTurn turn = community.Keys.TurnEpoch([], TestCommunity.Now.AddMinutes(30));
        informed.Judge(FrameType.Trust, turn.Statements[0]);
        waiting.Judge(FrameType.Trust, turn.Statements[0]);
        informed.Tick(informed.Time.Minutes(0), 0);
        Assert.Equal(0, informed.Keys.Epoch);
        Assert.Equal("1", late.Open(informed.SealMessage("1")));

        // Its minute comes for one; the other follows when it hears a frame under the new key.
        informed.Tick(informed.Time.Minutes(31 * MinuteMs), 31 * MinuteMs);
        Assert.Equal(1, informed.Keys.Epoch);
        Assert.Equal("2", waiting.Open(informed.SealMessage("2")));
        waiting.Tick(0, 0);
        Assert.Equal(1, waiting.Keys.Epoch);
        Assert.Equal("3", informed.Open(late.SealMessage("3")));
    }

    [Fact]
    public void A_node_that_slept_through_several_turns_joins_with_the_last()
    {
        using var community = new TestCommunity();
        TestNode seized = community.NewNode("Seized");
        TestNode sleeper = community.NewNode("Sleeper");
        TestNode awake = community.NewNode("Awake");
        for (int i = 0; i < 5; i++)
        {
            EpochTurn turn = community.Keys.TurnEpoch(i == 2 ? [seized.Credentials.Address] : []);
            awake.Judge(FrameType.Trust, turn.Statements[0]);
            awake.Tick(uint.MaxValue, 0);
            awake.Tick(uint.MaxValue, 1_000_000_000);
            if (i == 4)
            {
                sleeper.Judge(FrameType.Trust, turn.Statements[0]);
                sleeper.Tick(uint.MaxValue, 0);
                seized.Judge(FrameType.Trust, turn.Statements[0]);
            }
        }

        Assert.Equal(5, sleeper.Keys.Epoch);
        Assert.Equal("қош келдің", sleeper.Open(awake.SealMessage("қош келдің")));
        Assert.Equal(0, seized.Keys.Epoch);
        var newcomer = new TestNode(community.Keys.IssueCredentials(community.Keys.AddNode("New").Address, TestCommunity.Now));
        Assert.Equal("сен де", newcomer.Open(awake.SealMessage("сен де")));
    }

    [Fact]
    public void A_dump_after_the_turn_opens_neither_recorded_changes_nor_earlier_traffic()
    {
        using var community = new TestCommunity();
        TestNode sender = community.NewNode("A");
        TestNode victim = community.NewNode("B");
        byte[] recorded = sender.SealMessage("ескі");
        byte[] recordedChange = community.Keys.TurnEpoch([]).Statements[0];
        EpochTurn second = community.Keys.TurnEpoch([]);
        foreach (byte[] statement in new[] { recordedChange, second.Statements[0] })
        {
            victim.Judge(FrameType.Trust, statement);
            victim.Tick(uint.MaxValue, 0);
            victim.Tick(uint.MaxValue, 1_000_000_000);
        }

        byte[] dump = new byte[NetworkKeys.MaxStored];
        int length = victim.Keys.Save(dump);
        Assert.Null(victim.Open(recorded));

        sender.Judge(FrameType.Trust, recordedChange);
        sender.Tick(uint.MaxValue, 0);
        Assert.Equal(1, sender.Keys.Epoch);
        byte[] traffic = sender.SealMessage("бірінші дәуір");

        // With every key that the dump may hold, the recorded change gives no key that opens the traffic of its epoch.
        byte[] guess = new byte[16];
        var cipher = new FrameCipher(new DotnetAes());
        for (int at = 0; at + 16 <= length; at++)
        {
            KeyTree.Wrap(dump[at..(at + 16)], 1, 1, recordedChange, EpochChangePayload.WrappedOffset(0), guess, 0);
            cipher.SetKey(1, guess);
            Assert.Equal(-1, cipher.Open(traffic, traffic.Length, new byte[FrameHeader.MaxPayload]));
            cipher.SetKey(1, dump[at..(at + 16)]);
            Assert.Equal(-1, cipher.Open(traffic, traffic.Length, new byte[FrameHeader.MaxPayload]));
        }
    }

    [Fact]
    public void The_keys_survive_a_reboot_in_every_state()
    {
        using var community = new TestCommunity();
        TestNode a = community.NewNode("A");
        TestNode b = community.NewNode("B");
        a.Reboot();
        Assert.Equal("1", b.Open(a.SealMessage("1")));
        EpochTurn turn = community.Keys.TurnEpoch([], TestCommunity.Now.AddMinutes(30));
        a.Judge(FrameType.Trust, turn.Statements[0]);
        b.Judge(FrameType.Trust, turn.Statements[0]);
        a.Reboot();
        Assert.Equal(1, a.Keys.NextEpoch);
        a.Tick(uint.MaxValue, 0);
        b.Tick(uint.MaxValue, 0);
        Assert.Equal("2", b.Open(a.SealMessage("2")));
        a.Reboot();
        Assert.Equal("3", b.Open(a.SealMessage("3")));
    }

    [Fact]
    public void A_change_that_comes_while_another_is_under_way_is_taken_after_it()
    {
        using var community = new TestCommunity();
        TestNode a = community.NewNode("A");
        byte[][] statements = [community.Keys.TurnEpoch([], TestCommunity.Now.AddDays(1)).Statements[0], community.Keys.TurnEpoch([]).Statements[0]];
        var change = new EpochChangePayload();
        for (int i = 0; i < 2; i++)
        {
            Assert.True(change.TryRead(statements[i], statements[i].Length));
            Assert.Equal(i == 0, a.Keys.Apply(change, statements[i]));
        }

        // The first one is hurried: neither its minute nor its grace is waited for.
        a.Tick(0, 0);
        Assert.Equal(1, a.Keys.Epoch);
        a.Tick(0, 0);
        Assert.True(a.Keys.Apply(change, statements[1]));
        a.Tick(0, 0);
        Assert.Equal(2, a.Keys.Epoch);
    }

    [Fact]
    public void A_frame_sealed_anew_is_the_same_at_every_node_and_opens_under_the_new_key_only()
    {
        using var community = new TestCommunity();
        TestNode a = community.NewNode("A");
        TestNode b = community.NewNode("B");
        byte[] frame = a.SealMessage("көпір жабық");
        byte[] statement = community.Keys.TurnEpoch([]).Statements[0];
        byte[] scratch = new byte[FrameHeader.MaxPayload];
        byte[][] anew = new byte[2][];
        foreach ((int i, TestNode node) in new[] { a, b }.Index())
        {
            anew[i] = [.. frame];
            Assert.False(node.Keys.Reseal(anew[i], frame.Length, scratch));
            node.Judge(FrameType.Trust, statement);
            node.Keys.Tick(0, 0);
            node.Keys.Tick(node.Time.Minutes(0), 0);
            Assert.True(node.Keys.Reseal(anew[i], frame.Length, scratch));
            Assert.False(node.Keys.Reseal(anew[i], frame.Length, scratch));
        }

        Assert.Equal(anew[0], anew[1]);
        b.Tick(b.Time.Minutes(0), 1_000_000_000);
        Assert.Null(b.Open(frame));
        Assert.Equal("көпір жабық", b.Open(anew[0]));
        frame[^1] ^= 1;
        Assert.False(a.Keys.Reseal(frame, frame.Length, scratch));
    }

    [Fact]
    public void Erased_keys_open_and_seal_nothing_and_leave_zeros()
    {
        using var community = new TestCommunity();
        TestNode a = community.NewNode("A");
        TestNode b = community.NewNode("B");
        byte[] frame = b.SealMessage("x");
        a.Keys.Wipe();
        Assert.Null(a.Open(frame));
        Assert.False(a.Keys.HasKeys);
        byte[] sealedFrame = new byte[FrameHeader.MaxFrame];
        FrameHeader.Write(sealedFrame, FrameType.Message, 0, 1, 1, 1, 1);
        Assert.Equal(-1, a.Keys.Seal(sealedFrame, 3));
    }

    [Fact]
    public void The_cover_reaches_every_leaf_but_those_left_out_and_one_node_costs_one_frame()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 511].Array[0, 20]).Sample((depth, leaves) =>
        {
            HashSet<int> excluded = [.. leaves.Select(l => l & ((1 << depth) - 1))];
            IReadOnlyList<int> cover = KeyCover.Without(depth, excluded);
            for (int leaf = 0; leaf < 1 << depth; leaf++)
            {
                int reached = cover.Count(position => KeyTree.LevelsUp(KeyTree.PositionOf(leaf, depth), position) >= 0);
                if (reached != (excluded.Contains(leaf) ? 0 : 1))
                {
                    return false;
                }
            }

            return true;
        });
        Assert.Equal(EpochChangePayload.MaxEntries, KeyCover.Without(9, [77]).Count);
    }
}
