using LoRaNode.Simulator.Runs;

namespace LoRaNode.Simulator.Tests.Relay;

public class ChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Random_cities_with_random_faults_end_with_every_live_alert_at_every_connected_node(int seed)
    {
        Assert.Null(ChaosRun.Run(seed));
    }
}
