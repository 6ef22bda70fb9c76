namespace LoRaNode.Sx127x;

/// <summary>Members of the family; they differ in frequencies and spreading factors (datasheet rev. 7, table 1).</summary>
public enum Sx127xVariant : byte
{
    /// <summary>137 to 1,020 MHz, SF6 to SF12 (also RFM95W, RFM96W, RFM98W, Ra-01H).</summary>
    Sx1276,

    /// <summary>137 to 1,020 MHz, SF6 to SF9.</summary>
    Sx1277,

    /// <summary>137 to 525 MHz, SF6 to SF12 (also Ra-01, Ra-02).</summary>
    Sx1278,

    /// <summary>137 to 960 MHz, SF6 to SF12.</summary>
    Sx1279,
}
