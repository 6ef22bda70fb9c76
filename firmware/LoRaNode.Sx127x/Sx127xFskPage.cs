namespace LoRaNode.Sx127x;

/// <summary>Registers of the FSK page that a LoRa driver needs too (datasheet rev. 7, chapter 6).</summary>
public static class Sx127xFskPage
{
    /// <summary>RegImageCal: calibration of image rejection and the temperature monitor.</summary>
    public const Sx127xRegister ImageCalibration = (Sx127xRegister)0x3B;

    /// <summary>RegTemp: temperature (read only).</summary>
    public const Sx127xRegister Temperature = (Sx127xRegister)0x3C;
}
