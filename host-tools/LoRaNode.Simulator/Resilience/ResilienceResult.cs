namespace LoRaNode.Simulator.Resilience;

/// <summary>What one hardship did to one city with one seed.</summary>
/// <param name="Share">Share of the deliveries owed that came in time, 0 to 1.</param>
/// <param name="Seconds">How long the last of them took, in seconds; infinite when one never came.</param>
/// <param name="Held">True when what the hardship demands was met.</param>
public sealed record ResilienceResult(double Share, double Seconds, bool Held)
{
    /// <summary>Figures of this hardship alone, by name.</summary>
    public IReadOnlyList<(string Name, double Value)> Figures { get; init; } = [];
}
