using System;
using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <summary>
/// The registers and the FIFO of an SX1276/77/78/79 on a bus: the binding for those who want the chip itself.
/// <see cref="Sx127xRadio"/> is the complete LoRa driver on top of it. Not for use by several threads at once.
/// </summary>
public sealed class Sx127xDevice : IDisposable
{
    /// <summary>Most bytes that one access to the FIFO moves.</summary>
    public const int MaxFifoBytes = 255;

    /// <summary>First bit of the address byte: one for writing (datasheet rev. 7, 4.3).</summary>
    private const int WriteBit = 0x80;

    private readonly IRadioBus _bus;
    private readonly byte[] _write = new byte[MaxFifoBytes + 1];
    private readonly byte[] _read = new byte[MaxFifoBytes + 1];

    /// <summary>Binds to a bus that selects this chip during each transfer.</summary>
    public Sx127xDevice(IRadioBus bus)
    {
        _bus = bus ?? throw new ArgumentNullException(nameof(bus));
    }

    /// <summary>Transfers made so far (chip select went low and high).</summary>
    public uint TransferCount { get; private set; }

    /// <summary>Bytes clocked so far, address bytes included.</summary>
    public uint ByteCount { get; private set; }

    /// <summary>Reads one register.</summary>
    public byte Read(Sx127xRegister register)
    {
        _write[0] = (byte)register;
        _write[1] = 0;
        Transfer(2);
        return _read[1];
    }

    /// <summary>Writes one register.</summary>
    public void Write(Sx127xRegister register, byte value)
    {
        _write[0] = (byte)(WriteBit | (int)register);
        _write[1] = value;
        Transfer(2);
    }

    /// <summary>Reads consecutive registers, or up to 255 bytes of the FIFO, in one transfer.</summary>
    public void Read(Sx127xRegister first, byte[] into, int offset, int count)
    {
        if (count < 0 || count > MaxFifoBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        // What is clocked out while reading is not looked at by the chip (datasheet rev. 7, 4.3).
        _write[0] = (byte)first;
        Transfer(count + 1);
        Array.Copy(_read, 1, into, offset, count);
    }

    /// <summary>Writes consecutive registers, or up to 255 bytes of the FIFO, in one transfer.</summary>
    public void Write(Sx127xRegister first, byte[] values, int offset, int count)
    {
        if (count < 0 || count > MaxFifoBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        _write[0] = (byte)(WriteBit | (int)first);
        Array.Copy(values, offset, _write, 1, count);
        Transfer(count + 1);
    }

    /// <summary>Puts the chip to sleep and closes the bus if that can be closed.</summary>
    public void Dispose()
    {
        byte mode = Read(Sx127xRegister.OperatingMode);
        Write(Sx127xRegister.OperatingMode, (byte)(mode & ~Sx127xBits.ModeMask));
        IDisposable closable = _bus as IDisposable;
        if (closable != null)
        {
            closable.Dispose();
        }
    }

    private void Transfer(int length)
    {
        _bus.Transfer(_write, _read, length);
        TransferCount++;
        ByteCount += (uint)length;
    }
}
