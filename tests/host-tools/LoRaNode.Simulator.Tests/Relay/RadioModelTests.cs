using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Tests.Relay;

public class RadioModelTests
{
    private const int Seeds = 6;

    // Quantiles of all seeds together move by some percent with chance alone.
    private const double Tolerance = 0.2;
    private const double ShareTolerance = 0.04;

    [Theory]
    [InlineData("district-30")]
    [InlineData("corridor-24")]
    public void The_abstract_radio_has_the_outcome_of_the_chips(string city)
    {
        var plan = new BroadcastPlan { Messages = 15, WarmUpSeconds = 5400 };
        var rows = Comparison.Radios([SharedCities.Load(city)], plan, new SeedRuns { Seeds = Seeds });
        var (quick, chips) = (rows[0], rows[1]);
        Assert.Equal(["abstract", "chip"], rows.Select(r => r.Algorithm));
        Assert.InRange(quick.Delivery, 0.9995, 1);
        Assert.InRange(chips.Delivery, 0.9995, 1);
        SampleMeans.AssertAlike("transmissions", [.. chips.Results.Select(r => r.Transmissions)], [.. quick.Results.Select(r => r.Transmissions)]);
        SampleMeans.AssertAlike("p99", [.. chips.Results.Select(r => r.DelayQuantile(0.99))], [.. quick.Results.Select(r => r.DelayQuantile(0.99))]);
        Assert.InRange(quick.Transmissions, chips.Transmissions * (1 - Tolerance), chips.Transmissions * (1 + Tolerance));
        float[] expected = Delays(chips);
        foreach (double share in (double[])[0.25, 0.5, 0.75, 0.9])
        {
            // Delays come in steps of a hop, so near a step a quantile says little: alike is what is alike in time or in share.
            double at = expected[(int)(share * expected.Length)];
            Assert.InRange(Within(quick, at * (1 + Tolerance)), share - ShareTolerance, 1);
            Assert.InRange(Within(quick, at * (1 - Tolerance)), 0, share + ShareTolerance);
        }
    }

    [Fact]
    public void The_chips_repeat_with_the_seed()
    {
        var city = SharedCities.Load("corridor-24").WithChipTimes();
        var plan = new BroadcastPlan { Messages = 2, WarmUpSeconds = 300, WindowSeconds = 60, Radio = RadioModel.Chip };
        BroadcastResult Run(uint seed) => new RelayBroadcastRun(city, plan, seed).Run();
        Assert.Equal(Run(3).DelaysSeconds, Run(3).DelaysSeconds);
        Assert.NotEqual(Run(3).DelaysSeconds, Run(4).DelaysSeconds);
    }

    [Fact]
    public void Times_that_no_chip_can_do_are_those_of_the_datasheet_on_chips()
    {
        var published = SharedCities.Load("corridor-24");
        Assert.Equal(555_520, published.Radio.AirtimeUs(120));
        Assert.Equal(334_336, published.WithChipTimes().Radio.AirtimeUs(120));
        Assert.Same(published.WithChipTimes().Sites, published.Sites);
        Assert.Throws<ArgumentException>(() => new ChipWorld(published, 1));
    }

    private static float[] Delays(ComparisonRow row) => [.. row.Results.SelectMany(r => r.DelaysSeconds).Order()];

    private static double Within(ComparisonRow row, double seconds)
    {
        float[] delays = Delays(row);
        return delays.Count(d => d <= seconds) / (double)delays.Length;
    }
}
