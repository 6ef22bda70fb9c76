using System.Device.I2c;
using Iot.Device.Ssd13xx;
using Iot.Device.Ssd13xx.Commands;

namespace LoRaNode.Node.Display;

/// <summary>
/// The frame buffer on an SSD1306 panel of 128 × 64 points on I2C. The binding keeps the same order of bytes as <see cref="FrameBuffer"/> and
/// sends eight pages of 129 bytes: at 400 kHz 26 ms.
/// </summary>
public sealed class Ssd1306Screen : IScreen
{
    private readonly Ssd1306 _panel;

    /// <summary>Starts the panel.</summary>
    /// <param name="busId">Number of the I2C bus, its pins already assigned.</param>
    /// <param name="address">7-bit address: 0x3C on all supported boards.</param>
    /// <param name="resetPin">Pin that resets the panel, or -1.</param>
    public Ssd1306Screen(int busId, int address, int resetPin)
    {
        var device = new I2cDevice(new I2cConnectionSettings(busId, address, I2cBusSpeed.FastMode));
        _panel = new Ssd1306(device, Ssd13xx.DisplayResolution.OLED128x64, DisplayOrientation.Landscape, resetPin);
        _panel.ClearScreen();
    }

    /// <inheritdoc/>
    public void Show(FrameBuffer picture)
    {
        _panel.DrawDirectAligned(0, 0, FrameBuffer.Width, FrameBuffer.Height, picture.Bytes);
        _panel.Display();
    }

    /// <inheritdoc/>
    public void SetPower(bool isOn)
    {
        if (isOn)
        {
            _panel.SendCommand(new SetDisplayOn());
        }
        else
        {
            _panel.SendCommand(new SetDisplayOff());
        }
    }
}
