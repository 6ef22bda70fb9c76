using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Security;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Identity;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Radio;
using LoRaNode.Node.Storage;
using LoRaNode.Node.Texts;
using LoRaNode.Radio;

namespace LoRaNode.Node.Network;

/// <summary>
/// A provisioned node's part in the network: joins radio, relay engine and trust, shows what was accepted, and logs what was
/// refused. Nothing here blocks: a signature is checked a slice at a time between the radio's events.
/// </summary>
public sealed partial class NodeNetwork : IRelayHost, IRadioNotice
{
    /// <summary>
    /// Units of signature work in one pass (see <see cref="LoRaNode.Core.Security.Ed25519Verifier"/>): below 50 ms on the ESP32, so
    /// that the radio is never kept waiting longer.
    /// </summary>
    public const int UnitsPerPass = 8;

    /// <summary>Neighbours that the node remembers; it stays on the air among more of them, and hears those it knows.</summary>
    public const int MaxNeighbours = 64;

    /// <summary>Frames that the node offers to its neighbours.</summary>
    public const int StoreFrames = 100;

    // Those of them that are on their way; the others are read back from the medium when somebody asks for them.
    private const int StoreBytes = 2_048;

    // A medium that refuses is asked again after this long.
    private const long CompactAgainMs = 60_000;

    // Messages that wait to be stored, a frame in a pass: more are stored at once.
    private const int MaxKeptLater = 4;

    private const int MessageIdSize = 4;

    // What the log calls the archive (see LogCode.StorageFailed).
    private const int ArchiveRefused = 4;

    // A member's message is offered to late joiners for this long.
    private const long MessageLifetimeMs = 6L * 3600 * 1000;

    // Airtime used since the last write is all that a power cut can hide from the duty-cycle accounting.
    private const long AirtimeSaveMs = 60_000;

    private readonly NodeHardware _hardware;
    private readonly NodeLog _log;
    private readonly NodeIdentity _identity;
    private readonly NodeTrust _trust;
    private readonly NodeCounters _counters;
    private readonly ReplayWindow _replay;
    private readonly RelayEngine _engine;
    private readonly RadioPump _pump;
    private readonly RelayRhythm _rhythm;
    private readonly LocalSubmission _submission = new LocalSubmission();

    // Apart from the alert: whoever sends an alert again after a message must find that it is known.
    private readonly LocalSubmission _lastMessage = new LocalSubmission();
    private readonly MessagePayload _message = new MessagePayload();
    private readonly FrameArchive _archive;
    private readonly FrameKeeper _keeper;
    private readonly EpochReminder _reminder;
    private AlertResealer _resealer;
    private readonly int[] _displaced = new int[AlertVerifier.QueueSize];
    private int _displacedCount;
    private readonly byte[] _scratch;
    private readonly int[] _laterHandles = new int[MaxKeptLater];
    private int _keptLater;
    private int _laterPart;
    private Conclusion _conclusion;
    private int _concludedHandle;
    private uint _concludedCounter;
    private uint _concludedThread;
    private long _concludedExpiresMs;
    private ushort _concludedFrom;
    private byte _concludedHops;
    private byte _concludedReason;
    private bool _replacesThread;
    private long _saveAirtimeMs;
    private long _compactMs;
    private bool _isListening = true;
    private long _sleptFromMs;
    private bool _hasAsked;

