using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Fleet;

/// <summary>The losses of a district, but for one node that stands beside a source of noise.</summary>
/// <param name="losses">Losses of the district.</param>
/// <param name="noisy">Index of that node: it hears worse, but is heard as before.</param>
/// <param name="extraDb">By so much.</param>
internal sealed class RehearsalLosses(ILinkLosses losses, int noisy, double extraDb) : ILinkLosses
{
    /// <inheritdoc/>
    public double LossDb(int sender, int receiver) => losses.LossDb(sender, receiver) + (receiver == noisy ? extraDb : 0);
}
