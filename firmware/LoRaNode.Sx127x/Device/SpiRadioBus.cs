using System;
using System.Device.Spi;
using LoRaNode.Radio;

namespace LoRaNode.Sx127x.Device;

/// <summary>The bus of a radio on nanoFramework; the SPI pins must have been assigned before (<c>Configuration.SetPinFunction</c>).</summary>
public sealed class SpiRadioBus : IRadioBus, IDisposable
{
    private readonly SpiDevice _device;

    /// <summary>Takes over an open device: mode 0, 8 bits, at most 10 MHz.</summary>
    public SpiRadioBus(SpiDevice device)
    {
        if (device == null)
        {
            throw new ArgumentNullException(nameof(device));
        }

        _device = device;
    }

    /// <summary>Opens a bus (1 or 2) with the chip-select pin at 8 MHz.</summary>
    public static SpiRadioBus Open(int busId, int chipSelectPin)
    {
        SpiConnectionSettings settings = new SpiConnectionSettings(busId, chipSelectPin);
        settings.ClockFrequency = 8_000_000;
        settings.Mode = SpiMode.Mode0;
        settings.DataBitLength = 8;
        settings.DataFlow = DataFlow.MsbFirst;
        return new SpiRadioBus(SpiDevice.Create(settings));
    }

    /// <inheritdoc/>
    public void Transfer(byte[] write, byte[] read, int length)
    {
        try
        {
            _device.TransferFullDuplex(new SpanByte(write, 0, length), new SpanByte(read, 0, length));
        }
        catch (Exception)
        {
            // The runtime reports a failed transfer with its own error codes; to the driver it is a chip that does not answer.
            for (int i = 0; i < length; i++)
            {
                read[i] = 0xFF;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _device.Dispose();
    }
}
