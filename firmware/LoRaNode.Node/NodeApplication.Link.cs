using System;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Power;
using LoRaNode.Node.SelfTest;
using LoRaNode.Node.Settings;
using LoRaNode.Node.Storage;
using LoRaNode.Node.Texts;

namespace LoRaNode.Node;

/// <content>What the link asks of the node.</content>
public sealed partial class NodeApplication : ILinkTarget
{
    private NodeSettings _settings;
    private SelfTestReport _selfTest;

    /// <inheritdoc/>
    public void Identify(NodeIdentification identification, long nowMs)
    {
        identification.IsProvisioned = _identity != null;
        identification.IsRegionKnown = IsRegionKnown;
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
        if (IsErasing)
        {
            return LinkStatus.Busy;
        }

        _erasure = Erasure.None;
        if (_identity != null)
        {
            return LinkStatus.AlreadyProvisioned;
        }

        if (!IsRegionKnown)
        {
            return LinkStatus.NoRegion;
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
        if (_erasure == Erasure.Done && _identity == null)
        {
            return LinkStatus.Ok;
        }

        return IsErasing || BeginErase(Erasure.Running, nowMs) ? LinkStatus.Pending : LinkStatus.StorageFailed;
    }

    /// <summary>Keys go from memory and medium at once; the rest of the medium follows in slices.</summary>
    private bool BeginErase(Erasure erasure, long nowMs)
    {
        if (_network != null)
        {
            _network.Wipe();
        }

        _network = null;
        _identity = null;
        Texts.Wipe();
        _log.Wipe();
        _log.IsMuted = true;
        bool begun = _hardware.Storage.BeginWipe(StorageNames.Secrets());
        _erasure = erasure;
        ForgetSettings();
        _hardware.Radio.Standby(nowMs);
        NextDueMs = nowMs;
        return begun;
    }

    /// <inheritdoc/>
    public int ReadLog(uint fromIndex, byte[] target, int offset, int maxBytes)
    {
        return _log.Read(fromIndex, target, offset, maxBytes);
    }

    /// <inheritdoc/>
    public LinkStatus NoteVitalSigns(long nowMs)
    {
        if (_network == null)
        {
            return LinkStatus.NotProvisioned;
        }

        bool isNoted = _vitalSigns.NoteNow(nowMs);
        NextDueMs = isNoted ? NextDueMs : nowMs;
        return isNoted ? LinkStatus.Ok : LinkStatus.Pending;
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
    public LinkStatus SendMessageOnce(byte[] request, int offset, int length, long nowMs, out uint counter)
    {
        counter = 0;
        if (_network == null)
        {
            return LinkStatus.NotProvisioned;
        }

        NextDueMs = nowMs;
        return _network.SendMessageOnce(request, offset, length, nowMs, out counter);
    }

    /// <inheritdoc/>
    public int ReadText(int place, int from, byte[] target, int offset, int maxBytes, long nowMs)
    {
        ShownText text = new ShownText();
        return _network == null || !_network.TryReadText(place, text, nowMs) ? 0 : TextEntry.Write(text, from, target, offset, maxBytes, nowMs);
    }

    /// <inheritdoc/>
    public void Statistics(NodeStatistics statistics, long nowMs)
    {
        statistics.DutyCyclePerMille = (ushort)_hardware.DutyCyclePerMille;
        statistics.AirtimeUsedMs = _network == null ? 0 : (uint)_network.Engine.Budget.UsedMs(nowMs);
        statistics.AirtimeLimitMs = _network == null ? 0 : (uint)_network.Engine.Budget.LimitMs;
        statistics.SignaturesChecked = _network == null ? 0 : (uint)_network.Trust.Verifier.Verified;
        statistics.Texts = (ushort)(_network == null ? 0 : _network.Board.Count);
        statistics.BatteryMillivolts = (ushort)Power.BatteryMillivolts;
        statistics.BatteryPercent = (byte)(Power.BatteryMillivolts == 0 ? 0 : BatteryCurve.Percent(Power.BatteryMillivolts));
        statistics.Power = (byte)PowerState;
        statistics.LongestPassMs = (uint)_longestPassMs;
        statistics.Neighbours = (ushort)(_network == null ? 0 : _network.Engine.NeighbourCount);
        statistics.FramesHeld = (ushort)(_network == null ? 0 : _network.Engine.FramesHeld);
        statistics.FramesQueued = (ushort)(_network == null ? 0 : _network.Engine.FramesQueued);
        statistics.FramesStored = (ushort)(_network == null ? 0 : _network.FramesStored);
        statistics.FramesReceived = _network == null ? 0 : _network.Engine.FramesReceived;
        statistics.FramesSent = _network == null ? 0 : _network.Engine.FramesSent;
        statistics.NetworkSeconds = _network == null ? 0 : _network.Trust.Time.Seconds(nowMs);
        statistics.IsTimeKnown = _network != null && _network.Trust.Time.IsKnown;
        statistics.ChannelRssiDbm = _network == null ? NodeStatistics.NotMeasured : _hardware.Radio.ChannelRssiDbm();
    }

    /// <inheritdoc/>
    public uint NextLogIndex
    {
        get { return _log.NextIndex; }
    }

    /// <inheritdoc/>
    public uint TextsAdded
    {
        get { return _network == null ? 0 : _network.Board.Added; }
    }

    /// <inheritdoc/>
    public int GetSettings(byte[] target, int offset)
    {
        return _settings.Write(target, offset, false);
    }

    /// <inheritdoc/>
    public LinkStatus SetSettings(byte[] request, int offset, int length, long nowMs, out SettingsFault fault)
    {
        fault = SettingsFault.None;
        if (IsErasing)
        {
            return LinkStatus.Busy;
        }

        _erasure = Erasure.None;
        NodeSettings changed = new NodeSettings();
        fault = changed.TryRead(request, offset, length, _hardware.Board);
        if (fault != SettingsFault.None)
        {
            return LinkStatus.Refused;
        }

        if (!changed.HasPassword)
        {
            changed.WifiPassword = _settings.WifiPassword;
            changed.HasPassword = true;
        }

        if (!changed.Save(_hardware.Storage))
        {
            return LinkStatus.StorageFailed;
        }

        _settings = changed;
        _log.Write(LogCode.SettingsChanged, (int)changed.Band, (int)changed.Radio.FrequencyHz, nowMs);
        if (_network == null)
        {
            // Nobody is on the air with it yet. In a network the radio keeps what it was started with until the next start.
            UseSettings();
            StartRadio(nowMs);
            Join(nowMs);
            NextDueMs = nowMs;
        }

        return LinkStatus.Ok;
    }

    /// <inheritdoc/>
    public int ReadNeighbours(int from, byte[] target, int offset, int maxBytes, long nowMs)
    {
        if (_network == null)
        {
            return 0;
        }

        // Made when a tool asks: for good it would take heap.
        NeighbourEntry neighbour = new NeighbourEntry();
        int written = 0;
        int place = 0;
        for (int i = 0; i < _network.Engine.NeighbourPlaces && written + NeighbourEntry.Size <= maxBytes; i++)
        {
            if (!_network.Engine.TryGetNeighbour(i, nowMs, out ushort address, out int snrQuarterDb, out int quality, out bool hearsUs, out long silentMs)
                || place++ < from)
            {
                continue;
            }

            neighbour.Address = address;
            neighbour.SnrQuarterDb = snrQuarterDb;
            neighbour.Quality = (byte)quality;
            neighbour.HearsUs = hearsUs;
            neighbour.SilentSeconds = (uint)(silentMs / 1000);
            neighbour.Write(target, offset + written);
            written += NeighbourEntry.Size;
        }

        return written;
    }

    /// <inheritdoc/>
    public int SelfTest(int from, byte[] target, int offset, int maxBytes)
    {
        if (_selfTest == null)
        {
            _selfTest = new SelfTestReport(_hardware.Meters);
        }

        if (from == SelfTestReport.Start && !_selfTest.IsRunning)
        {
            _selfTest.Begin(NodeSelfTest.Checks(_hardware.SpareAes, Texts.Decoder, _hardware.Storage, _hardware.Radio));
            NextDueMs = 0;
        }

        return _selfTest.Write(from, target, offset, maxBytes);
    }

    /// <inheritdoc/>
    public LinkStatus Probe(long nowMs)
    {
        if (_network == null)
        {
            return LinkStatus.NotProvisioned;
        }

        _network.Engine.Probe(nowMs);
        NextDueMs = nowMs;
        return LinkStatus.Ok;
    }

    /// <inheritdoc/>
    public void Reboot()
    {
        Restart = RestartReason.Requested;
    }

    /// <inheritdoc/>
    public LinkStatus Panic(long nowMs)
    {
        // Restart waits until all is erased.
        return IsErasing || BeginErase(Erasure.RunningBeforeRestart, nowMs) ? LinkStatus.Ok : LinkStatus.StorageFailed;
    }
}
