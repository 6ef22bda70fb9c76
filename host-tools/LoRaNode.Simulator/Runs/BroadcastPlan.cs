using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Runs;

/// <summary>A series of broadcasts from random nodes.</summary>
public sealed record BroadcastPlan
{
    /// <summary>Broadcasts.</summary>
    public int Messages { get; init; } = 30;

    /// <summary>Seconds between two.</summary>
    public double PeriodSeconds { get; init; } = 60;

    /// <summary>Seconds before the first, in which nodes get to know each other.</summary>
    public double WarmUpSeconds { get; init; } = 3 * 3600;

    /// <summary>Seconds within which a delivery counts.</summary>
    public double WindowSeconds { get; init; } = 600;

    /// <summary>Length of a frame on the air, in bytes.</summary>
    public int FrameBytes { get; init; } = 120;

    /// <summary>True for alerts, false for messages.</summary>
    public bool Alerts { get; init; }

    /// <summary>Share of receptions that fail at random once the first broadcast is sent.</summary>
    public double RandomLoss { get; init; }

    /// <summary>Rules of the air; <see cref="AirRules.Chip"/> holds wherever chips are modelled.</summary>
    public AirRules Rules { get; init; }

    /// <summary>Origins of the broadcasts, in their order, so that several algorithms send the same; empty to draw them by the seed.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    /// <summary>How radios are modelled.</summary>
    public RadioModel Radio { get; init; }
}
