using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <content>What only the FSK page can do: image calibration and the thermometer.</content>
public sealed partial class Sx127xRadio
{
    private const int CalibrationStepMicroseconds = 1_000;
    private const int MaxCalibrationSteps = 30;         // about 10 ms are usual (datasheet rev. 7, 4.2.3.8)

    private uint _calibratedHz;

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
}
