using LoRaNode.Simulator.Boards;

namespace LoRaNode.Simulator.Tests.Boards;

/// <summary>What keeps the line busy, whatever the machine; the benchmark <c>link-rate</c> measures the rate itself.</summary>
public class LinkRateTests
{
    [Fact]
    public async Task A_log_comes_with_little_asking_and_little_beside_the_records()
    {
        LinkRateResult result = await LinkRate.MeasureAsync(1_500, 921_600, TestContext.Current.CancellationToken);

        Assert.True(result.Records >= 1_500, $"{result.Records} records");
        Assert.InRange(result.Efficiency, 0.65, 1.0);
        Assert.InRange(result.Asking, 0, 0.01);
    }
}
