namespace LoRaNode.Radio;

/// <summary>Forward error correction of the payload (SX1276 datasheet rev. 7, 4.1.1.3). The value is the denominator.</summary>
public enum CodingRate : byte
{
    /// <summary>4/5: one parity bit for four.</summary>
    Cr45 = 5,

    /// <summary>4/6.</summary>
    Cr46 = 6,

    /// <summary>4/7.</summary>
    Cr47 = 7,

    /// <summary>4/8.</summary>
    Cr48 = 8,
}
