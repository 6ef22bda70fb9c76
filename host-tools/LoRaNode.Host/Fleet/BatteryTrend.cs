using LoRaNode.Node.Power;

namespace LoRaNode.Host.Fleet;

/// <summary>Where a battery is going: its lowest voltage of each day, and the line through them.</summary>
/// <param name="Days">Lowest voltage of each day that has notes, in millivolts, oldest first.</param>
/// <param name="MillivoltsPerDay">Slope of the line; null with less than <see cref="LeastDays"/> days.</param>
/// <param name="DaysToEmpty">Days until the line comes to <see cref="EmptyMillivolts"/>; null when it does not fall.</param>
public sealed record BatteryTrend(IReadOnlyList<(DateOnly Day, int LowestMillivolts)> Days, double? MillivoltsPerDay, double? DaysToEmpty)
{
    /// <summary>Days that a line needs: the weather of two days says nothing about a battery.</summary>
    public const int LeastDays = 3;

    /// <summary>Where a node goes to sleep whatever the mean says.</summary>
    public const int EmptyMillivolts = PowerPolicy.CriticalMillivolts;

    // A cell that loses less than this each day is as good as stable: the meter's own error over a week is as much.
    private const double LeastFall = 3;

    /// <summary>
    /// Takes the trend of a history. The slope is the median of the slopes between all pairs of days (Theil and Sen), so that one dark day does
    /// not make a bad battery.
    /// </summary>
    /// <param name="samples">Notes of the battery, oldest first.</param>
    /// <param name="offset">Difference of the place's clock from UTC: nights end where the people are.</param>
    public static BatteryTrend Of(IReadOnlyList<BatterySample> samples, TimeSpan offset)
    {
        ArgumentNullException.ThrowIfNull(samples);
        (DateOnly Day, int Lowest)[] days =
        [
            .. samples.GroupBy(s => DateOnly.FromDateTime(s.At.ToOffset(offset).DateTime)).OrderBy(g => g.Key).Select(g => (g.Key, g.Min(s => s.LowestMillivolts))),
        ];
        if (days.Length < LeastDays)
        {
            return new BatteryTrend(days, null, null);
        }

        var slopes = new List<double>();
        for (int i = 0; i < days.Length; i++)
        {
            for (int j = i + 1; j < days.Length; j++)
            {
                slopes.Add((double)(days[j].Lowest - days[i].Lowest) / (days[j].Day.DayNumber - days[i].Day.DayNumber));
            }
        }

        double slope = Median(slopes);

        // The line's own height, not that of the last day, says how far it has to fall.
        double last = Median([.. days.Select(d => d.Lowest + (slope * (days[^1].Day.DayNumber - d.Day.DayNumber)))]);
        return new BatteryTrend(days, slope, slope <= -LeastFall ? Math.Max(0, (last - EmptyMillivolts) / -slope) : null);
    }

    internal static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
