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
    private bool _payloadReady;
    private bool _crcOk;
    private bool _fskSynchronized;
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
        ForgetFskPacket();
    }

    private void ForgetFskPacket()
    {
        _payloadReady = false;
        _crcOk = false;
        _fskSynchronized = false;
    }

    private byte ReadFsk(byte address)
    {
        return address switch
        {
            Register.FskImageCal => (byte)(_fsk[address] | (_time.NowUs < _calibrationEndUs ? ImageCalRunning : 0)),

            Register.FskRssi => FskRssi(),

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
        if (address == Register.FskIrqFlags1 && (bits & 0x03) != 0)
        {
            _fskSynchronized = false;
        }

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
        flags |= _fskSynchronized ? 0x03 : 0;
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
        flags |= _payloadReady ? 0x04 : 0;
        flags |= _crcOk ? 0x02 : 0;
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
        if (_fskFifoCount == 0 && _payloadReady)
        {
            // PayloadReady and CrcOk fall when the memory is empty; the receiver is then ready for the next packet (6.2, 4.2.3.9).
            ForgetFskPacket();
        }

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
            TryBeginFskTransmission();
        }

        UpdatePins();
    }

    private bool FskLevel(int dio)
    {
        // Table 29, packet mode.
        bool receives = Mode == DeviceMode.ReceiveContinuous;
        int flags1 = FskFlags1();
        int flags2 = FskFlags2();
        return (dio, Mapping(dio)) switch
        {
            (0, 0) => (flags2 & (receives ? 0x04 : 0x08)) != 0,
            (0, 1) => receives && (flags2 & 0x02) != 0,
            (1, 0) => (flags2 & 0x20) != 0,
            (1, 1) => (flags2 & 0x40) != 0,
            (1, 2) => (flags2 & 0x80) != 0,
            (2, 0) => (flags2 & 0x80) != 0,
            (2, 1) => (flags1 & 0x40) != 0,
            (2, 2) => !receives && (flags2 & 0x80) != 0,
            (2, 3) => receives && (flags1 & 0x01) != 0,
            (3, 1) => (flags1 & 0x20) != 0,
            (3, _) => (flags2 & 0x40) != 0,
            (4, 1) => _locked,
            (4, 3) => receives && (flags1 & 0x02) != 0,
            (5, 1) => _locked,
            (5, 3) => (flags1 & 0x80) != 0,
            _ => false,
        };
    }
}
