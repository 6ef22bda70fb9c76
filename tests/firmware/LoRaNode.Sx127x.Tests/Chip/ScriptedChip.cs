using LoRaNode.Radio;

namespace LoRaNode.Sx127x.Tests.Chip;

/// <summary>
/// As much of an SX1276 as the driver's own tests need: two register pages, modes, flags, DIO0 and DIO1, a FIFO, and faults on
/// demand. Time passes in <see cref="Wait"/> and where a test says so. The complete chip is LoRaNode.VirtualRadio.
/// </summary>
internal sealed class ScriptedChip : IRadioBus, IRadioPins, IRadioTimeoutPin
{
    private static readonly long[] ChipNs = [128_000, 96_000, 64_000, 48_000, 32_000, 24_000, 16_000, 8_000, 4_000, 2_000];

    private readonly byte[] _common = new byte[0x80];
    private readonly byte[] _lora = new byte[0x80];
    private readonly byte[] _fsk = new byte[0x80];
    private readonly byte[] _fifo = new byte[256];
    private long _modeEndsUs = long.MaxValue;
    private long _calibrationEndsUs = long.MaxValue;
    private int _receivePointer;
    private bool _isHeld;

    public ScriptedChip()
    {
        Reset();
    }

    /// <summary>What the bus answers instead of the chip, when set.</summary>
    public byte? BusStuckAt { get; set; }

    /// <summary>When set, each transfer answers noise and the chip hears nothing.</summary>
    public Random? BusNoise { get; set; }

    /// <summary>Level of DIO0 instead of the chip's, when set.</summary>
    public bool? InterruptStuckAt { get; set; }

    /// <summary>What RegVersion answers.</summary>
    public byte Version { get; set; } = 0x12;

    /// <summary>True when the modem never ends anything (no clock).</summary>
    public bool HasNoClock { get; set; }

    /// <summary>True when RegFifoAddrPtr always reads as 0.</summary>
    public bool HidesFifoAddress { get; set; }

    /// <summary>Bits that a register always reads as ones, as a chip of another maker may.</summary>
    public Dictionary<Sx127xRegister, byte> StuckBits { get; } = [];

    /// <summary>True when channel activity detection finds a signal.</summary>
    public bool IsChannelBusy { get; set; }

    /// <summary>Called before each transfer with its number; for faults at a given point.</summary>
    public Action<int>? BeforeTransfer { get; set; }

    /// <summary>Called with each transfer: what was clocked out and in.</summary>
    public Action<byte[], byte[]>? Transferred { get; set; }

    /// <summary>Called with other things worth a line in a trace.</summary>
    public Action<string>? Happened { get; set; }

    public int TransferCount { get; private set; }

    /// <summary>Writes to registers that can only be read.</summary>
    public int ReadOnlyWrites { get; private set; }

    /// <summary>Writes that would have changed the modem outside sleep, which the chip ignores (datasheet rev. 7, 4.1.6).</summary>
    public int ModemChangesRefused { get; private set; }

    public long NowUs { get; set; }

    public long NowMs => NowUs / 1000;

    /// <summary>How long a transmission lasts; by the datasheet's formula when not set.</summary>
    public long? TransmitUs { get; set; }

    public List<byte[]> Sent { get; } = [];

    /// <summary>False when nobody looks at <see cref="Sent"/> and copies would only cost memory.</summary>
    public bool KeepsSentFrames { get; set; } = true;

    public bool HasReset { get; set; } = true;

    public bool HasInterrupt { get; set; } = true;

    public bool HasTimeoutInterrupt { get; set; } = true;

    public byte Mode => (byte)(_common[1] & 7);

    public bool IsLoRa => (_common[1] & 0x80) != 0;

    public byte this[Sx127xRegister register]
    {
        get => Page((int)register)[(int)register];
        set => Page((int)register)[(int)register] = value;
    }

