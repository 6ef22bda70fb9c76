namespace LoRaNode.Sx127x;

/// <summary>Which pin of the chip the antenna is wired to (datasheet rev. 7, 5.4.2). It depends on the module, not on the program.</summary>
public enum PowerOutput : byte
{
    /// <summary>PA_BOOST: +2 to +17 dBm and, with its duty limit, +20 dBm. All modules of the boards listed here.</summary>
    PaBoost,

    /// <summary>RFO_HF or RFO_LF: -4 to +14 dBm.</summary>
    Rfo,
}
