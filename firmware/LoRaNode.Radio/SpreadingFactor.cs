namespace LoRaNode.Radio;

/// <summary>LoRa spreading factor: chips per symbol as a power of two (SX1276 datasheet rev. 7, 4.1.1.2).</summary>
public enum SpreadingFactor : byte
{
    /// <summary>64 chips a symbol; implicit header only.</summary>
    Sf6 = 6,

    /// <summary>128 chips a symbol.</summary>
    Sf7 = 7,

    /// <summary>256 chips a symbol.</summary>
    Sf8 = 8,

    /// <summary>512 chips a symbol.</summary>
    Sf9 = 9,

    /// <summary>1,024 chips a symbol.</summary>
    Sf10 = 10,

    /// <summary>2,048 chips a symbol.</summary>
    Sf11 = 11,

    /// <summary>4,096 chips a symbol.</summary>
    Sf12 = 12,
}
