using System;
using System.Device.I2c;

namespace LoRaNode.Node.Power;

/// <summary>Registers of a chip on the board's I2C bus.</summary>
public sealed class I2cRegisterBus : IRegisterBus
{
    private readonly I2cDevice _device;
    private readonly byte[] _register = new byte[1];
    private readonly byte[] _write = new byte[2];

    /// <summary>Opens the chip.</summary>
    /// <param name="busId">Number of the I2C bus, its pins already assigned.</param>
    /// <param name="address">7-bit address.</param>
    public I2cRegisterBus(int busId, int address)
    {
        _device = new I2cDevice(new I2cConnectionSettings(busId, address, I2cBusSpeed.FastMode));
    }

    /// <inheritdoc/>
    public bool Read(int number, byte[] buffer, int count)
    {
        _register[0] = (byte)number;
        I2cTransferResult result = _device.WriteRead(new SpanByte(_register), new SpanByte(buffer, 0, count));
        return result.Status == I2cTransferStatus.FullTransfer;
    }

    /// <inheritdoc/>
    public bool Write(int number, int value)
    {
        _write[0] = (byte)number;
        _write[1] = (byte)value;
        return _device.Write(new SpanByte(_write)).Status == I2cTransferStatus.FullTransfer;
    }
}
