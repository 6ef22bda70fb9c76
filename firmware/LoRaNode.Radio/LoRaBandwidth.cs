namespace LoRaNode.Radio;

/// <summary>
/// The ten bandwidths of the LoRa modem. The settings name them as the datasheet does (SX1276 rev. 7, 4.1.1.4); the narrow
/// names are rounded. The chip divides its 32 MHz clock, so a chip lasts a whole number of nanoseconds in all ten, and that
/// is what every calculation of time uses: "7.8 kHz" is 7,812.5 Hz.
/// </summary>
public static class LoRaBandwidth
{
    /// <summary>Number of bandwidths; their codes are 0 to 9.</summary>
    public const int Count = 10;

    /// <summary>Code of 500 kHz.</summary>
    public const int Code500Khz = 9;

    private static readonly int[] NominalHz =
        { 7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000, 250_000, 500_000 };

    // 2 us (500 kHz) times 64, 48, 32, 24, 16, 12, 8, 4, 2, 1.
    private static readonly int[] ChipNs =
        { 128_000, 96_000, 64_000, 48_000, 32_000, 24_000, 16_000, 8_000, 4_000, 2_000 };

    /// <summary>The code (RegModemConfig1, Bw) of a bandwidth named in hertz, or -1 when the modem does not have it.</summary>
    public static int CodeOf(uint bandwidthHz)
    {
        for (int code = Count - 1; code >= 0; code--)
        {
            if (NominalHz[code] == (int)bandwidthHz)
            {
                return code;
            }
        }

        return -1;
    }

    /// <summary>The name in hertz of a code from 0 to 9.</summary>
    public static uint NominalHertz(int code)
    {
        return (uint)NominalHz[code];
    }

    /// <summary>Duration of one chip in nanoseconds of a code from 0 to 9: exact.</summary>
    public static int ChipNanoseconds(int code)
    {
        return ChipNs[code];
    }

    /// <summary>The code whose name or exact value lies within 1 % of the given hertz ("7800", "7812", "10417"), or -1.</summary>
    public static int NearestCode(uint bandwidthHz)
    {
        for (int code = 0; code < Count; code++)
        {
            long difference = (long)bandwidthHz - NominalHz[code];
            if (difference * 100 <= NominalHz[code] && difference * 100 >= -NominalHz[code])
            {
                return code;
            }
        }

        return -1;
    }
}
