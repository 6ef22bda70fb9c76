using System.Text;
using LoRaNode.Host.Keys;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Attacks;

namespace LoRaNode.Simulator.Tests.Attacks;

/// <summary>Nodes that were off while the epoch turned, in a whole city.</summary>
public class SleeperTests
{
    private const int Nodes = 6;
    private const int Sleeper = 3;
    private const int Seized = 1;
    private const long DayMs = 24L * 3600 * 1000;

    [Fact]
    public void A_node_that_was_off_for_three_days_over_a_turn_comes_back_and_the_node_left_out_does_not()
    {
        using var city = new AttackCity(Nodes, seed: 5);
        city.Run(30_000, TestContext.Current.CancellationToken);
        city.Boards[Sleeper].PowerOff();
        EpochTurn turn = city.Community.Keys.TurnEpoch([city.Addresses[Seized]], grace: TimeSpan.FromMinutes(10));
        foreach (byte[] statement in turn.Statements)
        {
            city.Submit(0, LinkOperation.SendTrust, statement);
            city.Run(10_000, TestContext.Current.CancellationToken);
        }

        // The node left out shares the old key with the sleeper, and could tell it: here it must be the others.
        city.Boards[Seized].PowerOff();
        city.Run(3 * DayMs, TestContext.Current.CancellationToken);
        Assert.Equal(turn.Epoch, EpochOf(city, 0));
        byte[] meanwhile = Encoding.UTF8.GetBytes("ол жоқта");
        city.Submit(0, LinkOperation.SendAlert, city.Community.SignAlert(meanwhile, TimeSpan.FromDays(3)));
        city.Run(120_000, TestContext.Current.CancellationToken);

        city.Boards[Sleeper].PowerOn();
        city.Run(10 * 60_000, TestContext.Current.CancellationToken);
        Assert.Equal(turn.Epoch, EpochOf(city, Sleeper));
        Assert.Contains(city.Shown, s => s.Node == Sleeper && TextOf(s.Text) == "ол жоқта");

        city.Boards[Seized].PowerOn();
        byte[] fresh = Encoding.UTF8.GetBytes("қайта келген соң");
        city.Submit(0, LinkOperation.SendAlert, city.Community.SignAlert(fresh, TimeSpan.FromDays(3)));
        city.SendMessage(Sleeper, "мен келдім");

        // Both are sent at once.
        city.Run(2 * 60_000, TestContext.Current.CancellationToken);
        Assert.Contains(city.Shown, s => s.Node == Sleeper && TextOf(s.Text) == "қайта келген соң");
        Assert.Contains(city.Shown, s => s.Node == 0 && TextOf(s.Text) == "мен келдім");

        Assert.NotEqual(turn.Epoch, EpochOf(city, Seized));
        Assert.DoesNotContain(city.Shown, s => s.Node == Seized && TextOf(s.Text) is "ол жоқта" or "қайта келген соң" or "мен келдім");
    }

    [Fact]
    public void The_node_left_out_and_anybody_with_made_up_frames_cannot_make_the_city_repeat_the_turn_without_end()
    {
        using var city = new AttackCity(Nodes, seed: 6);
        city.Run(30_000, TestContext.Current.CancellationToken);
        EpochTurn turn = city.Community.Keys.TurnEpoch([city.Addresses[Seized]], grace: TimeSpan.FromMinutes(1));
        city.Submit(0, LinkOperation.SendTrust, Assert.Single(turn.Statements));
        city.Run(10 * 60_000, TestContext.Current.CancellationToken);
        int before = city.Sent.Count(s => s.Type == Core.Frames.FrameType.Trust);
        var random = new Random(1);
        for (int i = 0; i < 1_800; i++)
        {
            byte[] frame = new byte[40];
            random.NextBytes(frame);
            frame[0] = 0x08;
            city.AttackInTurn([frame], 2_000, TestContext.Current.CancellationToken);
        }

        // An hour of it: the pauses between repeats double from a minute, so six rounds for each node that hears it.
        int repeated = city.Sent.Count(s => s.Type == Core.Frames.FrameType.Trust) - before;
        Assert.InRange(repeated, 1, 7 * (Nodes - 1));
    }

    private static int EpochOf(AttackCity city, int node) => city.Boards[node].Application.Network.Trust.Keys.Epoch;

    private static string TextOf(Node.Texts.ShownText text) => Encoding.UTF8.GetString(text.Payload, text.TextOffset, text.TextLength);
}
