namespace LoRaNode.Simulator.Fleet;

/// <summary>What a rehearsal of a fleet is to be.</summary>
/// <param name="Nodes">Nodes, <see cref="LeastNodes"/> to <see cref="MostNodes"/>.</param>
/// <param name="Days">Simulated days, 1 to <see cref="MostDays"/>.</param>
/// <param name="Seed">Seed of everything that happens by chance.</param>
/// <param name="End">When the last day ends; its offset is that of the place.</param>
public sealed record RehearsalOptions(int Nodes, int Days, int Seed, DateTimeOffset End)
{
    /// <summary>Fewer nodes have no network worth a report.</summary>
    public const int LeastNodes = 4;

    /// <summary>More would take longer than an evening.</summary>
    public const int MostNodes = 60;

    /// <summary>A log goes back about as long.</summary>
    public const int MostDays = 30;

    /// <summary>Name of the community that is founded.</summary>
    public string Community { get; init; } = "Rehearsal";

    /// <summary>What is noted as the place of a node, by its height.</summary>
    public Func<bool, string> Place { get; init; } = isRoof => isRoof ? "roof" : "balcony";

    /// <summary>What is noted as its antenna.</summary>
    public Func<bool, string> Antenna { get; init; } = isRoof => isRoof ? "5 dBi" : "2 dBi";
}
