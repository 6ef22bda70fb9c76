namespace LoRaNode.Sx127x;

/// <summary>
/// What the "SX1276/77/78 Errata Note" asks for in LoRa: 2.1 (sensitivity at 500 kHz) and 2.3 (spurious reception); and the
/// detection settings of SF6 (datasheet rev. 7, 4.1.1.2).
/// </summary>
internal static class Errata
{
    private const byte DetectOptimizeReserved = 0x40;

    /// <summary>How much above the carrier the receiver is tuned, by bandwidth code (errata note 2.3): one bandwidth up to 41.7 kHz.</summary>
    public static uint ReceiveOffsetHz(int bandwidthCode)
    {
        switch (bandwidthCode)
        {
            case 0: return 7_810;
            case 1: return 10_420;
            case 2: return 15_620;
            case 3: return 20_830;
            case 4: return 31_250;
            case 5: return 41_670;
            default: return 0;
        }
    }

    /// <summary>Sets the registers that the errata note and SF6 are about.</summary>
    public static void Apply(RegisterImage image, uint frequencyHz, int bandwidthCode, int spreadingFactor)
    {
        bool is500Khz = bandwidthCode == 9;
        int detection = spreadingFactor == 6 ? 0x05 : 0x03;
        image[Sx127xRegister.DetectOptimize] =
            (byte)(DetectOptimizeReserved | detection | (is500Khz ? Sx127xBits.AutomaticIf : 0));
        image[Sx127xRegister.DetectionThreshold] = spreadingFactor == 6 ? (byte)0x0C : (byte)0x0A;
        image[Sx127xRegister.IfFrequency1] = IntermediateFrequency(bandwidthCode);
        image[Sx127xRegister.IfFrequency2] = 0;

        // Reset values, also outside the two bands of the note; must be written to come back from 500 kHz.
        byte optimize1 = 0x03;
        byte optimize2 = 0x20;
        if (is500Khz && frequencyHz >= 862_000_000)
        {
            optimize1 = 0x02;
            optimize2 = 0x64;
        }
        else if (is500Khz && frequencyHz >= 410_000_000 && frequencyHz <= 525_000_000)
        {
            optimize1 = 0x02;
            optimize2 = 0x7F;
        }

        image[Sx127xRegister.HighBandwidthOptimize1] = optimize1;
        image[Sx127xRegister.HighBandwidthOptimize2] = optimize2;
    }

    private static byte IntermediateFrequency(int bandwidthCode)
    {
        if (bandwidthCode == 9)
        {
            return 0x20; // reset value; the chip chooses (AutomaticIf)
        }

        if (bandwidthCode >= 6)
        {
            return 0x40;
        }

        return bandwidthCode == 0 ? (byte)0x48 : (byte)0x44;
    }
}
