namespace LoRaNode.Radio;

/// <summary>Everything that two LoRa radios must agree on, and the transmit power. All nodes of a network share one value.</summary>
public sealed class LoRaSettings
{
    /// <summary>Carrier frequency in hertz.</summary>
    public uint FrequencyHz = 869_525_000;

    /// <summary>Bandwidth in hertz: 7,800 to 500,000, one of the ten values of the datasheet.</summary>
    public uint BandwidthHz = 250_000;

    /// <summary>Spreading factor.</summary>
    public SpreadingFactor SpreadingFactor = SpreadingFactor.Sf9;

    /// <summary>Coding rate of the payload.</summary>
    public CodingRate CodingRate = CodingRate.Cr45;

    /// <summary>Preamble length in symbols without the fixed 4.25: 6 to 65,535.</summary>
    public ushort PreambleSymbols = 8;

    /// <summary>Sync word: 0x34 is LoRaWAN's; ours differs from that and from 0x12 (private default) and 0x2B.</summary>
    public byte SyncWord = 0x4E;

    /// <summary>True when the header carries length, coding rate and CRC flag; false for implicit-header mode.</summary>
    public bool ExplicitHeader = true;

    /// <summary>Payload length in implicit-header mode, in bytes: 1 to 255.</summary>
    public byte ImplicitLength = 1;

    /// <summary>True when a 16-bit CRC follows the payload.</summary>
    public bool PayloadCrc = true;

    /// <summary>True to invert I and Q, as LoRaWAN downlinks do.</summary>
    public bool InvertIq;

    /// <summary>Transmit power at the antenna pin in dBm.</summary>
    public sbyte PowerDbm = 14;

    /// <summary>The same with another transmit power.</summary>
    public LoRaSettings WithPower(int powerDbm)
    {
        LoRaSettings other = (LoRaSettings)MemberwiseClone();
        other.PowerDbm = (sbyte)powerDbm;
        return other;
    }
}
