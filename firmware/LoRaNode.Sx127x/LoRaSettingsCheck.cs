using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <summary>Says whether a member of the family can do what some settings ask for (datasheet rev. 7, table 1 and 4.1.1).</summary>
public static class LoRaSettingsCheck
{
    /// <summary>Below this frequency the low-frequency port is used (datasheet rev. 7, 5.3: bands 2 and 3 end at 525 MHz).</summary>
    public const uint LowPortBelowHz = 525_000_000;

    private const uint LowestHz = 137_000_000;
    private const uint Band3EndHz = 175_000_000;
    private const int MinPreambleSymbols = 6;

    /// <summary>The first thing that cannot be done, or <see cref="LoRaSettingsFault.None"/>.</summary>
    public static LoRaSettingsFault Check(LoRaSettings settings, Sx127xOptions options)
    {
        if (settings.FrequencyHz < LowestHz || settings.FrequencyHz > HighestHz(options.Variant))
        {
            return LoRaSettingsFault.Frequency;
        }

        int bandwidth = LoRaBandwidth.CodeOf(settings.BandwidthHz);
        if (bandwidth < 0)
        {
            return LoRaSettingsFault.Bandwidth;
        }

        if (settings.FrequencyHz <= Band3EndHz && bandwidth > LoRaBandwidth.Code500Khz - 2)
        {
            return LoRaSettingsFault.Bandwidth;
        }

        int sf = (int)settings.SpreadingFactor;
        if (sf < 6 || sf > (options.Variant == Sx127xVariant.Sx1277 ? 9 : 12))
        {
            return LoRaSettingsFault.SpreadingFactor;
        }

        if (sf == 6 && settings.ExplicitHeader)
        {
            return LoRaSettingsFault.Header;
        }

        if (!settings.ExplicitHeader && settings.ImplicitLength == 0)
        {
            return LoRaSettingsFault.Header;
        }

        int codingRate = (int)settings.CodingRate;
        if (codingRate < 5 || codingRate > 8)
        {
            return LoRaSettingsFault.CodingRate;
        }

        if (settings.PreambleSymbols < MinPreambleSymbols)
        {
            return LoRaSettingsFault.Preamble;
        }

        // More than the pin can do is limited; less than it can do would be more than was asked for, which may be unlawful.
        return settings.PowerDbm < OutputPower.Minimum(options.Output) ? LoRaSettingsFault.Power : LoRaSettingsFault.None;
    }

    private static uint HighestHz(Sx127xVariant variant)
    {
        switch (variant)
        {
            case Sx127xVariant.Sx1278: return LowPortBelowHz;
            case Sx127xVariant.Sx1279: return 960_000_000;
            default: return 1_020_000_000;
        }
    }
}
