using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <content>Reset, identification, self-test and set-up.</content>
public sealed partial class Sx127xRadio
{
    private const int ResetPulseMicroseconds = 200;     // at least 100 (datasheet rev. 7, 7.2.2)
    private const int ResetWaitMicroseconds = 6_000;    // at least 5 ms (datasheet rev. 7, 7.2.2)
    private const int ModeChangeMicroseconds = 1_000;
    private const int SelfTestStepMicroseconds = 500;
    private const int MaxSelfTestSteps = 40;            // SF7 at 500 kHz needs less than one millisecond
    private const int ProbeAttempts = 3;
    private const byte SelfTestModem1 = 0x92;           // 500 kHz, CR 4/5, explicit header
    private const byte SelfTestModem2 = 0x70;           // SF7
    private const uint RecalibrateBeyondHz = 10_000_000;

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
            EnterBrokenQuietly(nowMs);
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
            EnterBrokenQuietly(nowMs);
            return _status;
        }

        Enter(State.Idle, Never, nowMs);
        return _status;
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
        return LearnWatched() && HoldsUpperImage() ? interrupt : RadioStatus.Malfunction;
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

    /// <summary>Compares the sync word, which lies beyond the snapshot and decides whom the radio hears.</summary>
    private bool HoldsUpperImage()
    {
        return _chip.Read(Sx127xRegister.SyncWord) == _image[Sx127xRegister.SyncWord];
    }
}
