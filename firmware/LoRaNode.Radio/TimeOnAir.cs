using System;

namespace LoRaNode.Radio;

/// <summary>
/// Time that a LoRa frame occupies the channel, in integer arithmetic (SX1276 datasheet rev. 7, 4.1.1.6 and 4.1.1.7).
/// </summary>
public static class TimeOnAir
{
    /// <summary>A symbol longer than this needs low-data-rate optimisation (datasheet 4.1.1.6).</summary>
    public const int LowDataRateSymbolMicroseconds = 16_000;

    /// <summary>Length of one symbol, 2^SF / BW, in microseconds. Exact for all ten bandwidths of the chip.</summary>
    public static long SymbolMicroseconds(LoRaSettings settings)
    {
        return SymbolMicroseconds((int)settings.SpreadingFactor, settings.BandwidthHz);
    }

    /// <summary>Time on air of a frame of <paramref name="length"/> payload bytes (0 to 255), in microseconds.</summary>
    public static long Microseconds(LoRaSettings settings, int length)
    {
        int sf = (int)settings.SpreadingFactor;
        long symbolUs = SymbolMicroseconds(sf, settings.BandwidthHz);
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

    /// <summary>Length of one symbol in microseconds.</summary>
    private static long SymbolMicroseconds(int sf, uint bandwidthHz)
    {
        // The chip's narrow bandwidths are 500 kHz divided by 12, 16, 24, 32, 48 and 64; their common names are rounded.
        long chipNanoseconds;
        switch (bandwidthHz)
        {
            case 7_800: chipNanoseconds = 128_000; break;
            case 10_400: chipNanoseconds = 96_000; break;
            case 15_600: chipNanoseconds = 64_000; break;
            case 20_800: chipNanoseconds = 48_000; break;
            case 31_250: chipNanoseconds = 32_000; break;
            case 41_700: chipNanoseconds = 24_000; break;
            case 62_500: chipNanoseconds = 16_000; break;
            case 125_000: chipNanoseconds = 8_000; break;
            case 250_000: chipNanoseconds = 4_000; break;
            case 500_000: chipNanoseconds = 2_000; break;
            default: throw new ArgumentException("bandwidth");
        }

        return (chipNanoseconds << sf) / 1000;
    }
}
