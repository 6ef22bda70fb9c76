using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <content>Reset, identification, calibration, self-test and set-up; and doing all that again.</content>
public sealed partial class Sx127xRadio
{
    private const int ResetPulseMicroseconds = 200;     // at least 100 (datasheet rev. 7, 7.2.2)
    private const int ResetWaitMicroseconds = 6_000;    // at least 5 ms (datasheet rev. 7, 7.2.2)
    private const int ModeChangeMicroseconds = 1_000;
    private const int CalibrationStepMicroseconds = 1_000;
    private const int MaxCalibrationSteps = 30;         // about 10 ms are usual (datasheet rev. 7, 4.2.3.8)
    private const int SelfTestStepMicroseconds = 500;
    private const int MaxSelfTestSteps = 40;            // SF7 at 500 kHz needs less than one millisecond
    private const int ProbeAttempts = 3;
    private const byte SelfTestModem1 = 0x92;           // 500 kHz, CR 4/5, explicit header
    private const byte SelfTestModem2 = 0x70;           // SF7
    private const uint RecalibrateBeyondHz = 10_000_000;

    private uint _calibratedHz;
    private bool _interruptWorks;

    /// <inheritdoc/>
    /// <remarks>Takes about 25 ms and transmits nothing: the self-test of DIO0 is a channel activity detection.</remarks>
    public RadioStatus Start(LoRaSettings settings, long nowMs)
    {
        _listenAfterRecovery = false;
        _reportRecovery = false;
        SettingsFault = LoRaSettingsCheck.Check(settings, _options);
        if (SettingsFault != LoRaSettingsFault.None)
        {
            _state = State.Stopped;
            _nextPollMs = Never;
            return _status = RadioStatus.UnsupportedSettings;
        }

        _settings = settings;
        _image.Compute(settings, _options);
        if (!BringUp(nowMs))
        {
            // The caller learns it from the result; an event would tell it twice.
            EnterBroken(nowMs);
            _reportFailure = false;
            _nextPollMs = _retryMs;
        }

        return _status;
    }

    /// <inheritdoc/>
    public RadioStatus Configure(LoRaSettings settings, long nowMs)
    {
        LoRaSettingsFault fault = LoRaSettingsCheck.Check(settings, _options);
        if (fault != LoRaSettingsFault.None)
        {
            // The chip keeps working with the old settings, so Status stays what it is.
            SettingsFault = fault;
            return RadioStatus.UnsupportedSettings;
        }

        SettingsFault = LoRaSettingsFault.None;
        _listenAfterRecovery = false;
        bool wasLowPort = _image.IsLowPort;
        if (IsWorking())
        {
            EnterStandby();
        }

        _settings = settings;
        _image.Compute(settings, _options);
        uint shift = settings.FrequencyHz > _calibratedHz ? settings.FrequencyHz - _calibratedHz : _calibratedHz - settings.FrequencyHz;
        bool mustStart = !IsWorking() || shift > RecalibrateBeyondHz || wasLowPort != _image.IsLowPort;
        if (!mustStart)
        {
            WriteImage();
            mustStart = !TakeSnapshot(Sx127xMode.Standby);
        }

        if (mustStart && !BringUp(nowMs))
        {
            EnterBroken(nowMs);
            return _status;
        }

        Enter(State.Idle, Never, nowMs);
        return _status;
    }

    /// <summary>
    /// Calibrates the image rejection anew and stops what is under way. Worth doing when the temperature has changed by more
    /// than 10 degrees (datasheet rev. 7, 4.2.3.8). Takes about 20 ms.
    /// </summary>
    public RadioStatus Calibrate(long nowMs)
    {
        if (_settings == null)
        {
            return _status;
        }

        bool wasListening = _listenAfterRecovery;
        if (!BringUp(nowMs))
        {
            EnterBroken(nowMs);
        }
        else if (wasListening)
        {
            StartListening(nowMs);
        }

        return _status;
    }

