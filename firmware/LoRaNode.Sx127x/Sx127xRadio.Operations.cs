using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <content>The register sequences that begin operations, and the check that the chip took them.</content>
public sealed partial class Sx127xRadio
{
    /// <summary>One burst reads everything from RegOpMode to RegFeiLsb: state, event, measurements, and the settings to compare.</summary>
    private const int SnapshotEnd = 0x2B;

    // Registers that the watchdog compares with the image. PaRamp and Lna have bits that read back differently.
    private static readonly byte[] Watched =
    {
        0x06, 0x07, 0x08, 0x1D, 0x1E, 0x09, 0x0B, 0x0E, 0x0F, 0x11, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x24, 0x26, 0x27,
    };

    // The first of them decide what is on the air: a chip that does not hold these cannot be used.
    private const int VitalCount = 5;

    private readonly bool[] _isWatched = new bool[Watched.Length];

    private bool PrepareTransmit(byte[] buffer, int offset, int length, long nowMs)
    {
        EnterStandby();
        Tune(_image.TransmitWord);
        ChoosePower(nowMs);
        SetLength((byte)length);
        SetDio(Sx127xBits.Dio0TransmitDone);
        WriteFrame(buffer, offset, length);
        if (!TakeSnapshot(Sx127xMode.Standby))
        {
            return false;
        }

        // The address of the FIFO shows whether all bytes arrived (datasheet rev. 7, 4.1.2.3). The receiver's CRC would find out a
        // frame that did not, so a second try is worth it, and being silent for ever is not.
        if (_snapshot[(int)Sx127xRegister.FifoAddress] != (byte)length)
        {
            _counters.FramesRewritten++;
            WriteFrame(buffer, offset, length);
        }

        return true;
    }

    private void WriteFrame(byte[] buffer, int offset, int length)
    {
        _chip.Write(Sx127xRegister.FifoAddress, _image[Sx127xRegister.FifoTransmitBase]);
        _chip.Write(Sx127xRegister.Fifo, buffer, offset, length);
    }

    private bool PrepareReceive(int timeoutSymbols)
    {
        EnterStandby();
        Tune(_image.ReceiveWord);
        if (!_settings.ExplicitHeader)
        {
            SetLength(_settings.ImplicitLength);
        }

        if (timeoutSymbols != 0)
        {
            _image.SetTimeout(timeoutSymbols);
            _chip.Write(Sx127xRegister.ModemConfig2, _image.Values, (int)Sx127xRegister.ModemConfig2, 2);
        }

        SetDio(Sx127xBits.Dio0ReceiveDone);

        // Datasheet rev. 7, 4.1.6: reception begins with the address of the FIFO at the base of the receiver.
        _chip.Write(Sx127xRegister.FifoAddress, _image[Sx127xRegister.FifoReceiveBase]);
        return TakeSnapshot(Sx127xMode.Standby);
    }

    private bool PrepareDetect()
    {
        EnterStandby();
        Tune(_image.ReceiveWord);
        SetDio(Sx127xBits.Dio0ActivityDone);
        return TakeSnapshot(Sx127xMode.Standby);
    }

    private bool StartListening(long nowMs)
    {
        if (!PrepareReceive(0))
        {
            return false;
        }

        SetMode(Sx127xMode.ReceiveContinuous);
        Enter(State.Listening, Never, nowMs);
        return true;
    }

    /// <summary>Aborts what is under way; afterwards the chip is in standby with no flag raised.</summary>
    private void EnterStandby()
    {
        if (_state == State.Idle)
        {
            return;
        }

        SetMode(Sx127xMode.Standby);
        if (_state == State.Sleeping)
        {
            _pins.Wait(WakeMicroseconds);
        }
        else
        {
            _chip.Write(Sx127xRegister.InterruptFlags, 0xFF);
        }

        _state = State.Idle;
    }

    private void SetMode(Sx127xMode mode)
    {
        _chip.Write(Sx127xRegister.OperatingMode, OperatingMode(mode));
    }

