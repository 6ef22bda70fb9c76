using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Runs;

/// <summary>One city under one algorithm: means over the seeds.</summary>
/// <param name="City">The place.</param>
/// <param name="Algorithm">Name of the algorithm.</param>
/// <param name="Results">Results of all seeds.</param>
/// <param name="Verified">Results with alerts and the modelled verification; empty for algorithms without.</param>
public sealed record ComparisonRow(CityMap City, string Algorithm, IReadOnlyList<BroadcastResult> Results, IReadOnlyList<BroadcastResult> Verified)
{
    /// <summary>Mean share of the other nodes that got a message.</summary>
    public double Delivery => Results.Average(r => r.Delivery);

    /// <summary>Share of messages that reached every node.</summary>
    public double Everyone => Results.Average(r => r.Everyone);

    /// <summary>Airtime per message, in times on air of the message; steady beacons apart.</summary>
    public double Transmissions => Results.Average(r => r.Transmissions);

    /// <summary>Median delay of a delivery in seconds.</summary>
    public double MedianSeconds => Results.Average(r => r.DelayQuantile(0.5));

    /// <summary>Delay within which 99 % of the deliveries came, in seconds; without computing time.</summary>
    public double P99Seconds => Results.Average(r => r.DelayQuantile(0.99));

    /// <summary>The same for alerts that each node verifies for 1.5 s; null for algorithms without.</summary>
    public double? P99VerifiedSeconds => Verified.Count == 0 ? null : Verified.Average(r => r.DelayQuantile(0.99));

    /// <summary>Largest delay in seconds.</summary>
    public double MaxSeconds => Results.Max(r => r.DelayQuantile(1));

    /// <summary>Share of the airtime that a node hears which steady beacons take, mean over nodes.</summary>
    public double BeaconShare => Results.Average(r => r.BeaconShare);

    /// <summary>Spread of a figure over the seeds: its standard deviation.</summary>
    public double Spread(Func<BroadcastResult, double> figure)
    {
        double mean = Results.Average(figure);
        return Math.Sqrt(Results.Sum(r => (figure(r) - mean) * (figure(r) - mean)) / Math.Max(1, Results.Count - 1));
    }
}
