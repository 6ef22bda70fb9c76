using LoRaNode.Simulator.Boards;

namespace LoRaNode.Simulator.Tests.Boards;

public class LinkRateTests
{
    [Fact]
    public async Task A_log_is_read_within_a_fifth_of_the_lines_rate()
    {
        LinkRateResult result = await LinkRate.MeasureAsync(1_500, 921_600, TestContext.Current.CancellationToken);
        Assert.True(result.Records >= 1_500, $"{result.Records} records");
        Assert.InRange(result.LineShare, 0.8, 1.0);
    }
}
