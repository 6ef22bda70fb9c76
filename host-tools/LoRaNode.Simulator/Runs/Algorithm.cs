using LoRaNode.Simulator.Baselines;
using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Runs;

/// <summary>A way to bring messages to everybody, by the name that reports and the command line use.</summary>
public static class Algorithm
{
    /// <summary>The firmware's relay engine.</summary>
    public const string LoRaNode = RelayBroadcastRun.Algorithm;

    /// <summary>Blind flooding: every node relays once.</summary>
    public const string Flood = "flood";

    /// <summary>Meshtastic's managed flooding, hop limit 3.</summary>
    public const string ManagedThree = "managed-3";

    /// <summary>Meshtastic's managed flooding, hop limit 7.</summary>
    public const string ManagedSeven = "managed-7";

    /// <summary>All of them, in the order of reports.</summary>
    public static IReadOnlyList<string> All { get; } = [LoRaNode, Flood, ManagedThree, ManagedSeven];

    /// <summary>Runs a series of broadcasts.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="city">The place.</param>
    /// <param name="plan">What to send.</param>
    /// <param name="seed">Seed of everything.</param>
    public static BroadcastResult Run(string name, CityMap city, BroadcastPlan plan, uint seed) => name switch
    {
        LoRaNode => new RelayBroadcastRun(city, plan, seed).Run(),
        Flood => new FloodRun(city, plan, FloodRule.Blind, 31, seed).Run(),
        ManagedThree => new FloodRun(city, plan, FloodRule.Managed, 3, seed).Run(),
        ManagedSeven => new FloodRun(city, plan, FloodRule.Managed, 7, seed).Run(),
        _ => throw new ArgumentException($"There is no algorithm '{name}'.", nameof(name)),
    };
}
