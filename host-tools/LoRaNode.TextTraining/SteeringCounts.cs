using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// How often one of the symbols that steer came after a symbol: shift, escape, switch. They are asked for before the contexts are searched, so
/// that a character that takes several symbols is no expensive one.
/// </summary>
internal sealed class SteeringCounts
{
    // What is expected where the texts say little. There is no switch in them.
    private const double Prior = 0.0006;
    private const double PriorStrength = 40;
    private const double PriorShare = 0.5;
    private const double ShareStrength = 1;
    private const int Steps = 16;
    private const int SteeringBits = 12;

    private double _all;
    private double _steering;
    private double _shifts;

    /// <summary>Counts a symbol, and whether it is one that steers.</summary>
    internal void Add(int symbol, bool isSteering, double weight)
    {
        _all += weight;
        _steering += isSteering ? weight : 0;
        _shifts += isSteering && symbol == TextAlphabet.Shift ? weight : 0;
    }

    /// <summary>The number that stands in the root (<see cref="ModelFormat"/>).</summary>
    internal int Code(bool steersShift)
    {
        // Also where the texts say much, a switch and an escape stay possible.
        double probability = Prior + ((_steering + (Prior * PriorStrength)) / (_all + PriorStrength));
        double share = (_shifts + (PriorShare * ShareStrength)) / (_steering + ShareStrength + (_all * Prior));
        int steps = steersShift ? (int)Math.Clamp(Math.Floor(share * Steps), 1, Steps - 1) : 0;
        return (int)Math.Clamp(Math.Round(probability * 4096), 1, 4000) | (steps << SteeringBits);
    }
}
