using System;
using LoRaNode.Node.Identity;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Network;
using LoRaNode.Node.Storage;
using LoRaNode.Node.Texts;
using LoRaNode.Radio;

namespace LoRaNode.Node;

/// <summary>
/// The node: what a board runs from power-on, and what a virtual city runs thirty times. It has no clock, thread or pin of its
/// own: the owner calls <see cref="Run"/> when the radio's interrupt line rises, when the link brought something, and at
/// <see cref="NextDueMs"/>. One thread owns the object.
/// <code>
///   Start --no credentials--> Waiting --Provision--> Running
///   Start --credentials-----------------------------> Running --FactoryErase--> Waiting
/// </code>
/// </summary>
public sealed class NodeApplication : ILinkTarget
{
    // Without credentials only the link can wake the node; the radio is looked at now and then so that a fault is logged.
    private const long WaitingPassMs = 1_000;

    // What a dump of the flash must not show is erased first, in this order.
    private static readonly string[] Secrets = { StorageNames.Keys, StorageNames.Identity, StorageNames.LogKey };

    private readonly NodeHardware _hardware;
    private readonly StoredNumber _bootNumber;
    private Provisioning _provisioning;
    private NodeIdentity _identity;
    private NodeNetwork _network;
    private NodeLog _log;
    private INodeObserver _observer;
    private uint _boots;
    private long _startedMs;

    /// <summary>Creates the application of a board; <see cref="Start"/> begins.</summary>
    public NodeApplication(NodeHardware hardware)
    {
        _hardware = hardware;
        _bootNumber = new StoredNumber(hardware.Storage, StorageNames.Boots);
        Link = new LinkServer(this);
        Texts = new TextView(hardware.TextModels);
    }

    /// <summary>Answers requests of the link.</summary>
    public LinkServer Link { get; private set; }

    /// <summary>Reads what the node shows.</summary>
    public TextView Texts { get; private set; }

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

    /// <summary>When <see cref="Run"/> wants to be called again at the latest, in monotonic milliseconds.</summary>
    public long NextDueMs { get; private set; }

    /// <summary>Counts the boot, opens the log, starts the radio, and joins the network if there are credentials.</summary>
    public void Start(long nowMs)
    {
        _startedMs = nowMs;
        _bootNumber.TryRead(out _boots);
        _boots++;
        _bootNumber.Write(_boots);
        _log = new NodeLog(_hardware.Storage, _boots, nowMs);
        _provisioning = new Provisioning(_hardware.Storage);
        RadioStatus radio = _hardware.Radio.Start(_hardware.RadioSettings, nowMs);
        _log.Write(LogCode.Started, (int)_boots, (int)radio, nowMs);
        Join(nowMs);
        NextDueMs = nowMs;
    }

    /// <summary>One pass of the event loop. It returns within 50 ms on the board.</summary>
    public void Run(long nowMs)
    {
        if (_network == null)
        {
            NextDueMs = nowMs + WaitingPassMs;
            return;
        }

        _network.Run(nowMs);
        NextDueMs = _network.NextDueMs;
    }

    /// <inheritdoc/>
    public void Identify(NodeIdentification identification, long nowMs)
    {
        identification.IsProvisioned = _identity != null;
        identification.Radio = _hardware.Radio.Status;
        identification.Address = _identity == null ? (ushort)0 : _identity.Address;
        identification.Epoch = _network == null ? 0 : (uint)_network.Trust.Keys.Epoch;
        identification.Boots = _boots;
        identification.UptimeMs = nowMs - _startedMs;
        identification.NextLogIndex = _log.NextIndex;
        identification.Texts = (ushort)(_network == null ? 0 : _network.Board.Count);
        Array.Copy(_hardware.BoardId, 0, identification.BoardId, 0, identification.BoardId.Length);
        Array.Clear(identification.CredentialsCheck, 0, NodeIdentification.CheckSize);
        if (_identity != null)
        {
            Array.Copy(_identity.Check, 0, identification.CredentialsCheck, 0, NodeIdentification.CheckSize);
        }
    }

