using LoRaNode.Core.Relay;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Identity;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Network;
using LoRaNode.Node.Power;
using LoRaNode.Node.Settings;
using LoRaNode.Node.Storage;
using LoRaNode.Node.Texts;
using LoRaNode.Radio;

namespace LoRaNode.Node;

/// <summary>
/// The node: what a board runs from power-on, and what a virtual city runs thirty times. It has no clock, thread or pin of its
/// own: the owner calls <see cref="Run(long)"/> when the radio's interrupt line rises, when the link brought something, and at
/// <see cref="NextDueMs"/>. One thread owns the object.
/// <code>
///   Start --no credentials--> Waiting --Provision--> Running
///   Start --credentials-----------------------------> Running --FactoryErase--> Erasing --> Waiting
/// </code>
/// </summary>
public sealed partial class NodeApplication
{
    // Without credentials only the link can wake the node; the radio is looked at now and then so that a fault is logged.
    private const long WaitingPassMs = 1_000;

    private readonly NodeHardware _hardware;
    private readonly StoredNumber _bootNumber;
    private readonly LoRaSettings _ownerRadio;
    private readonly int _ownerDutyCyclePerMille;
    private Provisioning _provisioning;
    private NodeIdentity _identity;
    private NodeNetwork _network;
    private NodeLog _log;
    private VitalSigns _vitalSigns;
    private INodeObserver _observer;
    private Erasure _erasure;
    private int _powerDbm;
    private uint _boots;
    private long _startedMs;
    private long _longestPassMs;

    /// <summary>Creates the application of a board; <see cref="Start"/> begins.</summary>
    public NodeApplication(NodeHardware hardware)
    {
        _hardware = hardware;
        _ownerRadio = hardware.RadioSettings;
        _ownerDutyCyclePerMille = hardware.DutyCyclePerMille;
        _bootNumber = new StoredNumber(hardware.Storage, StorageNames.Boots);
        _settings = new NodeSettings();
        Link = new LinkServer(this);
        Texts = new TextView(hardware.TextModels);
    }

    /// <summary>What a technician set; the defaults when there is nothing stored.</summary>
    public NodeSettings Settings
    {
        get { return _settings; }
    }

    /// <summary>True when the node knows on which band it may send. Until then it sends nothing, with credentials or without.</summary>
    public bool IsRegionKnown
    {
        get { return _hardware.RadioSettings != null; }
    }

    /// <summary>What the owner should restart the node for, once replies are out.</summary>
    public RestartReason Restart { get; private set; }

    /// <summary>The node's log.</summary>
    public NodeLog Log
    {
        get { return _log; }
    }

    /// <summary>Who the node is; null without credentials.</summary>
    public NodeIdentity Identity
    {
        get { return _identity; }
    }

    /// <summary>Number of this start.</summary>
    public uint Boots
    {
        get { return _boots; }
    }

    /// <summary>The power's part in the statistics; the owner fills it in.</summary>
    public PowerReading Power { get; } = new PowerReading();

    /// <summary>What the power lets the node do.</summary>
    public PowerState PowerState { get; private set; }

    /// <summary>Answers requests of the link.</summary>
    public LinkServer Link { get; private set; }

    /// <summary>Reads what the node shows.</summary>
    public TextView Texts { get; private set; }

    /// <summary>The rhythm of windows, shared by what decides about listening and by the relay engine.</summary>
    public RelayRhythm Rhythm { get; } = new RelayRhythm();

    /// <summary>The node's part in the network; null without credentials.</summary>
    public NodeNetwork Network
    {
        get { return _network; }
    }

    /// <summary>Told of everything that is shown; may be null.</summary>
    public INodeObserver Observer
    {
        get
        {
            return _observer;
        }

        set
        {
            _observer = value;
            if (_network != null)
            {
                _network.Observer = value;
            }
        }
    }

    /// <summary>When <see cref="Run(long)"/> wants to be called again at the latest, in monotonic milliseconds.</summary>
    public long NextDueMs { get; private set; }

    /// <summary>True when the last <see cref="Run(long)"/> had so much to do that nothing else should be done in the same pass.</summary>
    public bool WasBusy { get; private set; }

    /// <summary>Counts the boot, opens the log, starts the radio, and joins the network if there are credentials. Once more for a restart.</summary>
    public void Start(long nowMs)
    {
        _startedMs = nowMs;
        _network = null;
        _identity = null;
        Restart = RestartReason.None;
        TakeSettings();
        _bootNumber.TryRead(out _boots);
        _erasure = _hardware.Storage.IsWiping ? Erasure.Running : Erasure.None;
        _boots++;
        if (_erasure == Erasure.None)
        {
            _bootNumber.Write(_boots);
        }

        _log = new NodeLog(_hardware.Storage, _boots, nowMs);
        _log.IsMuted = _erasure == Erasure.Running;
        _vitalSigns = new VitalSigns(_log, nowMs);
        _provisioning = new Provisioning(_hardware.Storage);
        RadioStatus radio = StartRadio(nowMs);
        LogRestart(nowMs);
        _log.Write(LogCode.Started, (int)_boots, (int)radio, nowMs);
        Join(nowMs);
        _log.Defers = true;
        NextDueMs = nowMs;
    }

    /// <summary>One pass of the event loop, with a slice of whatever takes long.</summary>
    public void Run(long nowMs)
    {
        Run(nowMs, true);
    }

