namespace LoRaNode.VirtualRadio.Links;

/// <summary>
/// The ten LoRa bandwidths of the chip, by the value of its register field (SX1276 datasheet rev. 7, RegModemConfig1 bits 7–4).
/// A chip (one sample at the bandwidth) lasts a whole number of nanoseconds in all ten, so symbol times are exact.
/// </summary>
public static class LoRaBandwidth
{
    /// <summary>Number of bandwidths; fields 10 to 15 are reserved.</summary>
    public const int Count = 10;

    private static readonly int[] NominalChipNanoseconds = [128_000, 96_000, 64_000, 48_000, 32_000, 24_000, 16_000, 8_000, 4_000, 2_000];
    private static readonly uint[] NominalHz = [7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000, 250_000, 500_000];

    /// <summary>Length of a chip in nanoseconds.</summary>
    public static int ChipNanoseconds(int index) => NominalChipNanoseconds[index];

    /// <summary>The exact bandwidth in hertz.</summary>
    public static double Hertz(int index) => 1e9 / NominalChipNanoseconds[index];

    /// <summary>The name of the bandwidth in hertz, rounded as the datasheet rounds it (7.8 kHz is 7,812.5 Hz).</summary>
    public static uint NominalHertz(int index) => NominalHz[index];

    /// <summary>Register field of a nominal bandwidth in hertz; -1 when the chip has no such bandwidth.</summary>
    public static int IndexOf(uint nominalHz) => Array.IndexOf(NominalHz, nominalHz);

    /// <summary>Length of a symbol of 2^SF chips in microseconds (datasheet 4.1.1.4).</summary>
    public static long SymbolMicroseconds(int index, int spreadingFactor) => ((long)NominalChipNanoseconds[index] << spreadingFactor) / 1000;
}
