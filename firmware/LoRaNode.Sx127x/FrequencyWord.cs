namespace LoRaNode.Sx127x;

/// <summary>The carrier frequency as the chip counts it: steps of 32 MHz / 2^19 = 61.03515625 Hz (datasheet rev. 7, 4.1.4).</summary>
public static class FrequencyWord
{
    // 32,000,000 / 2^19 = 15,625 / 256. The divisor is odd, so a frequency never lies half-way between two steps.
    private const ulong StepNumerator = 15_625;
    private const ulong StepDenominator = 256;

    /// <summary>The step nearest to a frequency in hertz; at most 30.5 Hz away from it.</summary>
    public static uint FromHz(uint frequencyHz)
    {
        return (uint)(((frequencyHz * StepDenominator) + (StepNumerator / 2)) / StepNumerator);
    }

    /// <summary>The frequency of a step in hertz, rounded to the nearest.</summary>
    public static uint ToHz(uint word)
    {
        return (uint)(((word * StepNumerator) + (StepDenominator / 2)) / StepDenominator);
    }
}