    private byte OperatingMode(Sx127xMode mode)
    {
        return (byte)(Sx127xBits.LongRangeMode | (_image.IsLowPort ? Sx127xBits.LowFrequencyMode : 0) | (int)mode);
    }

    /// <summary>Below 62.5 kHz the receiver is tuned beside the carrier (errata note 2.3); elsewhere nothing is written.</summary>
    private void Tune(uint word)
    {
        if (_image.CarrierWord != word)
        {
            _image.SetFrequency(word);
            _chip.Write(Sx127xRegister.FrequencyMsb, _image.Values, (int)Sx127xRegister.FrequencyMsb, 3);
        }
    }

    /// <summary>Above +17 dBm one hundredth of the time is allowed; a frame that comes too early is sent at +17 dBm.</summary>
    private void ChoosePower(long nowMs)
    {
        if (OutputPower.Dac(_options.Output, _image.PowerDbm) != OutputPower.HighPowerDac)
        {
            return;
        }

        bool isReduced = nowMs < _highPowerFreeMs;
        int power = isReduced ? OutputPower.MaxContinuousBoostDbm : _image.PowerDbm;
        if (isReduced)
        {
            _counters.PowerReduced++;
        }

        if (_image[Sx127xRegister.PaDac] != OutputPower.Dac(_options.Output, power))
        {
            _image.SetPower(_options, power);
            _chip.Write(Sx127xRegister.PaConfig, _image.Values, (int)Sx127xRegister.PaConfig, 3);
            _chip.Write(Sx127xRegister.PaDac, _image[Sx127xRegister.PaDac]);
        }
    }

    private void SetLength(byte length)
    {
        if (_image[Sx127xRegister.PayloadLength] != length)
        {
            _image[Sx127xRegister.PayloadLength] = length;
            _chip.Write(Sx127xRegister.PayloadLength, length);
        }
    }

    private void SetDio(byte mapping)
    {
        if (_image[Sx127xRegister.DioMapping1] != mapping)
        {
            _image[Sx127xRegister.DioMapping1] = mapping;
            _chip.Write(Sx127xRegister.DioMapping1, mapping);
        }
    }

    /// <summary>Reads the chip's state in one burst. True when it is in the given mode and holds the image.</summary>
    private bool TakeSnapshot(Sx127xMode mode)
    {
        ReadSnapshot();
        return _snapshot[(int)Sx127xRegister.OperatingMode] == OperatingMode(mode) && HoldsImage();
    }

    private void ReadSnapshot()
    {
        _chip.Read(Sx127xRegister.OperatingMode, _snapshot, (int)Sx127xRegister.OperatingMode, SnapshotEnd - 1);
    }

    private bool HoldsImage()
    {
        byte[] image = _image.Values;
        for (int i = 0; i < Watched.Length; i++)
        {
            int register = Watched[i];
            if (_isWatched[i] && _snapshot[register] != image[register])
            {
                _counters.LostRegister = (byte)register;
                _counters.LostRegisterValue = _snapshot[register];
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Takes note of what a freshly written chip reads back. A compatible chip may read a reserved bit otherwise: such a register
    /// is not watched, which is better than a radio that never works. False when one of the vital ones differs.
    /// </summary>
    private bool LearnWatched()
    {
        ReadSnapshot();
        bool isUsable = _snapshot[(int)Sx127xRegister.OperatingMode] == OperatingMode(Sx127xMode.Standby);
        _counters.RegistersIgnored = 0;
        for (int i = 0; i < Watched.Length; i++)
        {
            int register = Watched[i];
            _isWatched[i] = _snapshot[register] == _image.Values[register];
            if (!_isWatched[i])
            {
                _counters.LostRegister = (byte)register;
                _counters.LostRegisterValue = _snapshot[register];
                _counters.RegistersIgnored++;
                isUsable &= i >= VitalCount;
            }
        }

        return isUsable;
    }

    private void Enter(State state, long overdueMs, long nowMs)
    {
        _state = state;
        _overdueMs = overdueMs;
        ScheduleNextPoll(nowMs);
    }
}
