using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio.Tests;

/// <summary>A chip with probes on its bus: reads and writes registers, and knows the sequences of the datasheet.</summary>
internal sealed class Probe
{
    public const byte Sleep = 0x80;
    public const byte Standby = 0x81;
    public const byte Transmit = 0x83;
    public const byte Receive = 0x85;
    public const byte ReceiveSingle = 0x86;
    public const byte Detect = 0x87;

    public Probe(Air air)
    {
        Chip = new VirtualSx127x(air);
        Chip.Remark += Remarks.Add;
    }

    public VirtualSx127x Chip { get; }

    public List<ChipRemark> Remarks { get; } = [];

    public byte Read(byte address)
    {
        Span<byte> read = stackalloc byte[2];
        Chip.Transfer([address, 0], read);
        return read[1];
    }

    public void Write(byte address, params byte[] values)
    {
        byte[] bytes = [(byte)(address | 0x80), .. values];
        Chip.Transfer(bytes, bytes);
    }

    public byte[] ReadBurst(byte address, int length)
    {
        byte[] write = new byte[length + 1];
        write[0] = address;
        byte[] read = new byte[length + 1];
        Chip.Transfer(write, read);
        return read[1..];
    }

    /// <summary>To the LoRa modem and standby at 869.525 MHz, SF 7, 250 kHz, CR 4/5, CRC on (datasheet 4.1.6).</summary>
    public Probe StartLoRa(int sf = 7, int bandwidth = 8, int codingRate = 5, bool crc = true, double megahertz = 869.525)
    {
        Write(Register.OpMode, 0x00);
        Write(Register.OpMode, Sleep);
        Write(Register.OpMode, Standby);
        Modulation(sf, bandwidth, codingRate, crc);
        Tune(megahertz);
        return this;
    }

    public void Modulation(int sf, int bandwidth, int codingRate = 5, bool crc = true, bool isImplicit = false, bool lowDataRate = false)
    {
        Write(Register.ModemConfig1, (byte)((bandwidth << 4) | ((codingRate - 4) << 1) | (isImplicit ? 1 : 0)));
        Write(Register.ModemConfig2, (byte)((sf << 4) | (crc ? 4 : 0)));
        Write(Register.ModemConfig3, (byte)(lowDataRate ? 8 : 0));
        Write(Register.DetectOptimize, (byte)(sf == 6 ? 0xC5 : 0xC3));
        Write(Register.DetectionThreshold, (byte)(sf == 6 ? 0x0C : 0x0A));
    }

    public void Tune(double megahertz)
    {
        uint frf = (uint)Math.Round(megahertz * 1e6 * (1 << 19) / 32e6);
        Write(Register.FrfMsb, (byte)(frf >> 16), (byte)(frf >> 8), (byte)frf);
    }

    public void Send(byte[] payload)
    {
        Write(Register.OpMode, Standby);
        byte at = Read(Register.FifoTxBaseAddr);
        Write(Register.FifoAddrPtr, at);
        Write(Register.Fifo, payload);
        Write(Register.PayloadLength, (byte)payload.Length);
        Write(Register.OpMode, Transmit);
    }

    public void Listen() => Write(Register.OpMode, Receive);

    public LoRaInterrupts Flags => (LoRaInterrupts)Read(Register.IrqFlags);

    public void ClearFlags() => Write(Register.IrqFlags, 0xFF);

    public byte[] ReceivedPayload()
    {
        Write(Register.FifoAddrPtr, Read(Register.FifoRxCurrentAddr));
        return ReadBurst(Register.Fifo, Read(Register.RxNbBytes));
    }
}