    /// <summary>Power-on reset: everything forgotten (datasheet rev. 7, 7.2).</summary>
    public void Reset()
    {
        Array.Clear(_common);
        Array.Clear(_lora);
        Array.Clear(_fsk);
        Array.Clear(_fifo);
        _common[0x01] = 0x09;
        (_common[0x06], _common[0x07], _common[0x08]) = (0x6C, 0x80, 0x00);
        (_common[0x09], _common[0x0A], _common[0x0B], _common[0x0C]) = (0x4F, 0x09, 0x2B, 0x20);
        _common[0x4B] = 0x09;
        _common[0x4D] = 0x84;
        _lora[0x0E] = 0x80;
        (_lora[0x1D], _lora[0x1E], _lora[0x1F], _lora[0x21], _lora[0x22], _lora[0x23]) = (0x72, 0x70, 0x64, 8, 1, 0xFF);
        (_lora[0x26], _lora[0x2F], _lora[0x31], _lora[0x33]) = (0x04, 0x20, 0xC3, 0x27);
        (_lora[0x36], _lora[0x37], _lora[0x39], _lora[0x3A], _lora[0x3B]) = (0x03, 0x0A, 0x12, 0x20, 0x1D);
        _fsk[0x3B] = 0x82;
        _fsk[0x3C] = 0xE7; // 25 degrees, if the thermometer were right
        _modeEndsUs = long.MaxValue;
        _calibrationEndsUs = long.MaxValue;
    }

    /// <summary>Lets a frame arrive now. False when the chip does not listen.</summary>
    public bool Deliver(byte[] frame, sbyte snrQuarterDb = 20, byte packetRssi = 60, bool hasCrc = true, bool isDamaged = false)
    {
        PassTime(0);
        if (!IsLoRa || Mode is not (5 or 6))
        {
            return false;
        }

        _lora[0x10] = (byte)_receivePointer;
        foreach (byte b in frame)
        {
            _fifo[_receivePointer] = b;
            _receivePointer = (_receivePointer + 1) & 0xFF;
        }

        _lora[0x13] = (byte)frame.Length;
        _lora[0x19] = (byte)snrQuarterDb;
        _lora[0x1A] = packetRssi;
        _lora[0x1C] = hasCrc ? (byte)0x40 : (byte)0;
        Raise(isDamaged ? 0x70 : 0x50);
        if (Mode == 6)
        {
            SetMode(1);
        }

        return true;
    }

    public void Transfer(byte[] write, byte[] read, int length)
    {
        BeforeTransfer?.Invoke(TransferCount++);
        PassTime(length);
        if (BusStuckAt is byte stuck)
        {
            Array.Fill(read, stuck, 0, length);
        }
        else if (BusNoise is { } noise)
        {
            noise.NextBytes(read.AsSpan(0, length));
        }
        else if (_isHeld)
        {
            Array.Fill(read, (byte)0xFF, 0, length);
        }
        else
        {
            int address = write[0] & 0x7F;
            bool isWrite = (write[0] & 0x80) != 0;
            for (int i = 1; i < length; i++)
            {
                read[i] = Access(address, isWrite, write[i]);
                address = address == 0 ? 0 : (address + 1) & 0x7F;
            }
        }

        Transferred?.Invoke(write[..length], read[..length]);
    }

    public void SetReset(bool asserted)
    {
        Happened?.Invoke(asserted ? "reset low" : "reset released");
        if (asserted)
        {
            Reset();
        }

        _isHeld = asserted;
    }

    public bool ReadInterrupt()
    {
        if (InterruptStuckAt is bool stuck)
        {
            return stuck;
        }

        PassTime(0);
        byte flag = (_common[0x40] >> 6) switch { 0 => 0x40, 1 => 0x08, 2 => 0x04, _ => 0 };
        return IsLoRa && (_lora[0x12] & flag) != 0;
    }

    public bool ReadTimeoutInterrupt()
    {
        PassTime(0);
        return IsLoRa && (_common[0x40] & 0x30) == 0 && (_lora[0x12] & 0x80) != 0;
    }

    public void Wait(int microseconds)
    {
        Happened?.Invoke($"wait {microseconds} us");
        PassTime(microseconds);
    }

    /// <summary>Lets time pass; what the chip was to end by then has ended.</summary>
    public void PassTime(long microseconds)
    {
        NowUs += microseconds;
        if (NowUs >= _calibrationEndsUs)
        {
            _fsk[0x3B] &= 0xDF;
            _calibrationEndsUs = long.MaxValue;
        }

        if (NowUs < _modeEndsUs || HasNoClock)
        {
            return;
        }

        int mode = Mode;
        SetMode(1);
        Raise(mode switch { 3 => 0x08, 6 => 0x80, _ => IsChannelBusy ? 0x05 : 0x04 });
    }

