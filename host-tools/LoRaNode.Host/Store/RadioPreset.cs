using LoRaNode.Radio;

namespace LoRaNode.Host.Store;

/// <summary>
/// A data rate by a name that says what it is good for. Each step takes about three and a half times the airtime and adds about 5 dB; the receive
/// threshold of each is in the SX1276 datasheet, rev. 7, table 13.
/// </summary>
/// <param name="Name">Name on the command line. Stable: it is stored.</param>
/// <param name="SpreadingFactor">Spreading factor.</param>
/// <param name="BandwidthHz">Bandwidth in hertz; wider where the region's rule asks for it.</param>
public sealed record RadioPreset(string Name, SpreadingFactor SpreadingFactor, uint BandwidthHz)
{
    /// <summary>All, fastest first.</summary>
    public static IReadOnlyList<RadioPreset> All { get; } =
    [
        new("dense", SpreadingFactor.Sf7, 250_000),
        new("city", SpreadingFactor.Sf9, 250_000),
        new("wide", SpreadingFactor.Sf11, 250_000),
    ];

    /// <summary>What the firmware starts with.</summary>
    public static RadioPreset Default => All[1];

    /// <summary>The data rate of a name, or null.</summary>
    public static RadioPreset? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}
