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
}
