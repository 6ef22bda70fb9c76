namespace LoRaNode.VirtualRadio.Chip;

/// <content>The SPI slave (2.6, 4.3): an address byte with the write bit, then data with the address counting up.</content>
public sealed partial class VirtualSx127x
{
    private const byte WriteBit = 0x80;
    private bool _selected;
    private bool _addressed;
    private bool _writing;
    private byte _address;

    /// <summary>Transfers (chip select falling and rising) so far.</summary>
    public long Transfers { get; private set; }

    /// <summary>Bytes clocked so far, address bytes included.</summary>
    public long BytesClocked { get; private set; }

    /// <summary>Chip select falls.</summary>
    public void Select()
    {
        _selected = true;
        _addressed = false;
        Transfers++;
    }

    /// <summary>Chip select rises.</summary>
    public void Deselect()
    {
        _selected = false;
    }

    /// <summary>Clocks one byte in and one out. Without chip select the output floats (0).</summary>
    public byte Exchange(byte input)
    {
        if (!_selected)
        {
            return 0;
        }

        BytesClocked++;
        if (!IsReady)
        {
            if (!_addressed)
            {
                _addressed = true;
                Note(ChipRemarkKind.NotReady, (byte)(input & 0x7F), 0, "The chip is in reset or still starting.");
            }

            return 0;
        }

        if (!_addressed)
        {
            _addressed = true;
            _writing = (input & WriteBit) != 0;
            _address = (byte)(input & 0x7F);
            return 0;
        }

        byte output = Read(_address);
        if (_writing)
        {
            Write(_address, input);
        }
        else if (_address == Register.Fifo)
        {
            output = ReadFifo();
        }

        // The address counts up in a burst, except for the window to the packet memory (4.3).
        if (_address != Register.Fifo)
        {
            _address = (byte)((_address + 1) & 0x7F);
        }

        return output;
    }

    /// <summary>One whole transfer: chip select, the bytes, chip select.</summary>
    public void Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        Select();
        for (int i = 0; i < write.Length; i++)
        {
            byte output = Exchange(write[i]);
            if (i < read.Length)
            {
                read[i] = output;
            }
        }

        Deselect();
    }

    private RegisterPage Page(byte address)
    {
        if (address is < RegisterTable.FirstPaged or > RegisterTable.LastPaged)
        {
            return RegisterPage.Common;
        }

        // AccessSharedReg is bit 6 in LoRa mode only; in FSK/OOK that bit is part of the modulation type.
        bool shared = (_common[Register.OpMode] & 0x40) != 0;
        return IsLoRa && !shared ? RegisterPage.LoRa : RegisterPage.Fsk;
    }

    private byte Read(byte address)
    {
        return Page(address) switch
        {
            RegisterPage.LoRa => ReadLoRa(address),
            RegisterPage.Fsk => ReadFsk(address),
            _ => address == Register.Fifo ? (byte)0 : _common[address],
        };
    }

    private byte ReadLoRa(byte address)
    {
        return address switch
        {
            Register.IrqFlags => (byte)_flags,
            Register.ModemStat => ModemStatus(),
            Register.Rssi => ChannelRssi(),
            Register.RssiWideband => WidebandRssi(),
            _ => _loRa[address],
        };
    }

    private void Write(byte address, byte value)
    {
        var page = Page(address);
        var definition = page == RegisterPage.Fsk ? FskDefinitions[address] : LoRaDefinitions[address];
        switch (definition.Access)
        {
            case RegisterAccess.Fifo:
                WriteFifo(value);
                return;
            case RegisterAccess.ReadOnly:
                Note(ChipRemarkKind.ReadOnlyWrite, address, value, "The register is read only.");
                return;
            case RegisterAccess.WriteOneToClear:
                if (page == RegisterPage.Fsk)
                {
                    ClearFskFlags(address, (byte)(value & definition.WriteMask));
                }
                else
                {
                    _flags &= (LoRaInterrupts)~value;
                    UpdatePins();
                }

                return;
        }

        byte[] store = page switch
        {
            RegisterPage.LoRa => _loRa,
            RegisterPage.Fsk => _fsk,
            _ => _common,
        };
        byte old = store[address];
        byte merged = (byte)((old & ~definition.WriteMask) | (value & definition.WriteMask));
        if (page == RegisterPage.Common && address == Register.OpMode)
        {
            WriteOpMode(value);
            return;
        }

        store[address] = merged;
        Written(page, address, value);
    }

    private void Written(RegisterPage page, byte address, byte value)
    {
        if (page == RegisterPage.Fsk)
        {
            FskWritten(address, value);
        }
        else if (address is Register.DioMapping1 or Register.DioMapping2)
        {
            UpdatePins();
        }
    }

    private byte ReadFifo()
    {
        if (!IsLoRa)
        {
            return ReadFskFifo();
        }

        if (Mode == DeviceMode.Sleep)
        {
            Note(ChipRemarkKind.FifoRefused, Register.Fifo, 0, "The packet memory cannot be read in sleep mode.");
            return 0;
        }

        return _memory[_loRa[Register.FifoAddrPtr]++];
    }

    private void WriteFifo(byte value)
    {
        if (!IsLoRa)
        {
            WriteFskFifo(value);
            return;
        }

        // "The FIFO can only be filled in standby mode" (4.1.6); the synthesiser modes are standby with the PLL on.
        if (Mode is DeviceMode.Standby or DeviceMode.SynthesizeTransmit or DeviceMode.SynthesizeReceive)
        {
            _memory[_loRa[Register.FifoAddrPtr]++] = value;
            return;
        }

        Note(ChipRemarkKind.FifoRefused, Register.Fifo, value, "The packet memory can only be filled in standby mode.");
    }
}
