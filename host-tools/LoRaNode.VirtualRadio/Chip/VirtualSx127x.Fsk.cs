namespace LoRaNode.VirtualRadio.Chip;

/// <content>The FSK/OOK page: registers, calibration, temperature, packet memory (4.2, 6.2).</content>
public sealed partial class VirtualSx127x
{
    private const byte ImageCalStart = 0x40;
    private const byte ImageCalRunning = 0x20;
    private const int FskFifoSize = 64;
    private readonly byte[] _fskFifo = new byte[FskFifoSize];
    private int _fskFifoStart;
    private int _fskFifoCount;
    private bool _fskOverrun;
    private bool _packetSent;
    private bool _fskIsSending;
    private long _calibrationEndUs;

    private void ResetFsk()
    {
        ResetFskFifo();
        _calibrationEndUs = 0;
    }

    private void ResetFskFifo()
    {
        _fskFifoStart = 0;
        _fskFifoCount = 0;
        _fskOverrun = false;
        _packetSent = false;
    }

    private byte ReadFsk(byte address)
    {
        return address switch
        {
            Register.FskImageCal => (byte)(_fsk[address] | (_time.NowUs < _calibrationEndUs ? ImageCalRunning : 0)),

            // One step per degree, falling; the offset of a real chip differs from piece to piece (4.2.3.8).
            Register.FskTemp => (byte)-TemperatureC,
            Register.FskIrqFlags1 => FskFlags1(),
            Register.FskIrqFlags2 => FskFlags2(),
            _ => _fsk[address],
        };
    }

    private void FskWritten(byte address, byte value)
    {
        if (address == Register.FskImageCal && (value & ImageCalStart) != 0)
        {
            if (Mode == DeviceMode.Standby)
            {
                _calibrationEndUs = _time.NowUs + ChipTimes.ImageCalibrationUs;
            }
            else
            {
                Note(ChipRemarkKind.ModeRefused, address, value, "Image calibration starts in standby only (4.2.3.8).");
            }
        }
    }

    private void ClearFskFlags(byte address, byte bits)
    {
        if (address == Register.FskIrqFlags2 && (bits & 0x10) != 0)
        {
            // Clearing the overrun flag empties the memory (6.2).
            ResetFskFifo();
        }

        UpdatePins();
    }

    private byte FskFlags1()
    {
        int flags = _modeReady || Mode == DeviceMode.Sleep ? 0x80 : 0;
        bool receiving = Mode == DeviceMode.ReceiveContinuous && _modeReady;
        bool sending = Mode == DeviceMode.Transmit && _modeReady;
        flags |= receiving ? 0x40 : 0;
        flags |= sending ? 0x20 : 0;
        flags |= _locked ? 0x10 : 0;
        return (byte)flags;
    }

    private byte FskFlags2()
    {
        int threshold = _fsk[Register.FskFifoThresh] & 0x3F;
        int flags = _fskFifoCount == FskFifoSize ? 0x80 : 0;
        flags |= _fskFifoCount == 0 ? 0x40 : 0;
        flags |= _fskFifoCount > threshold ? 0x20 : 0;
        flags |= _fskOverrun ? 0x10 : 0;
        flags |= _packetSent ? 0x08 : 0;
        return (byte)flags;
    }

    private byte ReadFskFifo()
    {
        if (_fskFifoCount == 0 || Mode == DeviceMode.Sleep)
        {
            return 0;
        }

        byte value = _fskFifo[_fskFifoStart];
        _fskFifoStart = (_fskFifoStart + 1) % FskFifoSize;
        _fskFifoCount--;
        UpdatePins();
        return value;
    }

    private void WriteFskFifo(byte value)
    {
        if (Mode == DeviceMode.Sleep)
        {
            Note(ChipRemarkKind.FifoRefused, Register.Fifo, value, "The packet memory cannot be written in sleep mode.");
            return;
        }

        if (_fskFifoCount == FskFifoSize)
        {
            _fskOverrun = true;
        }
        else
        {
            _fskFifo[(_fskFifoStart + _fskFifoCount) % FskFifoSize] = value;
            _fskFifoCount++;
            _packetSent = false;
            if (_modeReady)
            {
                BeginFskTransmission();
            }
        }

        UpdatePins();
    }

    // Sends what the memory holds when there is something, or as soon as there is (TxStartCondition: memory not empty, 4.2.10.2).
    private void BeginFskTransmission()
    {
        if (_fskFifoCount == 0 || Mode != DeviceMode.Transmit || _fskIsSending)
        {
            return;
        }

        _fskIsSending = true;
        After(_time.NowUs + FskPacketUs(), () =>
        {
            _fskIsSending = false;
            _fskFifoCount = 0;
            _packetSent = true;
            UpdatePins();
        });
    }

    // Preamble, sync word, payload and CRC at the bit rate of 32 MHz / BitRate (4.2.1).
    private long FskPacketUs()
    {
        int preamble = (_fsk[Register.FskPreambleMsb] << 8) | _fsk[Register.FskPreambleLsb];
        int sync = (_fsk[Register.FskSyncConfig] & 0x10) != 0 ? (_fsk[Register.FskSyncConfig] & 7) + 1 : 0;
        int crc = (_fsk[Register.FskPacketConfig1] & 0x10) != 0 ? 2 : 0;
        int divider = (_common[Register.FskBitrateMsb] << 8) | _common[Register.FskBitrateLsb];
        return (preamble + sync + _fskFifoCount + crc) * 8L * Math.Max(1, divider) / 32;
    }

    private bool FskLevel(int dio)
    {
        // Table 20, packet mode: the signals that drivers use.
        return (dio, Mapping(dio)) switch
        {
            (0, 0) => _packetSent,
            (1, 0) => _fskFifoCount > (_fsk[Register.FskFifoThresh] & 0x3F),
            (1, 1) => _fskFifoCount == 0,
            (1, 2) => _fskFifoCount == FskFifoSize,
            (2, 0) => _fskFifoCount == FskFifoSize,
            (3, 0) => _fskFifoCount == 0,
            (4, 1) => _locked,
            (5, 2) => Mode == DeviceMode.Standby && _modeReady,
            (5, 3) => _modeReady,
            _ => false,
        };
    }
}
