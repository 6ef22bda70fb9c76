using System.Device.Adc;

namespace LoRaNode.Node.Power;

/// <summary>
/// A pin of ADC1. The runtime sets 11 dB of attenuation; the range then reaches about 3.1 V, and the reading is some percent off, which the charge
/// curve's tolerance covers (ESP32 data sheet, "ADC characteristics").
/// </summary>
public sealed class AdcInput : IAnalogInput
{
    /// <summary>Voltage of the highest reading, in millivolts.</summary>
    private const int FullScaleMillivolts = 3300;

    private readonly AdcChannel _channel;
    private readonly int _highest;

    /// <summary>Opens a channel.</summary>
    /// <param name="channel">Channel of ADC1: GPIO36 is 0, 37 is 1, 38 is 2, 39 is 3, 32 is 4, 33 is 5, 34 is 6, 35 is 7.</param>
    public AdcInput(int channel)
    {
        var controller = new AdcController();
        _channel = controller.OpenChannel(channel);
        _highest = controller.MaxValue;
    }

    /// <summary>Channel of ADC1 of a pin; -1 when the pin has none.</summary>
    public static int ChannelOf(int pin)
    {
        if (pin >= 36 && pin <= 39)
        {
            return pin - 36;
        }

        return pin >= 32 && pin <= 35 ? pin - 28 : -1;
    }

    /// <inheritdoc/>
    public int ReadMillivolts()
    {
        int value = _channel.ReadValue();
        return value < 0 ? -1 : value * FullScaleMillivolts / _highest;
    }
}