    /// <summary>Joins the network with the stored credentials.</summary>
    /// <param name="hardware">The board.</param>
    /// <param name="identity">Who the node is.</param>
    /// <param name="log">The node's log.</param>
    /// <param name="rhythm">What the node opens its windows by.</param>
    /// <param name="scratch">
    /// At least <see cref="RelayEngine.MaxItemPayload"/> bytes, for what is put together or stored: an item of several frames in the engine,
    /// keys, issuers and frames on the medium. They are used within calls only, never for two of these at a time.
    /// </param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public NodeNetwork(NodeHardware hardware, NodeIdentity identity, NodeLog log, RelayRhythm rhythm, byte[] scratch, long nowMs)
    {
        _hardware = hardware;
        _identity = identity;
        _log = log;
        _trust = new NodeTrust(hardware, identity, scratch, nowMs);
        _counters = new NodeCounters(hardware.Storage);
        RelayOptions options = new RelayOptions();
        options.Address = identity.Address;
        options.Epoch = _trust.Keys.Epoch;
        options.Radio = hardware.RadioSettings;
        options.DutyCyclePerMille = hardware.DutyCyclePerMille;
        options.MaxNeighbours = MaxNeighbours;
        options.StoreFrames = StoreFrames;
        options.StoreBytes = StoreBytes;
        options.Assembly = scratch;
        options.Rhythm = rhythm;
        _rhythm = rhythm;
        _archive = new FrameArchive(hardware.Storage, _trust.Time.Seconds(nowMs));
        options.Pages = _archive;
        Board = new TextBoard(_archive);
        _replay = new ReplayWindow(
            hardware.Storage.OpenJournal(StorageNames.Replay, ReplayWindow.JournalSegments, JournalRole.Rolling),
            ReplayWindow.UsualCapacity);
        _engine = new RelayEngine(options, _trust.Keys, _replay, _counters, this, hardware.Random);
        _scratch = scratch;
        if (hardware.Storage.Read(StorageNames.Airtime, scratch) == DutyCycleBudget.ExportSize)
        {
            _engine.Budget.Import(scratch, 0);
        }

        _saveAirtimeMs = nowMs + AirtimeSaveMs;
        _pump = new RadioPump(hardware.Radio, _engine, this);
        _keeper = new FrameKeeper(_archive, _trust, _engine, scratch, nowMs);
        _reminder = new EpochReminder(_keeper, _trust, _engine);
    }

    /// <summary>What the node shows.</summary>
    public TextBoard Board { get; private set; }

    /// <summary>Keys, issuers and time.</summary>
    public NodeTrust Trust
    {
        get { return _trust; }
    }

    /// <summary>The relay engine.</summary>
    public RelayEngine Engine
    {
        get { return _engine; }
    }

    /// <summary>Told of everything that is shown; may be null.</summary>
    public INodeObserver Observer { get; set; }

    /// <summary>
    /// Puts the radio to sleep, to spare the battery, or wakes it. Neighbours tell what came between two windows; after a longer time the node
    /// asks for it. While a frame is being sent or received it stays awake.
    /// </summary>
    public void SetListening(bool isListening, long nowMs)
    {
        if (isListening == _isListening || (!isListening && (_pump.IsSending || _hardware.Radio.IsReceiving())))
        {
            return;
        }

        _isListening = isListening;
        if (!isListening)
        {
            _sleptFromMs = nowMs;
            _pump.Pause(nowMs);
        }
        else if (_rhythm.IsLongAbsence(nowMs - _sleptFromMs))
        {
            _engine.OnWake(nowMs);
        }
    }

    /// <summary>From whom alerts and messages came first.</summary>
    public FirstHeard FirstHeard { get; } = new FirstHeard();

    /// <summary>Gives the radio other settings that the neighbours need not know of. False when a frame is under way, or the radio cannot.</summary>
    public bool TryConfigure(LoRaSettings settings, long nowMs)
    {
        if (_pump.IsSending || _hardware.Radio.IsReceiving())
        {
            return false;
        }

        _pump.Pause(nowMs);
        return _hardware.Radio.Configure(settings, nowMs) == RadioStatus.Ok;
    }

    /// <summary>Frames kept on the medium for late joiners.</summary>
    public int FramesStored
    {
        get { return _archive.Count; }
    }

    /// <summary>Units of signature work done since the start: what the interpreter would be busy with.</summary>
    public long WorkUnits { get; private set; }

    /// <summary>When <see cref="Run"/> wants to be called again at the latest, in monotonic milliseconds.</summary>
    public long NextDueMs { get; private set; }

    /// <summary>True when the last <see cref="Run"/> had a share of a pass to itself: something came over the radio, the medium was written, or a slice was done.</summary>
    public bool WasBusy { get; private set; }

