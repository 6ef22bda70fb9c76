using System;
using System.Device.Spi;
using System.IO;
using LoRaNode.Radio;

namespace LoRaNode.Sx127x.Net;

/// <summary>The bus of a radio on Linux (Raspberry Pi) through the <c>System.Device.Gpio</c> package; chip select by the kernel.</summary>
public sealed class SpiRadioBus : IRadioBus, IDisposable
{
    private readonly SpiDevice _device;

    /// <summary>Takes over an open device: mode 0, 8 bits, at most 10 MHz.</summary>
    public SpiRadioBus(SpiDevice device)
    {
        _device = device ?? throw new ArgumentNullException(nameof(device));
    }

    /// <summary>Opens <c>/dev/spidev&lt;bus&gt;.&lt;chip&gt;</c> at 8 MHz.</summary>
    public static SpiRadioBus Open(int busId, int chipSelectLine)
    {
        return new SpiRadioBus(SpiDevice.Create(new SpiConnectionSettings(busId, chipSelectLine)
        {
            ClockFrequency = 8_000_000,
            Mode = SpiMode.Mode0,
        }));
    }

    /// <inheritdoc/>
    public void Transfer(byte[] write, byte[] read, int length)
    {
        try
        {
            _device.TransferFullDuplex(new ReadOnlySpan<byte>(write, 0, length), new Span<byte>(read, 0, length));
        }
        catch (IOException)
        {
            Array.Fill(read, (byte)0xFF, 0, length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _device.Dispose();
    }
}
