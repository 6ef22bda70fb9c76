namespace LoRaNode.Simulator;

/// <summary>What a virtual city is to be and what is to be sent in it. The same options give the same run.</summary>
/// <param name="Nodes">Number of nodes, <see cref="MinNodes"/>–<see cref="MaxNodes"/>.</param>
/// <param name="Seed">Seed of the city and of everything random in it.</param>
/// <param name="Text">Text of the alert.</param>
public sealed record CityOptions(int Nodes, int Seed, string Text)
{
    /// <summary>Fewest nodes of a city: one that sends and one that receives.</summary>
    public const int MinNodes = 2;

    /// <summary>Most nodes of a city: every chip is modelled register by register, so time grows with the square.</summary>
    public const int MaxNodes = 200;

    /// <summary>Nodes of a city when nothing else is asked for.</summary>
    public const int DefaultNodes = 30;

    /// <summary>Length of the run in simulated seconds.</summary>
    public double SimulatedSeconds { get; init; } = 600;
}
