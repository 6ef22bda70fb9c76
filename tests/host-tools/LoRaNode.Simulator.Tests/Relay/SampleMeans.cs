namespace LoRaNode.Simulator.Tests.Relay;

/// <summary>Whether two samples of runs come from one process, as far as their means tell.</summary>
internal static class SampleMeans
{
    // Standard errors of a difference of two means that chance alone passes three times in a thousand.
    private const double LargestDeviation = 3;

    /// <summary>The difference of the means lies within the spread over seeds.</summary>
    public static void AssertAlike(string figure, IReadOnlyCollection<double> expected, IReadOnlyCollection<double> actual)
    {
        double deviation = Math.Max(Deviation(expected), Deviation(actual));
        double error = deviation * Math.Sqrt((1.0 / expected.Count) + (1.0 / actual.Count));
        double difference = Math.Abs(expected.Average() - actual.Average());
        Assert.True(
            difference <= LargestDeviation * error,
            $"{figure}: {expected.Average():F3} and {actual.Average():F3}; chance explains {LargestDeviation * error:F3} of the difference.");
    }

    private static double Deviation(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Count - 1));
    }
}