    /// <summary>
    /// Reads the chip's thermometer; stops what is under way, and the radio is then in standby. One degree resolution, several
    /// degrees off unless <see cref="Sx127xOptions.TemperatureOffsetCelsius"/> corrects it. False when the radio does not work.
    /// </summary>
    public bool TryReadTemperature(long nowMs, out int celsius)
    {
        celsius = 0;
        if (!IsWorking())
        {
            return false;
        }

        // Only FSK receiver-synthesiser mode runs the monitor (datasheet rev. 7, 5.5.7).
        EnterFsk();
        _chip.Write(Sx127xRegister.OperatingMode, FskMode(Sx127xMode.SynthesizeReceive));
        int calibration = _chip.Read(Sx127xFskPage.ImageCalibration) & ~Sx127xBits.ImageCalibrationStart;
        _chip.Write(Sx127xFskPage.ImageCalibration, (byte)(calibration & ~Sx127xBits.TemperatureMonitorOff));
        _pins.Wait(ModeChangeMicroseconds);
        _chip.Write(Sx127xFskPage.ImageCalibration, (byte)(calibration | Sx127xBits.TemperatureMonitorOff));
        celsius = SignalMeasurement.TemperatureCelsius(_chip.Read(Sx127xFskPage.Temperature), _options.TemperatureOffsetCelsius);
        EnterLoRa();
        _listenAfterRecovery = false;
        bool isAlive = TakeSnapshot(Sx127xMode.Standby);
        if (!isAlive)
        {
            _counters.RegistersLost++;
            Recover(nowMs);
        }
        else
        {
            Enter(State.Idle, Never, nowMs);
        }

        return isAlive;
    }

    /// <summary>Sets the chip up from nothing. On success the state is Idle and the status says whether DIO0 works.</summary>
    private bool BringUp(long nowMs)
    {
        ResetChip();
        RadioStatus probe = Probe();
        if (probe == RadioStatus.Ok)
        {
            probe = SetUp();
        }

        if (probe != RadioStatus.Ok && probe != RadioStatus.InterruptNotConnected)
        {
            _status = probe;
            return false;
        }

        _status = probe;
        _interruptWorks = _pins.HasInterrupt && probe == RadioStatus.Ok;
        _interruptDoubts = 0;
        _mustSetUp = false;
        Enter(State.Idle, Never, nowMs);
        return true;
    }

    private RadioStatus SetUp()
    {
        EnterFsk();
        _chip.Write(Sx127xRegister.Tcxo, _image[Sx127xRegister.Tcxo]);
        _image.SetFrequency(_image.TransmitWord);
        _chip.Write(Sx127xRegister.FrequencyMsb, _image.Values, (int)Sx127xRegister.FrequencyMsb, 3);
        _chip.Write(Sx127xRegister.OperatingMode, FskMode(Sx127xMode.Standby));
        _pins.Wait(ModeChangeMicroseconds);
        if (!CalibrateImage())
        {
            return RadioStatus.Malfunction;
        }

        EnterLoRa();
        RadioStatus interrupt = TestInterrupt();
        if (interrupt != RadioStatus.Ok && interrupt != RadioStatus.InterruptNotConnected)
        {
            return interrupt;
        }

        _image[Sx127xRegister.DioMapping1] = Sx127xBits.Dio0ReceiveDone;
        _image[Sx127xRegister.PayloadLength] = _settings.ImplicitLength;
        WriteImage();
        return TakeSnapshot(Sx127xMode.Standby) && HoldsUpperImage() ? interrupt : RadioStatus.Malfunction;
    }

    private void ResetChip()
    {
        if (_pins.HasReset)
        {
            _pins.SetReset(true);
            _pins.Wait(ResetPulseMicroseconds);
            _pins.SetReset(false);
        }

        _pins.Wait(ResetWaitMicroseconds);
    }

    private RadioStatus Probe()
    {
        byte version = 0;
        for (int attempt = 0; attempt < ProbeAttempts; attempt++)
        {
            version = _chip.Read(Sx127xRegister.Version);
            if (version == Sx127xBits.ExpectedVersion)
            {
                return RadioStatus.Ok;
            }

            _pins.Wait(ModeChangeMicroseconds);
        }

        return version == 0x00 || version == 0xFF ? RadioStatus.NoChip : RadioStatus.WrongChip;
    }

    /// <summary>Leaves LoRa: the modem changes only in sleep, so the mode goes first (datasheet rev. 7, 4.1.6).</summary>
    private void EnterFsk()
    {
        // Which modem is on is not known here, and a write that would change it outside sleep is ignored.
        byte mode = _chip.Read(Sx127xRegister.OperatingMode);
        _chip.Write(Sx127xRegister.OperatingMode, (byte)(mode & ~Sx127xBits.ModeMask));
        _chip.Write(Sx127xRegister.OperatingMode, FskMode(Sx127xMode.Sleep));
    }

    private void EnterLoRa()
    {
        _chip.Write(Sx127xRegister.OperatingMode, FskMode(Sx127xMode.Sleep));
        SetMode(Sx127xMode.Sleep);
        SetMode(Sx127xMode.Standby);
        _pins.Wait(WakeMicroseconds);
    }

