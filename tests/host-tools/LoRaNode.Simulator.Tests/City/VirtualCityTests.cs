using LoRaNode.Simulator;

namespace LoRaNode.Simulator.Tests.City;

public sealed class VirtualCityTests
{
    private const string Text = "Су басу: көпір жабық. Мост закрыт. Bridge closed.";

    [Fact]
    public void Every_connected_node_shows_the_verified_text()
    {
        CityRun run = VirtualCity.Run(new CityOptions(30, 1, Text) { SimulatedSeconds = 120 }, null, TestContext.Current.CancellationToken);

        Assert.True(run.Connected > 20);
        Assert.Equal(run.Connected, run.Verified);
        Assert.InRange(run.LastNodeMs!.Value, 1_500, 60_000);
        Assert.Equal(0, run.Nodes[run.Source].Hops);
        Assert.All(run.Nodes.Where(n => n.VerifiedAtMs is not null && n.Index != run.Source), node => Assert.NotNull(node.HeardFrom));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        CityRun First() => VirtualCity.Run(new CityOptions(12, 7, Text) { SimulatedSeconds = 60 }, null, TestContext.Current.CancellationToken);

        CityRun one = First();
        CityRun two = First();

        Assert.Equal(one.Nodes, two.Nodes);
        Assert.Equal(one.Transmissions, two.Transmissions);
    }
}
