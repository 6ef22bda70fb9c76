namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>Path losses between stations.</summary>
public interface ILinkLosses
{
    /// <summary>Loss in decibels from one station to another; positive infinity when they cannot hear each other at all.</summary>
    double LossDb(int sender, int receiver);
}

/// <summary>The same loss between any two stations: a laboratory bench.</summary>
/// <param name="lossDb">Loss in decibels.</param>
public sealed class UniformLoss(double lossDb) : ILinkLosses
{
    /// <inheritdoc/>
    public double LossDb(int sender, int receiver) => sender == receiver ? double.PositiveInfinity : lossDb;
}
