using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Nodes;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Tests.Scenarios;

/// <summary>
/// Five roofs in a chain, a kilometre apart, each in reach of the next only; a message a minute from a random one. Every event is read
/// from a scenario file and runs on both models of the radio.
/// </summary>
public sealed class ScenarioEventTests : IDisposable
{
    private const int Nodes = 5;
    private const double WarmUpSeconds = 1200;

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-scenario-").FullName;

    public ScenarioEventTests()
    {
        File.WriteAllText(Path.Combine(_folder, "chain.json"), """{ "symbols_per_block": 5 }""");
        File.WriteAllText(Path.Combine(_folder, "chain.nodes.csv"), "node,x_m,y_m,height_m\n0,0,0,25\n1,1000,0,25\n2,2000,0,25\n3,3000,0,25\n4,4000,0,25\n");
        File.WriteAllText(Path.Combine(_folder, "chain.loss.csv"), "a,b,path_loss_db\n0,1,125\n1,2,125\n2,3,125\n3,4,125\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void Without_events_everybody_gets_everything_at_once(RadioModel radio)
    {
        var run = Play(radio, 10, "");
        Assert.All(run.Broadcasts, b => Assert.All(b.DelayUs, d => Assert.InRange(d, 0, 10_000_000)));
    }

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void A_node_that_fails_divides_the_chain_until_it_recovers(RadioModel radio)
    {
        var run = Play(radio, 10, "0,fail,2\n600,recover,2\n");
        var cut = run.Broadcasts.Where(b => b.Source < 2).ToList();
        Assert.NotEmpty(cut);
        Assert.All(cut, b => Assert.InRange(b.DelayUs[4], AfterUs(b, 600), AfterUs(b, 900)));
        Assert.All(cut, b => Assert.InRange(b.DelayUs[1 - b.Source], 1, 10_000_000));
    }

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void A_node_that_reboots_is_back_in_two_seconds_with_what_it_kept(RadioModel radio)
    {
        object? before = null;
        bool wasOff = false;
        int kept = 0;
        var run = Play(radio, 4, "200,reboot,2\n", run =>
        {
            var node = (RelayNode)run.World.Nodes[2];
            At(run, 199.9, () => (before, kept) = (node.Engine, node.FramesKept));
            At(run, 201, () => wasOff = !run.World.IsOn(2) && node.Engine is null);
            At(run, 202.5, () =>
            {
                Assert.NotNull(node.Engine);
                Assert.NotSame(before, node.Engine);
                Assert.Equal(kept, node.FramesKept);
            });
        });
        Assert.True(wasOff);
        Assert.True(kept > 1);
        Assert.All(run.Broadcasts, b => Assert.All(b.DelayUs, d => Assert.True(d >= 0)));
    }

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void A_power_cut_in_a_write_tears_the_newest_frame_and_the_node_gets_it_again(RadioModel radio)
    {
        int before = 0;
        int torn = 0;
        int later = 0;
        bool wasOff = false;
        Play(radio, 4, "170,power-loss,3\n", run =>
        {
            var node = (RelayNode)run.World.Nodes[3];
            At(run, 169.9, () => before = node.FramesKept);
            At(run, 170.1, () => torn = node.FramesKept);
            At(run, 179, () => wasOff = !run.World.IsOn(3));
            At(run, 179.9, () => Assert.Equal(torn, node.FramesKept));
            At(run, 230, () => later = node.FramesKept);
        });
        Assert.True(before > 1);
        Assert.Equal(before - 1, torn);
        Assert.True(wasOff);
        Assert.True(later >= before, $"{later} frames of {before}");
    }

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void A_node_that_sleeps_hears_and_says_nothing_and_catches_up_when_it_wakes(RadioModel radio)
    {
        var sent = new List<double>();
        var run = Play(radio, 8, "0,sleep,4\n400,wake,4\n", run => run.World.Sent = f =>
        {
            if (f.From == 4)
            {
                sent.Add((f.StartUs / 1e6) - WarmUpSeconds);
            }
        });
        var missed = run.Broadcasts.Where(b => b.Source != 4 && Second(b) < 400).ToList();
        Assert.True(missed.Count > 3);
        Assert.All(missed, b => Assert.InRange(b.DelayUs[4], AfterUs(b, 400), AfterUs(b, 460)));
        Assert.DoesNotContain(sent, s => s is > 2 and < 400);
        Assert.Contains(sent, s => s > 400);
    }

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void A_node_that_joins_late_was_not_there_before_and_then_gets_what_is_still_offered(RadioModel radio)
    {
        bool wasThere = true;
        var run = Play(radio, 6, "330,join,4\n", run => At(run, 329, () => wasThere = run.World.IsOn(4)));
        Assert.False(wasThere);
        var early = run.Broadcasts.Where(b => Second(b) < 300).ToList();
        Assert.True(early.Count > 3);
        Assert.All(early, b => Assert.InRange(b.DelayUs[4], AfterUs(b, 330), AfterUs(b, 450)));
    }

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void A_node_that_moves_loses_its_neighbours_and_finds_new_ones(RadioModel radio)
    {
        var heard = new List<(double Second, int From)>();
        var run = Play(radio, 8, "0,move,4,60000,0\n300,move,4,-900,0\n", run => run.World.Received = (at, node, sender, good) =>
        {
            if (node == 4 && good)
            {
                heard.Add(((at / 1e6) - WarmUpSeconds, sender));
            }
        });
        Assert.DoesNotContain(heard, h => h.Second is > 1 and < 300);
        Assert.Contains(heard, h => h.Second > 300 && h.From == 0);
        Assert.DoesNotContain(heard, h => h.Second < 0 && h.From == 0);
        Assert.All(run.Broadcasts.Where(b => b.Source != 4 && Second(b) < 290), b => Assert.InRange(b.DelayUs[4], AfterUs(b, 300), AfterUs(b, 900)));
    }

    [Theory]
    [InlineData(RadioModel.Abstract)]
    [InlineData(RadioModel.Chip)]
    public void Near_a_jammer_nobody_hears_anything_until_it_ends(RadioModel radio)
    {
        var heard = new List<double>();
        var run = Play(radio, 8, "5,jam,,4050,0,20\n380,end-jam\n", run => run.World.Received = (at, node, sender, good) =>
        {
            if (node == 4 && good)
            {
                heard.Add((at / 1e6) - WarmUpSeconds);
            }
        });
        Assert.DoesNotContain(heard, s => s is > 5.5 and < 380);
        var missed = run.Broadcasts.Where(b => b.Source < 3 && Second(b) is > 6 and < 370).ToList();
        Assert.NotEmpty(missed);
        Assert.All(missed, b => Assert.InRange(b.DelayUs[4], AfterUs(b, 380), AfterUs(b, 380 + 600)));

        // Far from it life goes on.
        Assert.All(run.Broadcasts.Where(b => b.Source < 2), b => Assert.InRange(b.DelayUs[1 - b.Source], 1, 10_000_000));
    }

    private static double Second(Broadcast broadcast) => (broadcast.SentUs / 1e6) - WarmUpSeconds;

    /// <summary>Delay of something that arrives at a second of the scenario.</summary>
    private static long AfterUs(Broadcast broadcast, double second) => (long)((second - Second(broadcast)) * 1e6);

    private static void At(RelayBroadcastRun run, double second, Action action) => run.World.At((long)((WarmUpSeconds + second) * 1e6), _ => action());

    private RelayBroadcastRun Play(RadioModel radio, int messages, string events, Action<RelayBroadcastRun>? watch = null)
    {
        File.WriteAllText(Path.Combine(_folder, "chain.events.csv"), ScenarioFile.Heading + "\n" + events);
        var plan = new BroadcastPlan { Messages = messages, WarmUpSeconds = WarmUpSeconds, WindowSeconds = 600, Rules = AirRules.Chip, Radio = radio };
        var run = new RelayBroadcastRun(CityFolder.Load(_folder, "chain"), plan, 3, s => s with { KeepsFrames = true });
        run.Plan(ScenarioFile.Load(CityFolder.EventsOf(_folder, "chain")!, Nodes));
        watch?.Invoke(run);
        run.Run();
        return run;
    }
}
