using LoRaNode.Simulator.Flash;

namespace LoRaNode.Simulator.Tests.Flash;

public class PowerCutRunTests
{
    [Fact]
    public void A_node_application_survives_a_power_cut_at_every_flash_operation()
    {
        // Some busy minutes; the benchmark "power-cut" does the whole hour.
        var result = PowerCutRun.Run(400, null);
        Assert.Empty(result.Faults);
        Assert.True(result.Beacons > 5, $"only {result.Beacons} beacons");
        Assert.True(result.Cuts > 60, $"only {result.Cuts} cuts");
        Assert.True(result.Texts >= 5, $"only {result.Texts} texts");
        Assert.Equal(2 * result.Operations, result.Cuts);
    }
}