    /// <summary>One pass: radio and relay first, then, if those had nothing to do, a slice of what takes long or is to be stored.</summary>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <param name="takesSlice">False when the pass has had a slice of something else.</param>
    public void Run(long nowMs, bool takesSlice)
    {
        int changes = _hardware.Storage.Changes;
        if (_trust.Time.IsKnown)
        {
            _rhythm.Reach(_trust.Time.Seconds(nowMs) * 1000L, nowMs);
        }

        WasBusy = _isListening && _pump.Run(nowMs);

        ForgetDisplaced(nowMs);
        AskForMissed(nowMs);
        TurnEpoch(nowMs);
        _keeper.Expire(nowMs);

        // Whatever erased a sector of the flash has taken the whole of a pass.
        WasBusy |= _hardware.Storage.Changes != changes;
        if (takesSlice && !WasBusy && HasSlice(nowMs))
        {
            RunSlice(nowMs);
            WasBusy = true;
        }

        long due = HasSlice(nowMs) ? nowMs
            : _isListening ? _pump.NextDueMs : long.MaxValue;
        NextDueMs = due < _saveAirtimeMs ? due : _saveAirtimeMs;
    }

    private bool HasSlice(long nowMs)
    {
        return _conclusion != Conclusion.None || _trust.Keys.IsResealDue(nowMs) || _keptLater > 0 || nowMs >= _saveAirtimeMs || _trust.HasChanges(nowMs) || _log.HasWaiting
            || _trust.Verifier.HasWork || _keeper.IsRestoring || _reminder.IsWorking || _hardware.Storage.NeedsUpkeep
            || _hardware.Storage.IsErasing || (_archive.NeedsCompaction && nowMs >= _compactMs);
    }

    /// <summary>After a start the neighbours are asked at once for what came meanwhile, when all that was kept is known again.</summary>
    private void AskForMissed(long nowMs)
    {
        if (!_hasAsked && !_keeper.IsRestoring)
        {
            _hasAsked = true;
            _engine.OnWake(nowMs);
        }
    }

    /// <summary>Does one slice of what takes long: what an old key waits for, what follows a verdict, what is to be stored, then signatures, then what the medium holds.</summary>
    private void RunSlice(long nowMs)
    {
        if (_trust.Keys.IsResealDue(nowMs))
        {
            // Made once an epoch: for good it would take heap.
            _resealer = _resealer ?? new AlertResealer(_keeper, _trust);
            _resealer = _resealer.Step(nowMs) ? null : _resealer;
        }
        else if (_conclusion != Conclusion.None)
        {
            Conclude(nowMs);
        }
        else if (_keptLater > 0)
        {
            KeepNext(nowMs);
        }
        else if (_trust.HasChanges(nowMs))
        {
            if (!_trust.SaveChange(nowMs))
            {
                _log.Write(LogCode.StorageFailed, 3, 0, nowMs);
            }
        }
        else if (nowMs >= _saveAirtimeMs)
        {
            SaveAirtime(nowMs);
        }
        else if (_log.HasWaiting)
        {
            _log.StoreNext();
        }
        else if (_trust.Verifier.HasWork)
        {
            Verify(nowMs);
        }
        else if (_keeper.IsRestoring)
        {
            RestoreNext(nowMs);
        }
        else if (_reminder.IsWorking)
        {
            _reminder.Step(nowMs);
        }
        else if (_archive.NeedsCompaction && nowMs >= _compactMs)
        {
            _compactMs = _archive.CompactStep(_trust.Time.Seconds(nowMs)) ? nowMs : nowMs + CompactAgainMs;
        }
        else if (_hardware.Storage.NeedsUpkeep)
        {
            _hardware.Storage.UpkeepStep();
        }
        else if (_hardware.Storage.IsErasing)
        {
            _hardware.Storage.EraseStep();
        }
    }

    /// <summary>
    /// Takes a signed alert from the link. It is checked like any other: <see cref="LinkStatus.Pending"/> until that is done, then, for
    /// the same bytes, its counter or why it was refused.
    /// </summary>
    public LinkStatus SendAlert(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason)
    {
        return SendSigned(FrameType.Alert, request, offset, length, nowMs, out counter, out reason);
    }

