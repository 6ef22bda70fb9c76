namespace LoRaNode.Sx127x;

/// <summary>What the driver must know about the module; the defaults suit an RFM95W and the boards listed under hardware/boards.</summary>
public sealed class Sx127xOptions
{
    /// <summary>Chip on the module.</summary>
    public Sx127xVariant Variant = Sx127xVariant.Sx1276;

    /// <summary>Pin that the antenna is wired to.</summary>
    public PowerOutput Output = PowerOutput.PaBoost;

    /// <summary>True when an outside oscillator (TCXO) clocks the chip instead of a crystal (datasheet rev. 7, 5.3.2).</summary>
    public bool HasTcxo;

    /// <summary>
    /// Limit of the amplifier's current in milliamperes, 45 to 240; 0 chooses by power: 100, and 140 above +17 dBm
    /// (datasheet rev. 7, 5.4.4: +20 dBm draws 120 mA, so the reset value would cut it off).
    /// </summary>
    public int OverCurrentMilliamperes;

    /// <summary>Gain step of the receiver, 1 (highest) to 6 (lowest, datasheet rev. 7, 5.5.3); 0 lets the chip choose (AGC).</summary>
    public int LnaGain;

    /// <summary>True for the higher current of the first amplifier on the high-frequency port (+3 dB sensitivity, datasheet rev. 7, 5.5.2).</summary>
    public bool LnaBoost = true;

    /// <summary>Degrees to add to the chip's uncalibrated thermometer (datasheet rev. 7, 5.5.7: calibrate at a known temperature).</summary>
    public int TemperatureOffsetCelsius;

    /// <summary>Milliseconds between two checks of an idle or listening chip, 10 to 1,000.</summary>
    public int WatchdogMs = 500;
}
