namespace LoRaNode.Radio.Regions;

/// <summary>What a country allows on one band without a licence.</summary>
public sealed class RadioBand
{
    /// <summary>A duty cycle of this value means no limit: 100 %.</summary>
    public const int NoDutyLimit = 10_000;

    /// <summary>Makes the description of a band; the table does.</summary>
    internal RadioBand(
        RadioBandId id, string code, string country, uint lowHz, uint highHz, int dutyCycleBasisPoints, sbyte powerDbm, PowerReference reference)
    {
        Id = id;
        Code = code;
        Country = country;
        LowHz = lowHz;
        HighHz = highHz;
        DutyCycleBasisPoints = dutyCycleBasisPoints;
        PowerDbm = powerDbm;
        Reference = reference;
    }

    /// <summary>Which band this is.</summary>
    public RadioBandId Id { get; }

    /// <summary>Short name for settings and command lines, such as <c>kz-863</c>. Stable.</summary>
    public string Code { get; }

    /// <summary>Country code of ISO 3166-1, or <c>EU</c>.</summary>
    public string Country { get; }

    /// <summary>Lower edge in hertz.</summary>
    public uint LowHz { get; }

    /// <summary>Upper edge in hertz.</summary>
    public uint HighHz { get; }

    /// <summary>Share of any hour that a node may send, in hundredths of a percent: 1 to <see cref="NoDutyLimit"/>.</summary>
    public int DutyCycleBasisPoints { get; }

    /// <summary>Highest power in dBm, against <see cref="Reference"/>.</summary>
    public sbyte PowerDbm { get; }

    /// <summary>What the power is measured against.</summary>
    public PowerReference Reference { get; }

    /// <summary>Least bandwidth in hertz that the rule allows; 0 when it says nothing.</summary>
    public uint MinBandwidthHz { get; internal set; }

    /// <summary>
    /// True when the figures come from the country's own rule or from a standard that it applies. False when no published rule
    /// was found: the figures are then what its neighbours apply, and the regulator should be asked.
    /// </summary>
    public bool IsConfirmed { get; internal set; } = true;

    /// <summary>Silence after a frame, in microseconds, that keeps the duty cycle: the time on air times (1 / duty - 1), rounded up.</summary>
    public long PauseMicroseconds(long timeOnAirMicroseconds)
    {
        long busy = timeOnAirMicroseconds * (NoDutyLimit - DutyCycleBasisPoints);
        return (busy + DutyCycleBasisPoints - 1) / DutyCycleBasisPoints;
    }

    /// <summary>Air time in microseconds that the duty cycle leaves in an hour.</summary>
    public long HourlyBudgetMicroseconds()
    {
        return 3_600_000_000L / NoDutyLimit * DutyCycleBasisPoints;
    }

    /// <summary>True when a signal of that bandwidth around the carrier lies inside the band and is wide enough.</summary>
    public bool Allows(uint frequencyHz, uint bandwidthHz)
    {
        uint half = bandwidthHz / 2;
        return bandwidthHz >= MinBandwidthHz && frequencyHz >= LowHz + half && frequencyHz <= HighHz - half;
    }

    /// <summary>
    /// Highest power in dBm to set at the chip with an antenna of the given gain in tenths of dBi, rounded down. Cable losses may
    /// be subtracted from the gain.
    /// </summary>
    public int MaxConductedDbm(int antennaGainTenthsDbi)
    {
        int tenths = PowerDbm * 10;
        if (Reference == PowerReference.Conducted)
        {
            // 47 CFR 15.247(b)(4): what exceeds 6 dBi comes off the power.
            tenths -= antennaGainTenthsDbi > 60 ? antennaGainTenthsDbi - 60 : 0;
        }
        else
        {
            // 2.15 dBi for the dipole, rounded down to stay on the safe side.
            tenths += (Reference == PowerReference.Erp ? 21 : 0) - antennaGainTenthsDbi;
        }

        return tenths >= 0 ? tenths / 10 : (tenths - 9) / 10;
    }
}
