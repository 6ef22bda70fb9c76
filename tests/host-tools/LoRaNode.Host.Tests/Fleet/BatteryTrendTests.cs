using CsCheck;
using LoRaNode.Host.Fleet;

namespace LoRaNode.Host.Tests.Fleet;

/// <summary>Where a battery is going.</summary>
public sealed class BatteryTrendTests
{
    [Fact]
    public void A_straight_fall_is_followed_to_where_the_node_goes_to_sleep()
    {
        BatteryTrend trend = Of(3_900, 3_880, 3_860, 3_840);

        Assert.Equal(-20, trend.MillivoltsPerDay!.Value, 6);
        Assert.Equal((3_840 - BatteryTrend.EmptyMillivolts) / 20.0, trend.DaysToEmpty!.Value, 6);
    }

    [Fact]
    public void One_dark_day_does_not_make_a_bad_battery()
    {
        Assert.Null(Of(3_950, 3_952, 3_949, 3_500, 3_951, 3_950).DaysToEmpty);
    }

    [Fact]
    public void Two_days_say_nothing()
    {
        Assert.Null(Of(4_000, 3_400).MillivoltsPerDay);
    }

    [Fact]
    public void The_lowest_of_a_day_counts_where_the_day_of_the_place_ends()
    {
        var evening = new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
        BatterySample[] samples = [new(evening, 3_900, 4_000, 0), new(evening.AddHours(2), 3_800, 4_000, 0)];

        Assert.Single(BatteryTrend.Of(samples, TimeSpan.Zero).Days);
        Assert.Single(BatteryTrend.Of(samples, TimeSpan.FromHours(5)).Days);
        Assert.Equal(2, BatteryTrend.Of(samples, TimeSpan.FromHours(3)).Days.Count);
    }

    [Fact]
    public void Any_history_gives_days_to_empty_that_are_not_negative() => Gen.Int[2_800, 4_300].Array[0, 40].Sample(lowest =>
    {
        BatteryTrend trend = Of(lowest);

        Assert.True(trend.DaysToEmpty is null or (>= 0 and < 1_000));
        Assert.Equal(lowest.Length, trend.Days.Count);
    });

    private static BatteryTrend Of(params int[] lowest) => BatteryTrend.Of(
        [.. lowest.Select((l, i) => new BatterySample(FleetBuilder.Now.AddDays(i), l, l + 200, 0))],
        FleetBuilder.Now.Offset);
}
