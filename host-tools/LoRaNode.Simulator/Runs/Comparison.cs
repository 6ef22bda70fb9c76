using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Runs;

/// <summary>Runs several algorithms over several cities and seeds, on all cores, and averages.</summary>
public static class Comparison
{
    /// <summary>Modelled time to verify an alert on a board, in milliseconds.</summary>
    public const int VerifyMs = 1_500;

    /// <summary>Compares.</summary>
    /// <param name="cities">The places.</param>
    /// <param name="algorithms">Names of <see cref="Algorithm.All"/>.</param>
    /// <param name="plan">What to send; the rules of the air hold for every algorithm.</param>
    /// <param name="seeds">Seeds 1 to this many.</param>
    /// <param name="progress">Told how many runs of how many are done; null for nobody. Called from several threads, one at a time.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>One row for each city and algorithm, cities first.</returns>
    public static IReadOnlyList<ComparisonRow> Run(
        IReadOnlyList<CityMap> cities,
        IReadOnlyList<string> algorithms,
        BroadcastPlan plan,
        int seeds,
        Action<int, int>? progress,
        CancellationToken cancellation)
    {
        // The longest first, so that no core is left alone with one at the end.
        var jobs = new List<Job>();
        foreach (var city in cities)
        {
            foreach (string algorithm in algorithms)
            {
                for (int seed = 1; seed <= seeds; seed++)
                {
                    jobs.Add(new Job(city, algorithm, (uint)seed, false));
                    if (algorithm == Algorithm.LoRaNode)
                    {
                        jobs.Add(new Job(city, algorithm, (uint)seed, true));
                    }
                }
            }
        }

        var results = new Dictionary<Job, BroadcastResult>();
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.ForEach(jobs.OrderByDescending(j => j.City.Count), options, job =>
        {
            var result = job.Verified
                ? new RelayBroadcastRun(job.City, plan with { Alerts = true }, job.Seed, s => s with { VerifyMs = VerifyMs }).Run()
                : Algorithm.Run(job.Algorithm, job.City, plan, job.Seed);
            lock (results)
            {
                results[job] = result;
                progress?.Invoke(++done, jobs.Count);
            }
        });

        var rows = new List<ComparisonRow>();
        foreach (var city in cities)
        {
            foreach (string algorithm in algorithms)
            {
                var plain = jobs.Where(j => j.City == city && j.Algorithm == algorithm && !j.Verified).Select(j => results[j]).ToList();
                var verified = jobs.Where(j => j.City == city && j.Algorithm == algorithm && j.Verified).Select(j => results[j]).ToList();
                rows.Add(new ComparisonRow(city, algorithm, plain, verified));
            }
        }

        return rows;
    }

    private sealed record Job(CityMap City, string Algorithm, uint Seed, bool Verified);
}

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