    private byte Access(int address, bool isWrite, byte value)
    {
        if (address == 0)
        {
            if (!IsLoRa || Mode == 0)
            {
                return 0;
            }

            int pointer = _lora[0x0D]++;
            byte old = _fifo[pointer];
            if (isWrite)
            {
                _fifo[pointer] = value;
            }

            return old;
        }

        byte[] page = Page(address);
        byte before = address == 0x42 ? Version : address == 0x0D && HidesFifoAddress ? (byte)0 : page[address];
        if (isWrite)
        {
            Write(page, address, value);
        }

        return StuckBits.TryGetValue((Sx127xRegister)address, out byte ones) ? (byte)(before | ones) : before;
    }

    private void Write(byte[] page, int address, byte value)
    {
        switch (address)
        {
            case 0x01:
                WriteMode(value);
                break;
            case 0x12 when IsLoRa:
                _lora[0x12] &= (byte)~value;
                break;
            case 0x3B when !IsLoRa:
                if ((value & 0x40) != 0 && Mode == 1)
                {
                    _calibrationEndsUs = NowUs + 9_000;
                    value |= 0x20;
                }

                _fsk[0x3B] = (byte)(value & 0xBF);
                break;
            case 0x10 or 0x13 or 0x18 or 0x19 or 0x1A or 0x1B or 0x1C or 0x25 or 0x28 or 0x29 or 0x2A or 0x2C when IsLoRa:
            case 0x42:
                ReadOnlyWrites++;
                break;
            default:
                page[address] = value;
                break;
        }
    }

    private void WriteMode(byte value)
    {
        bool mayChangeModem = Mode == 0;
        byte modem = mayChangeModem ? (byte)(value & 0x80) : (byte)(_common[1] & 0x80);
        if (!mayChangeModem && modem != (value & 0x80))
        {
            ModemChangesRefused++;
        }

        _common[1] = (byte)(modem | (value & 0x08));
        SetMode(value & 7);
    }

    private void SetMode(int mode)
    {
        _common[1] = (byte)((_common[1] & 0xF8) | mode);
        _modeEndsUs = long.MaxValue;
        if (!IsLoRa)
        {
            return;
        }

        switch (mode)
        {
            case 3:
                _modeEndsUs = NowUs + (TransmitUs ?? TimeOnAirUs());
                if (!KeepsSentFrames)
                {
                    break;
                }

                byte[] frame = new byte[_lora[0x22]];
                for (int i = 0; i < frame.Length; i++)
                {
                    frame[i] = _fifo[(_lora[0x0E] + i) & 0xFF];
                }

                Sent.Add(frame);
                break;
            case 5:
                _receivePointer = _lora[0x0F];
                break;
            case 6:
                _receivePointer = _lora[0x0F];
                int symbols = ((_lora[0x1E] & 3) << 8) | _lora[0x1F];
                _modeEndsUs = NowUs + (symbols * SymbolUs());
                break;
            case 7:
                _modeEndsUs = NowUs + (2 * SymbolUs());
                break;
        }
    }

    private long SymbolUs()
    {
        return (ChipNs[_lora[0x1D] >> 4] << (_lora[0x1E] >> 4)) / 1000;
    }

    /// <summary>Datasheet 4.1.1.7 in floating point, from the registers.</summary>
    private long TimeOnAirUs()
    {
        int sf = _lora[0x1E] >> 4;
        int de = (_lora[0x26] >> 3) & 1;
        int ih = _lora[0x1D] & 1;
        int crc = (_lora[0x1E] >> 2) & 1;
        int cr = (_lora[0x1D] >> 1) & 7;
        double blocks = Math.Ceiling(((8.0 * _lora[0x22]) - (4 * sf) + 28 + (16 * crc) - (20 * ih)) / (4 * (sf - (2 * de))));
        double symbols = ((_lora[0x20] << 8) | _lora[0x21]) + 4.25 + 8 + Math.Max(blocks * (cr + 4), 0);
        return (long)Math.Ceiling(symbols * SymbolUs());
    }

    private void Raise(int flags)
    {
        _lora[0x12] |= (byte)(flags & ~_lora[0x11]);
    }

    private byte[] Page(int address)
    {
        return address is >= 0x0D and <= 0x3F ? (IsLoRa ? _lora : _fsk) : _common;
    }
}
