using System;

namespace LoRaNode.Radio;

/// <summary>
/// Time that a LoRa frame occupies the channel, in integer arithmetic (SX1276 datasheet rev. 7, 4.1.1.6 and 4.1.1.7). Exact: a
/// symbol is a multiple of 64 microseconds divided by nothing else than 4, whatever the settings, so no result is rounded.
/// Bandwidths are those of the chip's clock (<see cref="LoRaBandwidth"/>): a calculator that divides by the rounded name
/// "7.8 kHz" gives 0.16 % more.
/// </summary>
public static class TimeOnAir
{
    /// <summary>A symbol longer than this needs low-data-rate optimisation (datasheet 4.1.1.6).</summary>
    public const int LowDataRateSymbolMicroseconds = 16_000;

    /// <summary>Length of one symbol, 2^SF / BW, in microseconds: 128 (SF6, 500 kHz) to 524,288 (SF12, 7.8 kHz).</summary>
    /// <exception cref="ArgumentException">The modem does not have that bandwidth.</exception>
    public static int SymbolMicroseconds(LoRaSettings settings)
    {
        int code = LoRaBandwidth.CodeOf(settings.BandwidthHz);
        if (code < 0)
        {
            throw new ArgumentException("bandwidth");
        }

        return (LoRaBandwidth.ChipNanoseconds(code) / 1000) << (int)settings.SpreadingFactor;
    }

    /// <summary>True when the symbol is so long that both ends must use low-data-rate optimisation.</summary>
    public static bool NeedsLowDataRateOptimization(LoRaSettings settings)
    {
        return SymbolMicroseconds(settings) > LowDataRateSymbolMicroseconds;
    }

    /// <summary>Time on air of a frame of <paramref name="length"/> payload bytes (0 to 255), in microseconds.</summary>
    /// <exception cref="ArgumentException">The modem does not have that bandwidth.</exception>
    public static long Microseconds(LoRaSettings settings, int length)
    {
        long symbolUs = SymbolMicroseconds(settings);
        int sf = (int)settings.SpreadingFactor;
        int lowDataRate = symbolUs > LowDataRateSymbolMicroseconds ? 1 : 0;
        int implicitHeader = settings.ExplicitHeader ? 0 : 1;
        int crc = settings.PayloadCrc ? 1 : 0;

        // n = 8 + max(ceil((8 PL - 4 SF + 28 + 16 CRC - 20 IH) / (4 (SF - 2 DE))) (CR + 4), 0)
        int bits = (8 * length) - (4 * sf) + 28 + (16 * crc) - (20 * implicitHeader);
        int bitsPerBlock = 4 * (sf - (2 * lowDataRate));
        int blocks = bits > 0 ? (bits + bitsPerBlock - 1) / bitsPerBlock : 0;
        long payloadSymbols = 8 + (blocks * (int)settings.CodingRate);

        // The preamble is 4.25 symbols longer than programmed; quarters keep it in integers.
        long quarters = (4L * settings.PreambleSymbols) + 17 + (4 * payloadSymbols);
        return quarters * symbolUs / 4;
    }
}
