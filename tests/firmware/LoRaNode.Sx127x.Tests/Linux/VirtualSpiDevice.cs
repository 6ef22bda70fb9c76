using System.Device.Spi;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Sx127x.Tests.Linux;

/// <summary>What a Raspberry Pi's bus is to the package System.Device.Gpio, with a virtual chip at its end.</summary>
internal sealed class VirtualSpiDevice(VirtualSx127x chip) : SpiDevice
{
    /// <summary>True when the kernel reports an error for each transfer.</summary>
    public bool IsBroken { get; set; }

    public bool IsDisposed { get; private set; }

    public override SpiConnectionSettings ConnectionSettings { get; } = new(0, 0);

    public override void Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        if (IsBroken)
        {
            throw new IOException("Error 5 performing SPI data transfer.");
        }

        chip.Transfer(writeBuffer, readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
