using System;
using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <summary>
/// LoRa driver for SX1276, SX1277, SX1278 and SX1279. Operations are started and never waited for; <see cref="Poll"/> reports
/// how they end and is also the watchdog. After <see cref="Start"/> nothing is allocated. One thread owns the object.
/// </summary>
/// <remarks>
/// The states and what leaves them (datasheet rev. 7, 4.1.6):
/// <code>
/// Stopped --Start--> Idle --Transmit--> Transmitting --TxDone--> Idle
///                    Idle --Receive--> Listening --(RxDone)--> Listening
///                    Idle --ReceiveSingle--> ListeningOnce --RxDone, RxTimeout--> Idle
///                    Idle --DetectActivity--> Detecting --CadDone--> Idle
///                    any --Sleep--> Sleeping --any operation--> ...
///                    any --registers lost, overdue--> set up anew --> Idle or Listening, else Broken --retry--> ...
/// </code>
/// </remarks>
public sealed partial class Sx127xRadio : ILoRaRadio, IDisposable
{
    /// <summary>Milliseconds between two attempts to set up a chip that does not work.</summary>
    public const int RetryMs = 500;

    /// <summary>Milliseconds between two looks at a listening chip whose interrupt line does not work.</summary>
    public const int PollingMs = 4;

    /// <summary>Fewest symbols of the time-out of <see cref="ReceiveSingle"/> (datasheet rev. 7, 4.1.6).</summary>
    public const int MinTimeoutSymbols = 4;

    /// <summary>A sending chip is overdue after its time on air and this many milliseconds.</summary>
    private const int GraceMs = 20;

    /// <summary>Oscillator start-up on leaving sleep: 250 us typical for a crystal (datasheet rev. 7, table 7), more for a TCXO.</summary>
    private const int WakeMicroseconds = 1_000;

    private const long Never = long.MaxValue;

    private readonly Sx127xDevice _chip;
    private readonly IRadioPins _pins;
    private readonly IRadioTimeoutPin _timeoutPin;
    private readonly Sx127xOptions _options;
    private readonly RegisterImage _image = new RegisterImage();
    private readonly byte[] _snapshot = new byte[SnapshotEnd];
    private readonly ReceivedFrame _frame = new ReceivedFrame();
    private readonly RadioCounters _counters = new RadioCounters();

    private LoRaSettings _settings;
    private State _state = State.Stopped;
    private RadioStatus _status = RadioStatus.NotStarted;
    private bool _listenAfterRecovery;
    private bool _reportRecovery;
    private long _expectedEndMs;
    private long _overdueMs;
    private long _nextPollMs = Never;
    private long _highPowerFreeMs;

    /// <summary>Makes a driver; nothing is sent to the chip before <see cref="Start"/>.</summary>
    /// <param name="bus">Bus that selects the chip; mode 0, up to 10 MHz (datasheet rev. 7, chapter 2).</param>
    /// <param name="pins">Reset and DIO0; DIO1 as well when it implements <see cref="IRadioTimeoutPin"/>.</param>
    /// <param name="options">What the module is like; read again at every set-up.</param>
    public Sx127xRadio(IRadioBus bus, IRadioPins pins, Sx127xOptions options)
    {
        _chip = new Sx127xDevice(bus);
        _pins = pins ?? throw new ArgumentNullException(nameof(pins));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        IRadioTimeoutPin timeoutPin = pins as IRadioTimeoutPin;
        _timeoutPin = timeoutPin != null && timeoutPin.HasTimeoutInterrupt ? timeoutPin : null;
    }

    private enum State : byte
    {
        Stopped,
        Broken,
        Idle,
        Sleeping,
        Transmitting,
        Listening,
        ListeningOnce,
        Detecting,
    }

    /// <inheritdoc/>
    public RadioStatus Status
    {
        get { return _status; }
    }

    /// <inheritdoc/>
    public ReceivedFrame ReceivedFrame
    {
        get { return _frame; }
    }

    /// <inheritdoc/>
    public long NextPollMs
    {
        get { return _nextPollMs; }
    }

    /// <summary>The registers and the FIFO. Reading is harmless at any time; the watchdog undoes what others write.</summary>
    public Sx127xDevice Device
    {
        get { return _chip; }
    }

    /// <summary>What the driver has seen since it was made.</summary>
    public RadioCounters Counters
    {
        get { return _counters; }
    }

    /// <summary>What the settings asked for and the chip cannot do, when <see cref="Status"/> is <see cref="RadioStatus.UnsupportedSettings"/>.</summary>
    public LoRaSettingsFault SettingsFault { get; private set; }