    /// <summary>One pass of the event loop. It computes for less than 50 ms on the board.</summary>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <param name="takesSlice">False when the owner has done a slice of something else already.</param>
    public void Run(long nowMs, bool takesSlice)
    {
        if (_network == null)
        {
            WasBusy = _log.HasWaiting || _hardware.Storage.IsErasing;
            _log.StoreNext();
            NextDueMs = EraseStep(nowMs) || _log.HasWaiting ? nowMs : nowMs + WaitingPassMs;
        }
        else
        {
            _network.Run(nowMs, takesSlice);
            WasBusy = _network.WasBusy;
            _vitalSigns.Run(_network, nowMs);
            NextDueMs = _vitalSigns.IsWriting || _log.HasWaiting ? nowMs
                : _network.NextDueMs < _vitalSigns.NextDueMs ? _network.NextDueMs : _vitalSigns.NextDueMs;
        }

        if (_selfTest != null && _selfTest.IsRunning)
        {
            _selfTest.Step();
            NextDueMs = nowMs;
            WasBusy = true;
        }
    }

    /// <summary>The board is about to be restarted: what waits for the medium is stored.</summary>
    public void BeforeRestart()
    {
        _log.StoreAll();
    }

    /// <summary>Notes how long a pass of the owner's loop took.</summary>
    public void OnPass(long durationMs)
    {
        _longestPassMs = durationMs > _longestPassMs ? durationMs : _longestPassMs;
    }

    /// <summary>The owner has measured the power into <see cref="Power"/>.</summary>
    public void OnMeasured()
    {
        _vitalSigns.OnMeasured(Power);
    }

    /// <summary>The power lets the node do more or less than before.</summary>
    public void OnPower(PowerState state, long nowMs)
    {
        PowerState = state;
        _log.Write(LogCode.PowerChanged, (int)state, Power.BatteryMillivolts, nowMs);
    }

    /// <summary>How far an erasure of everything has come.</summary>
    private enum Erasure : byte
    {
        None,
        Running,
        RunningBeforeRestart,
        Done,
    }

    /// <summary>True while everything is being erased: the keys are gone already.</summary>
    public bool IsErasing
    {
        get { return _erasure == Erasure.Running || _erasure == Erasure.RunningBeforeRestart; }
    }

    /// <summary>Goes on with what the storage erases. False when there is nothing.</summary>
    private bool EraseStep(long nowMs)
    {
        if (!_hardware.Storage.IsErasing)
        {
            return false;
        }

        if (_hardware.Storage.EraseStep() && IsErasing)
        {
            Restart = _erasure == Erasure.RunningBeforeRestart ? RestartReason.Erased : Restart;
            _erasure = Erasure.Done;
            _log = new NodeLog(_hardware.Storage, _boots, _startedMs);
            _log.Defers = true;
            _vitalSigns = new VitalSigns(_log, nowMs);
            _bootNumber.Write(_boots);
        }

        return true;
    }

    /// <summary>
    /// Keeps to what the battery carries: no write that may be cut, and no burst of the transmitter that pulls the supply down. A power that
    /// cannot be changed now, because a frame is under way, is changed after the next measurement.
    /// </summary>
    public void UsePower(PowerPolicy policy, long nowMs)
    {
        _hardware.Storage.MayWrite = policy.MayWrite;
        if (_network == null)
        {
            return;
        }

        int powerDbm = policy.LimitPowerDbm(_hardware.RadioSettings.PowerDbm);
        if (powerDbm != _powerDbm && _network.TryConfigure(_hardware.RadioSettings.WithPower(powerDbm), nowMs))
        {
            _powerDbm = powerDbm;
        }
    }

    private void LogRestart(long nowMs)
    {
        if (_hardware.RestartNote == null)
        {
            return;
        }

        RestartReason reason = _hardware.RestartNote.Take(out LoopStage stage);
        if (reason != RestartReason.None)
        {
            _log.Write(LogCode.Restarted, (int)reason, (int)stage, nowMs);
        }
    }

    /// <summary>Stored settings take the place of what the owner gave.</summary>
    private void TakeSettings()
    {
        if (_settings.TryLoad(_hardware.Storage))
        {
            UseSettings();
        }
        else
        {
            ForgetSettings();
        }
    }

    private void UseSettings()
    {
        _hardware.RadioSettings = _settings.Radio;
        _hardware.DutyCyclePerMille = _settings.DutyCyclePerMille;
    }

    private void ForgetSettings()
    {
        _settings = new NodeSettings();
        _hardware.RadioSettings = _ownerRadio;
        _hardware.DutyCyclePerMille = _ownerDutyCyclePerMille;
    }

    /// <summary>Without a region the radio is only tried: nothing makes it send.</summary>
    private RadioStatus StartRadio(long nowMs)
    {
        _powerDbm = IsRegionKnown ? _hardware.RadioSettings.PowerDbm : _settings.Radio.PowerDbm;
        return _hardware.Radio.Start(IsRegionKnown ? _hardware.RadioSettings : _settings.Radio, nowMs);
    }

    private void Join(long nowMs)
    {
        NodeIdentity identity = new NodeIdentity();
        if (IsErasing || !identity.TryLoad(_hardware.Storage))
        {
            return;
        }

        _identity = identity;
        if (!IsRegionKnown)
        {
            _log.Write(LogCode.RegionUnknown, 0, 0, nowMs);
            return;
        }

        _network = new NodeNetwork(_hardware, identity, _log, Rhythm, Texts.Scratch, nowMs);
        _network.Observer = _observer;
    }
}