    private byte FskMode(Sx127xMode mode)
    {
        return (byte)((_image.IsLowPort ? Sx127xBits.LowFrequencyMode : 0) | (int)mode);
    }

    /// <summary>Calibrates image and RSSI at the operating frequency; the chip by itself does it only at 434 MHz (datasheet rev. 7, 4.2.3.8).</summary>
    private bool CalibrateImage()
    {
        int calibration = _chip.Read(Sx127xFskPage.ImageCalibration) & ~Sx127xBits.ImageCalibrationRunning;
        _chip.Write(Sx127xFskPage.ImageCalibration, (byte)(calibration | Sx127xBits.ImageCalibrationStart));
        for (int step = 0; step < MaxCalibrationSteps; step++)
        {
            _pins.Wait(CalibrationStepMicroseconds);
            if ((_chip.Read(Sx127xFskPage.ImageCalibration) & Sx127xBits.ImageCalibrationRunning) == 0)
            {
                _calibratedHz = _settings.FrequencyHz;
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Runs one short channel activity detection: it ends only if oscillator, synthesiser and modem run, and it moves DIO0
    /// without sending anything.
    /// </summary>
    private RadioStatus TestInterrupt()
    {
        _chip.Write(Sx127xRegister.ModemConfig1, SelfTestModem1);
        _chip.Write(Sx127xRegister.ModemConfig2, SelfTestModem2);
        _chip.Write(Sx127xRegister.InterruptMask, _image[Sx127xRegister.InterruptMask]);
        _chip.Write(Sx127xRegister.InterruptFlags, 0xFF);
        _chip.Write(Sx127xRegister.DioMapping1, Sx127xBits.Dio0ActivityDone);
        bool isLow = !_pins.HasInterrupt || !_pins.ReadInterrupt();
        SetMode(Sx127xMode.DetectActivity);
        for (int step = 0; step < MaxSelfTestSteps; step++)
        {
            _pins.Wait(SelfTestStepMicroseconds);
            if ((_chip.Read(Sx127xRegister.InterruptFlags) & Sx127xBits.ActivityDone) != 0)
            {
                bool isHigh = !_pins.HasInterrupt || _pins.ReadInterrupt();
                SetMode(Sx127xMode.Standby);
                _chip.Write(Sx127xRegister.InterruptFlags, 0xFF);
                bool isLowAgain = !_pins.HasInterrupt || !_pins.ReadInterrupt();
                return isLow && isHigh && isLowAgain ? RadioStatus.Ok : RadioStatus.InterruptNotConnected;
            }
        }

        return RadioStatus.Malfunction;
    }

    private void WriteImage()
    {
        for (int run = 0; run < RegisterImage.RunCount; run++)
        {
            int first = RegisterImage.RunStart(run);
            _chip.Write((Sx127xRegister)first, _image.Values, first, RegisterImage.RunLength(run));
        }

        _chip.Write(Sx127xRegister.InterruptFlags, 0xFF);
    }

    /// <summary>Compares registers beyond the snapshot once, at set-up.</summary>
    private bool HoldsUpperImage()
    {
        return _chip.Read(Sx127xRegister.SyncWord) == _image[Sx127xRegister.SyncWord]
            && _chip.Read(Sx127xRegister.InvertIq) == _image[Sx127xRegister.InvertIq]
            && _chip.Read(Sx127xRegister.PaDac) == _image[Sx127xRegister.PaDac];
    }

    /// <summary>Sets the chip up anew and goes on listening if that was wanted. False leaves the radio broken until a retry succeeds.</summary>
    private bool Recover(long nowMs)
    {
        _counters.Recoveries++;
        _image.Compute(_settings, _options);
        if (!BringUp(nowMs))
        {
            EnterBroken(nowMs);
            return false;
        }

        if (_listenAfterRecovery && !StartListening(nowMs))
        {
            _status = RadioStatus.Malfunction;
            EnterBroken(nowMs);
            return false;
        }

        return true;
    }

    private bool GiveUp(long nowMs)
    {
        if (_state != State.Broken)
        {
            _status = RadioStatus.Malfunction;
            EnterBroken(nowMs);
        }

        return false;
    }

    private void EnterBroken(long nowMs)
    {
        if (_state != State.Broken)
        {
            _reportFailure = true;
        }

        _state = State.Broken;
        _nextPollMs = _reportFailure ? nowMs : nowMs + RetryMs;
        _retryMs = nowMs + RetryMs;
    }
}
