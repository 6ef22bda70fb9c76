namespace LoRaNode.Simulator.Runs;

/// <summary>What a series of broadcasts came to.</summary>
/// <param name="City">Name of the city.</param>
/// <param name="Algorithm">Name of the algorithm.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Messages">Broadcasts sent.</param>
/// <param name="Delivery">Mean share of the other nodes that got a message.</param>
/// <param name="Worst">Least share over the messages.</param>
/// <param name="Everyone">Share of messages that reached every node.</param>
/// <param name="Transmissions">Airtime of everything but steady beacons, in times on air of the message, per message.</param>
/// <param name="DelaysSeconds">Delays of all deliveries, sorted.</param>
public sealed record BroadcastResult(
    string City,
    string Algorithm,
    uint Seed,
    int Messages,
    double Delivery,
    double Worst,
    double Everyone,
    double Transmissions,
    float[] DelaysSeconds)
{
    /// <summary>Share of the airtime that a node hears which steady beacons take: mean over nodes.</summary>
    public double BeaconShare { get; init; }

    /// <summary>The same at the node that hears most of them.</summary>
    public double BeaconShareWorst { get; init; }

    /// <summary>Airtime by kind, in times on air of the message, per message.</summary>
    public double[] ByKind { get; init; } = [];

    /// <summary>Simulated seconds, warm-up included.</summary>
    public double SimulatedSeconds { get; init; }

    /// <summary>Processor seconds that the run took.</summary>
    public double WallSeconds { get; init; }

    /// <summary>A quantile of the delays in seconds; 0 without deliveries.</summary>
    public double DelayQuantile(double share)
    {
        return DelaysSeconds.Length == 0 ? 0 : DelaysSeconds[Math.Min(DelaysSeconds.Length - 1, (int)(share * DelaysSeconds.Length))];
    }

    /// <summary>Sums up broadcasts; airtime is left for the caller.</summary>
    /// <param name="city">Name of the city.</param>
    /// <param name="algorithm">Name of the algorithm.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="broadcasts">The broadcasts.</param>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="windowSeconds">Time within which a delivery counts.</param>
    /// <param name="isCounted">Nodes that deliveries of a broadcast are counted for.</param>
    public static BroadcastResult From(
        string city,
        string algorithm,
        uint seed,
        IReadOnlyList<Broadcast> broadcasts,
        int nodes,
        double windowSeconds,
        Func<Broadcast, int, bool> isCounted)
    {
        double delivery = 0;
        double worst = 1;
        int everyone = 0;
        var delays = new List<float>();
        foreach (var broadcast in broadcasts)
        {
            int wanted = 0;
            int got = 0;
            for (int i = 0; i < nodes; i++)
            {
                if (i == broadcast.Source || !isCounted(broadcast, i))
                {
                    continue;
                }

                wanted++;
                if (broadcast.DelayUs[i] >= 0 && broadcast.DelayUs[i] <= windowSeconds * 1e6)
                {
                    got++;
                    delays.Add(broadcast.DelayUs[i] / 1e6f);
                }
            }

            double share = wanted == 0 ? 1 : (double)got / wanted;
            delivery += share;
            worst = Math.Min(worst, share);
            everyone += got == wanted ? 1 : 0;
        }

        delays.Sort();
        int count = Math.Max(1, broadcasts.Count);
        return new BroadcastResult(city, algorithm, seed, broadcasts.Count, delivery / count, worst, (double)everyone / count, 0, [.. delays]);
    }
}
