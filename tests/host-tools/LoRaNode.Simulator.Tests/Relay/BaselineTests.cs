using System.Globalization;
using LoRaNode.Simulator.Runs;

namespace LoRaNode.Simulator.Tests.Relay;

public class BaselineTests
{
    private const int Seeds = 10;

    [Theory]
    [InlineData("district-30", 3, 60)]
    [InlineData("district-30", 7, 60)]
    [InlineData("dense-100", 3, 60)]
    [InlineData("dense-100", 7, 60)]
    [InlineData("corridor-24", 3, 60)]
    [InlineData("corridor-24", 7, 60)]
    [InlineData("bridge-81", 3, 60)]
    [InlineData("bridge-81", 7, 60)]
    [InlineData("city-100", 3, 60)]
    [InlineData("city-100", 7, 60)]
    [InlineData("metro-300", 3, 60)]
    [InlineData("metro-300", 7, 60)]
    [InlineData("district-30", 7, 5)]
    [InlineData("dense-100", 7, 5)]
    [InlineData("city-100", 7, 5)]
    public void Managed_flooding_differs_from_the_published_figures_by_no_more_than_chance(string city, int hops, int periodSeconds)
    {
        var published = Published(city, hops, periodSeconds);
        var here = Measure(city, hops, periodSeconds, published[0].Messages);
        SampleMeans.AssertAlike("delivery", [.. published.Select(p => p.Delivery)], [.. here.Select(r => r.Delivery)]);
        SampleMeans.AssertAlike("transmissions", [.. published.Select(p => p.Transmissions)], [.. here.Select(r => r.Transmissions)]);
        SampleMeans.AssertAlike("p99", [.. published.Select(p => p.P99)], [.. here.Select(r => r.DelayQuantile(0.99))]);
    }

    [Fact]
    public void Blind_flooding_costs_a_transmission_a_node()
    {
        var row = Comparison.Algorithms([SharedCities.Load("city-100")], [Algorithm.Flood], new BroadcastPlan(), new SeedRuns { Seeds = 2 })[0];
        Assert.InRange(row.Transmissions, 99, 100);
    }

    private static IReadOnlyList<BroadcastResult> Measure(string city, int hops, int periodSeconds, int messages)
    {
        string algorithm = hops == 3 ? Algorithm.ManagedThree : Algorithm.ManagedSeven;
        var plan = new BroadcastPlan { Messages = messages, PeriodSeconds = periodSeconds };
        return Comparison.Algorithms([SharedCities.Load(city)], [algorithm], plan, new SeedRuns { Seeds = Seeds })[0].Results;
    }

    private static List<(int Messages, double Delivery, double Transmissions, double P99)> Published(string city, int hops, int periodSeconds)
    {
        var rows = File.ReadLines(Path.Combine(SharedCities.Folder, "baseline.csv"))
            .Skip(1)
            .Select(l => l.Split(','))
            .Where(f => f[0] == city && Number(f[2]) == hops && Number(f[3]) == periodSeconds)
            .Select(f => ((int)Number(f[5]), Number(f[6]), Number(f[9]), Number(f[11])))
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