    /// <summary>Takes a statement of the root or a signed time from the link, like <see cref="SendAlert"/>; the node heeds it as well.</summary>
    public LinkStatus SendTrust(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason)
    {
        return SendSigned(FrameType.Trust, request, offset, length, nowMs, out counter, out reason);
    }

    private LinkStatus SendSigned(FrameType type, byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason)
    {
        counter = 0;
        reason = 0;
        if (length > AlertPayload.MaxSize)
        {
            reason = (byte)TrustReason.Malformed;
            return LinkStatus.Refused;
        }

        if (_submission.Is(request, offset, length))
        {
            counter = _submission.Counter;
            reason = _submission.Reason;
            return _submission.Now == LocalSubmission.Stage.Sent ? LinkStatus.Ok
                : _submission.Now == LocalSubmission.Stage.Refused ? LinkStatus.Refused : LinkStatus.Pending;
        }

        if (_submission.Now == LocalSubmission.Stage.Checking)
        {
            return LinkStatus.Busy;
        }

        byte[] payload = new byte[length];
        Array.Copy(request, offset, payload, 0, length);
        TrustVerdict verdict = _trust.Verifier.Judge(LocalSubmission.Handle, type, _identity.Address, payload, length, nowMs);
        if (verdict != TrustVerdict.Pending)
        {
            reason = (byte)_trust.Verifier.Reason;
            return _trust.Verifier.Reason == TrustReason.Busy ? LinkStatus.Busy : LinkStatus.Refused;
        }

        NoteDisplaced();
        _submission.Begin(request, offset, length);
        return LinkStatus.Pending;
    }

    /// <summary>Sends a member's message once, whose payload stands behind four bytes of the host's own, however often it is given.</summary>
    public LinkStatus SendMessageOnce(byte[] request, int offset, int length, long nowMs, out uint counter)
    {
        counter = _lastMessage.Counter;
        if (length < MessageIdSize)
        {
            return LinkStatus.Malformed;
        }

        if (_lastMessage.Is(request, offset, length))
        {
            return LinkStatus.Ok;
        }

        LinkStatus status = SendMessage(request, offset + MessageIdSize, length - MessageIdSize, nowMs, out counter);
        if (status == LinkStatus.Ok)
        {
            _lastMessage.Begin(request, offset, length);
            _lastMessage.End(counter);
        }

        return status;
    }

    /// <summary>Sends a member's message (its payload) to the group.</summary>
    public LinkStatus SendMessage(byte[] request, int offset, int length, long nowMs, out uint counter)
    {
        counter = 0;
        byte[] payload = new byte[length];
        Array.Copy(request, offset, payload, 0, length);
        if (length > ShownText.MaxPayload || !_message.TryRead(payload, length))
        {
            return LinkStatus.Malformed;
        }

        int handle = _engine.Originate(FrameType.Message, payload, length, true, MessageLifetimeMs, nowMs);
        if (handle < 0)
        {
            return LinkStatus.Busy;
        }

        counter = _counters.LastItem;
        // The number of its first frame: the fragments have consecutive ones.
        int fragments = ItemPrefix.FragmentsFor(FrameType.Message, length);
        counter -= (uint)(fragments - 1);
        if (fragments == 1)
        {
            // Whoever sent it is told that it is safe.
            KeepNow(handle, nowMs);
        }
        else
        {
            KeepSoon(handle, nowMs);
        }

        Tell(FrameType.Message, _identity.Address, counter, payload, length, _identity.Address, FrameHeader.MaxHops, nowMs + MessageLifetimeMs, nowMs);
        return LinkStatus.Ok;
    }

