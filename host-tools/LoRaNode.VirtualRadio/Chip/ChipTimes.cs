namespace LoRaNode.VirtualRadio.Chip;

/// <summary>Start-up times in microseconds (SX1276 datasheet rev. 7, 2.5 and 4.2.5; typical values).</summary>
public static class ChipTimes
{
    /// <summary>TS_OSC: the crystal oscillator wakes up.</summary>
    public const long OscillatorUs = 250;

    /// <summary>TS_FS: the synthesiser locks, from standby.</summary>
    public const long SynthesizerUs = 60;

    /// <summary>TS_RE: the receiver is ready after lock, at 200 kHz receiver bandwidth.</summary>
    public const long ReceiverUs = 71;

    /// <summary>After the reset line is let go until the chip can be used (7.2.2).</summary>
    public const long ResetUs = 5_000;

    /// <summary>Shortest reset pulse that is sure to work (7.2.2).</summary>
    public const long ResetPulseUs = 100;

    /// <summary>After power comes until the chip can be used (7.2.1).</summary>
    public const long PowerOnUs = 10_000;

    /// <summary>Image and RSSI calibration (4.2.3.8).</summary>
    public const long ImageCalibrationUs = 10_000;

    // RegPaRamp: rise and fall time of the power amplifier in microseconds.
    private static readonly int[] RampUs = [3_400, 2_000, 1_000, 500, 250, 125, 100, 62, 50, 40, 31, 25, 20, 15, 12, 10];

    /// <summary>TS_TR without the half bit of FSK: 5 µs and 1.25 times the ramp (4.2.5.1).</summary>
    public static long TransmitterUs(byte paRamp) => 5 + (RampUs[paRamp & 0x0F] * 5 / 4);

    /// <summary>
    /// The receiving part of an activity detection: one symbol and 32 chips (4.1.3.3), in microseconds.
    /// </summary>
    public static long DetectionReceiveUs(int chipNanoseconds, int spreadingFactor) => ((1L << spreadingFactor) + 32) * chipNanoseconds / 1000;

    /// <summary>The computing part of an activity detection: SF · 2^SF / 1.75 MHz (4.1.3.3), in microseconds.</summary>
    public static long DetectionComputeUs(int spreadingFactor) => spreadingFactor * (1L << spreadingFactor) * 100 / 175;
}
