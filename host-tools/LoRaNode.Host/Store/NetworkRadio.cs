using LoRaNode.Radio;
using LoRaNode.Radio.Regions;

namespace LoRaNode.Host.Store;

/// <summary>
/// Region and data rate of a network, and the radio settings that follow. The channel is the middle of the region's band, on the 25 kHz raster,
/// so that it is as far as can be from both edges.
/// </summary>
public sealed class NetworkRadio
{
    private const uint RasterHz = 25_000;

    // Whip antennas of the supported boards; a technician with a better one sets less power at the node.
    private const int AntennaGainTenthsDbi = 21;

    // The most that the SX127x gives at its high-power pin without the 20 dBm mode, whose duty is limited to 1 %.
    private const int MaxChipDbm = 17;

    private NetworkRadio(RadioBand band, RadioPreset preset)
    {
        Band = band;
        Preset = preset;
        uint bandwidthHz = Math.Max(preset.BandwidthHz, band.MinBandwidthHz);
        uint middleHz = band.LowHz + ((band.HighHz - band.LowHz) / 2);
        Settings = new LoRaSettings
        {
            FrequencyHz = middleHz / RasterHz * RasterHz,
            BandwidthHz = bandwidthHz,
            SpreadingFactor = preset.SpreadingFactor,
            PowerDbm = (sbyte)Math.Min(MaxChipDbm, band.MaxConductedDbm(AntennaGainTenthsDbi)),
        };
    }

    /// <summary>The band and data rate that a network has when nobody chose: Kazakhstan's wide band.</summary>
    public static NetworkRadio Default { get; } = new(RegionTable.Describe(RadioBandId.Kazakhstan863), RadioPreset.Default);

    /// <summary>The band.</summary>
    public RadioBand Band { get; }

    /// <summary>The data rate.</summary>
    public RadioPreset Preset { get; }

    /// <summary>What all radios of the network are set to.</summary>
    public LoRaSettings Settings { get; }

    /// <summary>Codes of all bands.</summary>
    public static IReadOnlyList<string> RegionCodes { get; } = [.. Enumerable.Range(0, RegionTable.Count).Select(i => RegionTable.Describe((RadioBandId)i).Code)];

    /// <summary>Airtime that the rule leaves to a node in an hour, in milliseconds.</summary>
    public long HourlyBudgetMs => Band.HourlyBudgetMicroseconds() / 1000;

    /// <summary>The settings of a band and a data rate by their names; null when there is no such name or the band is too narrow.</summary>
    public static NetworkRadio? TryFind(string? region, string? preset)
    {
        if (region is null || preset is null || RegionTable.Find(region) is not { } band || RadioPreset.Find(preset) is not { } rate)
        {
            return null;
        }

        var radio = new NetworkRadio(band, rate);
        return band.Allows(radio.Settings.FrequencyHz, radio.Settings.BandwidthHz) ? radio : null;
    }
}