    /// <inheritdoc/>
    public LinkStatus Provision(byte[] request, int offset, int length, long nowMs)
    {
        if (_identity != null)
        {
            return LinkStatus.AlreadyProvisioned;
        }

        LinkStatus status = _provisioning.Take(request, offset, length);
        if (_provisioning.IsComplete)
        {
            _log.TakeKey();
            Join(nowMs);
            _log.Write(LogCode.Provisioned, _identity == null ? 0 : _identity.Address, _network == null ? 0 : _network.Trust.Keys.Epoch, nowMs);
            NextDueMs = nowMs;
        }

        return status;
    }

    /// <inheritdoc/>
    public LinkStatus FactoryErase(long nowMs)
    {
        if (_network != null)
        {
            _network.Wipe();
        }

        _network = null;
        _identity = null;
        _log.Wipe();
        bool wiped = _hardware.Storage.Wipe(Secrets);
        _hardware.Radio.Standby(nowMs);
        _log = new NodeLog(_hardware.Storage, _boots, _startedMs);
        _bootNumber.Write(_boots);
        NextDueMs = nowMs;
        return wiped ? LinkStatus.Ok : LinkStatus.StorageFailed;
    }

    /// <inheritdoc/>
    public int ReadLog(uint fromIndex, byte[] target, int offset, int maxBytes)
    {
        return _log.Read(fromIndex, target, offset, maxBytes);
    }

    /// <inheritdoc/>
    public LinkStatus SendAlert(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason)
    {
        counter = 0;
        reason = 0;
        if (_network == null)
        {
            return LinkStatus.NotProvisioned;
        }

        NextDueMs = nowMs;
        return _network.SendAlert(request, offset, length, nowMs, out counter, out reason);
    }

    /// <inheritdoc/>
    public LinkStatus SendTrust(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason)
    {
        counter = 0;
        reason = 0;
        if (_network == null)
        {
            return LinkStatus.NotProvisioned;
        }

        NextDueMs = nowMs;
        return _network.SendTrust(request, offset, length, nowMs, out counter, out reason);
    }

    /// <inheritdoc/>
    public LinkStatus SendMessage(byte[] request, int offset, int length, long nowMs, out uint counter)
    {
        counter = 0;
        if (_network == null)
        {
            return LinkStatus.NotProvisioned;
        }

        NextDueMs = nowMs;
        return _network.SendMessage(request, offset, length, nowMs, out counter);
    }

    /// <inheritdoc/>
    public int ReadText(int place, int from, byte[] target, int offset, int maxBytes, long nowMs)
    {
        ShownText text = _network == null ? null : _network.Board.At(place);
        return text == null ? 0 : TextEntry.Write(text, from, target, offset, maxBytes, nowMs);
    }

    /// <inheritdoc/>
    public void Statistics(NodeStatistics statistics, long nowMs)
    {
        statistics.DutyCyclePerMille = (ushort)_hardware.DutyCyclePerMille;
        statistics.AirtimeUsedMs = _network == null ? 0 : (uint)_network.Engine.Budget.UsedMs(nowMs);
        statistics.AirtimeLimitMs = _network == null ? 0 : (uint)_network.Engine.Budget.LimitMs;
        statistics.SignaturesChecked = _network == null ? 0 : (uint)_network.Trust.Verifier.Verified;
        statistics.Texts = (ushort)(_network == null ? 0 : _network.Board.Count);
    }

    private void Join(long nowMs)
    {
        NodeIdentity identity = new NodeIdentity();
        if (!identity.TryLoad(_hardware.Storage))
        {
            return;
        }

        _identity = identity;
        _network = new NodeNetwork(_hardware, identity, _log, nowMs);
        _network.Observer = _observer;
    }
}
