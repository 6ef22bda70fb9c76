namespace LoRaNode.Sx127x;

/// <summary>What a chip cannot do of some settings.</summary>
public enum LoRaSettingsFault : byte
{
    /// <summary>It can do everything.</summary>
    None,

    /// <summary>The frequency lies outside the chip's range.</summary>
    Frequency,

    /// <summary>The modem does not have the bandwidth, or not at that frequency (250 and 500 kHz need more than 175 MHz).</summary>
    Bandwidth,

    /// <summary>The chip does not have the spreading factor.</summary>
    SpreadingFactor,

    /// <summary>SF6 needs an implicit header; an implicit header needs a length of 1 to 255.</summary>
    Header,

    /// <summary>The coding rate is none of 4/5 to 4/8.</summary>
    CodingRate,

    /// <summary>A preamble has at least 6 symbols.</summary>
    Preamble,

    /// <summary>The power lies below what the chip's pin can do.</summary>
    Power,
}
