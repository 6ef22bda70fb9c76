namespace LoRaNode.Node.Power;

/// <summary>Measures battery and input.</summary>
public interface IPowerMeter
{
    /// <summary>Measures into <paramref name="reading"/>. False when the hardware does not answer; the reading is then not to be used. Not during a transmission: the battery sags by 20 to 60 mV at 120 mA.</summary>
    bool Measure(PowerReading reading);
}
