namespace LoRaNode.Node.Power;

/// <summary>
/// Measures the battery through a divider of two resistors. Takes the median of several samples, since the ESP32's converter throws outliers.
/// Such a board cannot tell input or charging.
/// </summary>
public sealed class DividerMeter : IPowerMeter
{
    /// <summary>Samples of one measurement; odd.</summary>
    public const int Samples = 7;

    /// <summary>Below this the pin floats or no battery is there: no lithium cell of use is so low.</summary>
    public const int NoBatteryMillivolts = 2000;

    private readonly IAnalogInput _input;
    private readonly int _upperKilohms;
    private readonly int _lowerKilohms;
    private readonly int[] _sorted = new int[Samples];

    /// <summary>Binds the meter to its pin.</summary>
    /// <param name="input">The pin.</param>
    /// <param name="upperKilohms">Resistor between battery and pin, in kiloohms.</param>
    /// <param name="lowerKilohms">Resistor between pin and ground, in kiloohms.</param>
    public DividerMeter(IAnalogInput input, int upperKilohms, int lowerKilohms)
    {
        _input = input;
        _upperKilohms = upperKilohms;
        _lowerKilohms = lowerKilohms;
    }

    /// <inheritdoc/>
    public bool Measure(PowerReading reading)
    {
        for (int i = 0; i < Samples; i++)
        {
            int sample = _input.ReadMillivolts();
            if (sample < 0)
            {
                return false;
            }

            int at = i;
            while (at > 0 && _sorted[at - 1] > sample)
            {
                _sorted[at] = _sorted[at - 1];
                at--;
            }

            _sorted[at] = sample;
        }

        int battery = _sorted[Samples / 2] * (_upperKilohms + _lowerKilohms) / _lowerKilohms;
        reading.BatteryMillivolts = battery < NoBatteryMillivolts ? 0 : battery;
        reading.InputMillivolts = -1;
        reading.IsCharging = false;
        return true;
    }
}
