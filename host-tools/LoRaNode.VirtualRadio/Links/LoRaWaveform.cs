using LoRaNode.Radio;

namespace LoRaNode.VirtualRadio.Links;

/// <summary>
/// What a LoRa modem sends, or what it listens for: everything of the modulation that the other side must share.
/// </summary>
/// <param name="FrequencyHz">Centre frequency in hertz, the error of the crystal included.</param>
/// <param name="Bandwidth">Bandwidth as the register field, 0 to 9 (see <see cref="LoRaBandwidth"/>).</param>
/// <param name="SpreadingFactor">6 to 12.</param>
/// <param name="CodingRate">Denominator of the coding rate, 5 to 8; for an explicit-header receiver the header overrides it.</param>
/// <param name="PreambleSymbols">Programmed preamble length in symbols, without the fixed 4.25.</param>
/// <param name="SyncWord">Sync word of the network.</param>
/// <param name="ExplicitHeader">True when a header precedes the payload.</param>
/// <param name="PayloadCrc">True when a 16-bit CRC follows the payload.</param>
/// <param name="InvertedIq">True when I and Q are swapped.</param>
/// <param name="LowDataRate">True with low-data-rate optimisation (two bits fewer in each payload symbol).</param>
/// <param name="PayloadLength">Bytes sent, or expected in implicit-header mode.</param>
/// <param name="HopPeriodSymbols">Symbols between two hops, 0 without frequency hopping.</param>
public readonly record struct LoRaWaveform(
    double FrequencyHz,
    int Bandwidth,
    int SpreadingFactor,
    int CodingRate,
    int PreambleSymbols,
    byte SyncWord,
    bool ExplicitHeader,
    bool PayloadCrc,
    bool InvertedIq,
    bool LowDataRate,
    int PayloadLength,
    int HopPeriodSymbols = 0)
{
    /// <summary>Symbols of the sync word and the start-of-frame delimiter, in quarters: 2 + 2.25 (datasheet 4.1.1.6, "+ 4.25").</summary>
    private const int SyncQuarterSymbols = 17;

    /// <summary>The first block of payload symbols; it holds the header and always uses CR 4/8 (datasheet 4.1.1.3, 4.1.1.6).</summary>
    public const int HeaderSymbols = 8;

    /// <summary>The exact bandwidth in hertz of a register field from 0 to 9 (7.8 kHz is 7,812.5 Hz).</summary>
    public static double HertzOf(int bandwidth) => 1e9 / LoRaBandwidth.ChipNanoseconds(bandwidth);

    /// <summary>The exact bandwidth in hertz.</summary>
    public double BandwidthHz => HertzOf(Bandwidth);

    /// <summary>Length of a symbol of 2^SF chips in microseconds (datasheet 4.1.1.4).</summary>
    public long SymbolUs => ((long)LoRaBandwidth.ChipNanoseconds(Bandwidth) << SpreadingFactor) / 1000;

    /// <summary>From the start of the frame to the end of sync word and delimiter, in microseconds.</summary>
    public long SyncEndUs => ((4L * PreambleSymbols) + SyncQuarterSymbols) * SymbolUs / 4;

    /// <summary>From the start of the frame to the end of the block that holds the header, in microseconds.</summary>
    public long HeaderEndUs => SyncEndUs + (HeaderSymbols * SymbolUs);

    /// <summary>Payload symbols, the header's block included (datasheet 4.1.1.7).</summary>
    public int PayloadSymbols
    {
        get
        {
            int bits = (8 * PayloadLength) - (4 * SpreadingFactor) + 28 + (PayloadCrc ? 16 : 0) - (ExplicitHeader ? 0 : 20);
            int bitsPerBlock = 4 * (SpreadingFactor - (LowDataRate ? 2 : 0));
            int blocks = bits > 0 ? (bits + bitsPerBlock - 1) / bitsPerBlock : 0;
            return HeaderSymbols + (blocks * CodingRate);
        }
    }

    /// <summary>Time on air in microseconds.</summary>
    public long TimeOnAirUs => SyncEndUs + (PayloadSymbols * SymbolUs);
}