    /// <inheritdoc/>
    public bool Transmit(byte[] buffer, int offset, int length, long nowMs)
    {
        // RegPayloadLength must not be 0 (datasheet rev. 7, chapter 6); with an implicit header both ends fix the length.
        if (buffer == null || (_settings != null && !_settings.ExplicitHeader && length != _settings.ImplicitLength))
        {
            return false;
        }

        if (length < 1 || length > ReceivedFrame.MaxLength || offset < 0 || offset > buffer.Length - length)
        {
            return false;
        }

        _listenAfterRecovery = false;
        if (!IsWorking())
        {
            return false;
        }

        if (!PrepareTransmit(buffer, offset, length, nowMs))
        {
            // The chip lost its registers before this frame: nothing is lost yet, so set it up and send all the same.
            _counters.RegistersLost++;
            if (!Recover(nowMs) || !PrepareTransmit(buffer, offset, length, nowMs))
            {
                return GiveUp(nowMs);
            }

            _reportRecovery = true;
        }

        SetMode(Sx127xMode.Transmit);
        long airUs = TimeOnAir.Microseconds(_settings, length);
        _expectedEndMs = nowMs + ((airUs + 999) / 1000);
        if (_image[Sx127xRegister.PaDac] == OutputPower.HighPowerDac)
        {
            _highPowerFreeMs = _expectedEndMs + ((OutputPower.HighPowerDutyDivisor - 1) * (airUs + 999) / 1000);
        }

        Enter(State.Transmitting, _expectedEndMs + GraceMs, nowMs);
        return true;
    }

    /// <inheritdoc/>
    public bool Receive(long nowMs)
    {
        _listenAfterRecovery = true;
        if (_state == State.Listening)
        {
            // Starting anew would lose the frame that may be coming in; the watchdog looks after the rest.
            return true;
        }

        return IsWorking() && (StartListening(nowMs) || RetryListening(nowMs));
    }

    /// <inheritdoc/>
    public bool ReceiveSingle(int timeoutSymbols, long nowMs)
    {
        if (timeoutSymbols < MinTimeoutSymbols || timeoutSymbols > RegisterImage.MaxTimeoutSymbols)
        {
            return false;
        }

        _listenAfterRecovery = false;
        if (!IsWorking())
        {
            return false;
        }

        if (!PrepareReceive(timeoutSymbols))
        {
            _counters.RegistersLost++;
            if (!Recover(nowMs) || !PrepareReceive(timeoutSymbols))
            {
                return GiveUp(nowMs);
            }

            _reportRecovery = true;
        }

        SetMode(Sx127xMode.ReceiveSingle);
        long waitUs = (long)timeoutSymbols * TimeOnAir.SymbolMicroseconds(_settings);
        _expectedEndMs = nowMs + (waitUs / 1000) + 1;
        long longestUs = waitUs + TimeOnAir.Microseconds(_settings, ReceivedFrame.MaxLength);
        Enter(State.ListeningOnce, nowMs + (longestUs / 1000) + GraceMs, nowMs);
        return true;
    }

    /// <inheritdoc/>
    public bool DetectActivity(long nowMs)
    {
        _listenAfterRecovery = false;
        if (!IsWorking())
        {
            return false;
        }

        if (!PrepareDetect())
        {
            _counters.RegistersLost++;
            if (!Recover(nowMs) || !PrepareDetect())
            {
                return GiveUp(nowMs);
            }

            _reportRecovery = true;
        }

        SetMode(Sx127xMode.DetectActivity);

        // (2^SF + 32) / BW to listen and up to 2.25 symbols to decide (Semtech AN1200.21): four symbols are ample.
        long symbolUs = TimeOnAir.SymbolMicroseconds(_settings);
        _expectedEndMs = nowMs + (2 * symbolUs / 1000) + 1;
        Enter(State.Detecting, nowMs + (4 * symbolUs / 1000) + GraceMs, nowMs);
        return true;
    }

    /// <inheritdoc/>
    public bool IsReceiving()
    {
        if (_state != State.Listening && _state != State.ListeningOnce)
        {
            return false;
        }

        int status = _chip.Read(Sx127xRegister.ModemStatus);

        // A bus that answers all ones is not a frame; the watchdog deals with it.
        return status != 0xFF && (status & (Sx127xBits.HeaderInfoValid | Sx127xBits.SignalSynchronized)) != 0;
    }

    /// <inheritdoc/>
    public void Standby(long nowMs)
    {
        _listenAfterRecovery = false;
        if (IsWorking())
        {
            EnterStandby();
            Enter(State.Idle, Never, nowMs);
        }
    }

    /// <inheritdoc/>
    public void Sleep(long nowMs)
    {
        _listenAfterRecovery = false;
        if (IsWorking())
        {
            EnterStandby();
            SetMode(Sx127xMode.Sleep);
            Enter(State.Sleeping, Never, nowMs);
        }
    }

    /// <inheritdoc/>
    /// <remarks>-157, or -164 on the low bands, when nothing was measured.</remarks>
    public short ChannelRssiDbm()
    {
        return SignalMeasurement.ChannelRssiDbm(_chip.Read(Sx127xRegister.CurrentRssi), _image.IsLowPort);
    }

    /// <summary>Puts the chip to sleep and closes the bus and the pins if they can be closed.</summary>
    public void Dispose()
    {
        _state = State.Stopped;
        _status = RadioStatus.NotStarted;
        _nextPollMs = Never;
        _chip.Dispose();
        IDisposable closable = _pins as IDisposable;
        if (closable != null)
        {
            closable.Dispose();
        }
    }

    private bool IsWorking()
    {
        return _state != State.Stopped && _state != State.Broken;
    }

    private bool RetryListening(long nowMs)
    {
        _counters.RegistersLost++;
        if (!Recover(nowMs))
        {
            return GiveUp(nowMs);
        }

        _reportRecovery = true;
        return _state == State.Listening;
    }
}