    /// <inheritdoc/>
    public FrameVerdict Judge(int handle, FrameType type, ushort origin, uint counter, byte[] payload, int length, long nowMs, out long expiresAtMs)
    {
        byte[] frame = _pump.CurrentFrame;
        expiresAtMs = nowMs + MessageLifetimeMs;
        if (type == FrameType.Message || type == FrameType.Unicast)
        {
            if (!_message.TryRead(payload, length))
            {
                _log.Write(LogCode.FrameRefused, FrameHeader.Transmitter(frame), origin, nowMs);
                return FrameVerdict.Refuse;
            }

            FirstHeard.Note(FrameHeader.Transmitter(frame));
            Tell(type, origin, counter, payload, length, FrameHeader.Transmitter(frame), (byte)FrameHeader.HopsLeft(frame), expiresAtMs, nowMs);

            // On the medium before it counts as had: a power cut in between costs nothing but its coming again.
            return KeepSoon(handle, nowMs) ? FrameVerdict.Pending : FrameVerdict.Accept;
        }

        TrustVerdict verdict = _trust.Verifier.Judge(handle, type, origin, payload, length, nowMs);
        expiresAtMs = nowMs + _trust.Verifier.LifetimeMs;
        if (verdict == TrustVerdict.Refuse)
        {
            _log.Write(LogCode.AlertRefused, origin, (int)_trust.Verifier.Reason, nowMs);
            return FrameVerdict.Refuse;
        }

        if (verdict == TrustVerdict.Later)
        {
            return FrameVerdict.Later;
        }

        NoteDisplaced();
        return FrameVerdict.Pending;
    }

    /// <inheritdoc/>
    public void OnUnicastEnded(int handle, bool delivered, long nowMs)
    {
        _log.Write(LogCode.UnicastEnded, handle, delivered ? 1 : 0, nowMs);
    }

    /// <inheritdoc/>
    public void OnReached(int handle, uint counter, int nodes, long nowMs)
    {
        _log.Write(LogCode.Reached, (int)counter, nodes, nowMs);
    }

    /// <inheritdoc/>
    public void OnRadioRecovered(long nowMs)
    {
        _log.Write(LogCode.RadioRecovered, 0, 0, nowMs);
    }

    /// <inheritdoc/>
    public void OnRadioFailed(RadioStatus status, long nowMs)
    {
        _log.Write(LogCode.RadioFailed, (int)status, 0, nowMs);
    }

    /// <summary>Forgets everything that could betray anyone; the medium is the caller's.</summary>
    public void Wipe()
    {
        _trust.Keys.Wipe();
        _trust.Verifier.Wipe();
        _conclusion = Conclusion.None;
        _keptLater = 0;
        _engine.Erase();
        Board.Wipe();
        Array.Clear(_identity.LinkKey, 0, _identity.LinkKey.Length);
    }

    private void NoteDisplaced()
    {
        if (_trust.Verifier.Displaced >= 0 && _displacedCount < _displaced.Length)
        {
            _displaced[_displacedCount++] = _trust.Verifier.Displaced;
        }
    }

    /// <summary>What gave way to others before its signature was checked must not fill the store: it may come again.</summary>
    private void ForgetDisplaced(long nowMs)
    {
        for (int i = 0; i < _displacedCount; i++)
        {
            _engine.Resolve(_displaced[i], FrameVerdict.Later, nowMs);
        }

        _displacedCount = 0;
    }

    /// <summary>Lets keys become active and be erased at their time.</summary>
    private void TurnEpoch(long nowMs)
    {
        int before = _trust.Keys.Epoch;
        bool isErasing = _trust.Keys.HasOldKeysToErase;
        _trust.Keys.Tick(_trust.Time.Minutes(nowMs), nowMs);
        if (_trust.Keys.Epoch != before)
        {
            _log.Write(LogCode.EpochTurned, _trust.Keys.Epoch, before, nowMs);
            _reminder.OnTurned(nowMs);
        }

        if (_trust.Keys.HasOldKeysToErase && !isErasing)
        {
            _engine.DropOtherEpochs(_trust.Keys.Epoch);
            _reminder.OnErased();
        }

        _reminder.Look(nowMs);

        _replay.OnEpoch(_trust.Keys.Epoch);
    }

    private void SaveAirtime(long nowMs)
    {
        _saveAirtimeMs = nowMs + AirtimeSaveMs;
        _engine.Budget.Export(_scratch, 0);
        _hardware.Storage.Write(StorageNames.Airtime, _scratch, DutyCycleBudget.ExportSize);
    }
}
