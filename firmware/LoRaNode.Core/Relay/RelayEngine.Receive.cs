using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// What comes in: dedupe, authentication, judgement, and the plan that follows.
public sealed partial class RelayEngine
{
    /// <summary>A frame came with a good CRC. Any bytes are safe.</summary>
    /// <param name="frame">The frame; not kept.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="snrQuarterDb">SNR in quarters of a decibel.</param>
    /// <param name="rssiDbm">Strength in dBm.</param>
    /// <param name="nowMs">Monotonic milliseconds, at the end of the frame.</param>
    public void OnFrame(byte[] frame, int length, int snrQuarterDb, int rssiDbm, long nowMs)
    {
        if (!FrameHeader.IsPlausible(frame, length) || FrameHeader.Transmitter(frame) == _options.Address)
        {
            return;
        }

        FramesReceived++;
        OnReadable(length, nowMs);
        FrameType type = FrameHeader.Type(frame);
        ushort origin = FrameHeader.Origin(frame);
        ushort transmitter = FrameHeader.Transmitter(frame);
        uint counter = FrameHeader.Counter(frame);
        if (type == FrameType.Beacon)
        {
            OnLocal(frame, length, origin, counter, snrQuarterDb, nowMs);
            return;
        }

        int slot = _store.Find(type, origin, counter);
        if (slot >= 0)
        {
            if (_store.IsSame(slot, frame, length))
            {
                OnFrameEnd(nowMs);
                _neighbours.Heard(transmitter, snrQuarterDb, nowMs);
                OnItemHeard(length, nowMs);
                if (IsAddressed(type))
                {
                    OnAddressedCopy(slot, frame, snrQuarterDb, nowMs);
                }
                else
                {
                    OnCopy(slot, transmitter, snrQuarterDb, nowMs);
                }
            }

            return;
        }

        if (origin == _options.Address)
        {
            return;
        }

        if (!_replay.IsFresh(type, origin, counter))
        {
            OnHadBefore(Hash(type, origin, counter), nowMs);
            return;
        }

        int payloadLength = _cipher.Open(frame, length, _payload);
        int prefix = payloadLength < 0 ? -1 : ItemPrefix.Parse(_payload, payloadLength, type);
        if (prefix < 0)
        {
            return;
        }

        OnFrameEnd(nowMs);
        OnNew(frame, length, type, origin, counter, payloadLength, prefix, snrQuarterDb, nowMs);
    }

    /// <summary>The owner's verdict on an item that was <see cref="FrameVerdict.Pending"/>; handles of items that are gone are ignored.</summary>
    public void Resolve(int handle, FrameVerdict verdict, long nowMs)
    {
        int slot = _store.SlotOf(handle);
        if (slot < 0 || _store.State[slot] != ItemState.Judging || verdict == FrameVerdict.Pending)
        {
            return;
        }

        if (IsSigned(_store.Type[slot]))
        {
            // What a verification takes here it takes elsewhere: relays of signed items are awaited that much longer.
            long tookMs = nowMs - _store.ReceivedMs[slot];
            _verifyMs = tookMs > MostVerifyMs ? MostVerifyMs : (int)tookMs;
        }

        ResolveSlot(slot, verdict, nowMs);
    }

    /// <summary>Applies a verdict to an item and all its fragments.</summary>
    private void ResolveSlot(int head, FrameVerdict verdict, long nowMs)
    {
        FrameType type = _store.Type[head];
        ushort origin = _store.Origin[head];
        uint first = _store.Counter[head] - _store.FragmentIndex[head];
        int count = _store.FragmentCount[head];
        for (uint i = 0; i < count; i++)
        {
            int slot = _store.Find(type, origin, first + i);
            if (slot < 0)
            {
                continue;
            }

            bool waited = _store.State[slot] == ItemState.Judging;

            if (verdict == FrameVerdict.Later)
            {
                if (slot != _transmitSlot)
                {
                    Forget(slot, false);
                }

                continue;
            }

            // Anybody with the network key can put an honest origin's next number on a forged item: refusing it must not use up
            // the number. The owner knows the bytes again if they come back.
            if (verdict != FrameVerdict.Refuse || !IsSigned(type))
            {
                _replay.Accept(type, origin, first + i, nowMs);
            }

            if (verdict == FrameVerdict.Refuse)
            {
                if (slot != _transmitSlot)
                {
                    // The key of a forged item must not keep this node from asking for the true one.
                    Forget(slot, !IsSigned(type));
                }

                continue;
            }

            _store.State[slot] = ItemState.Held;
            if (IsOffered(type))
            {
                _need -= _need / NeedShare;
                OnNews(type, nowMs);
            }

            if (waited && _store.DueMs[slot] != FrameStore.Never && _store.DueMs[slot] < nowMs)
            {
                // All who heard the same copy are ready at the same time: contend anew.
                Plan(slot, 0, nowMs);
            }
        }
    }

    /// <summary>
    /// Copies a fragment of an item into <paramref name="target"/> (at least 255 bytes), for the owner's own storage; fragment 0 of an item of one
    /// frame is that frame. May be called from within <see cref="IRelayHost.Judge"/>. Returns its length, or -1 when there is no such fragment.
    /// </summary>
    public int CopyFragment(int handle, int index, byte[] target)
    {
        int slot = _store.SlotOf(handle);
        if (slot >= 0 && index != _store.FragmentIndex[slot])
        {
            slot = index >= _store.FragmentCount[slot] ? -1 : _store.Find(_store.Type[slot], _store.Origin[slot], _store.Counter[slot] - _store.FragmentIndex[slot] + (uint)index);
        }

        int length = slot < 0 ? 0 : _store.Copy(slot, target);
        return length > 0 ? length : -1;
    }

    /// <summary>Copies the frame of an item that is held, by its identity. Returns its length, or -1 when the item is gone.</summary>
    public int CopyFrame(FrameType type, ushort origin, uint counter, byte[] target)
    {
        int slot = _store.Find(type, origin, counter);
        int length = slot < 0 ? 0 : _store.Copy(slot, target);
        return length > 0 ? length : -1;
    }

    private void OnNew(byte[] frame, int length, FrameType type, ushort origin, uint counter, int payloadLength, int prefix, int snrQuarterDb, long nowMs)
    {
        ushort destination = ItemPrefix.Destination(_payload, type);
        ushort transmitter = FrameHeader.Transmitter(frame);
        bool isForUs = destination == FrameHeader.Everyone || destination == _options.Address;
        _neighbours.Heard(transmitter, snrQuarterDb, nowMs);
        OnItemHeard(length, nowMs);
        _routes.Learn(origin, FrameHeader.MaxHops - FrameHeader.HopsLeft(frame) + 1);
        if (type == FrameType.Receipt && isForUs)
        {
            _replay.Accept(type, origin, counter, nowMs);
            OnAcknowledged(origin, prefix, payloadLength, nowMs);
            return;
        }

        int fragments = ItemPrefix.FragmentCount(_payload, prefix);
        int index = ItemPrefix.FragmentIndex(_payload, prefix);
        ItemState state = fragments == 1 ? ItemState.Judging : ItemState.Held;
        long expiresMs = nowMs + (fragments > 1 ? FragmentLifetimeMs : isForUs ? JudgingLimitMs : UnicastLifetimeMs);
        int slot = MakeRoom(frame, length) ? _store.Add(frame, length, state, nowMs, expiresMs) : -1;
        if (slot < 0)
        {
            // No use in asking for it.
            NoteGone(type, origin, counter);
            return;
        }

        _store.FragmentCount[slot] = (byte)fragments;
        _store.FragmentIndex[slot] = (byte)index;
        Cover(slot, transmitter);
        OnWantedCame(HashOf(slot), nowMs);
        if (ItemPrefix.WantsReceipts(_payload) && index == 0 && IsOffered(type))
        {
            BeginReceipt(slot, transmitter, nowMs);
        }

        if (IsAddressed(type))
        {
            PlanAddressed(slot, frame, destination, snrQuarterDb, nowMs);
        }
        else
        {
            Plan(slot, snrQuarterDb, nowMs);
        }

        if (fragments > 1)
        {
            _replay.Accept(type, origin, counter, nowMs);
            if (IsOffered(type))
            {
                OnNews(type, nowMs);
            }

            OnFragment(slot, destination, nowMs);
        }
        else
        {
            JudgeWhole(slot, destination, payloadLength, prefix, nowMs);
        }

        if (type == FrameType.Unicast && destination == _options.Address)
        {
            AcknowledgeWhole(type, origin, counter, nowMs);
        }
    }

    private void JudgeWhole(int slot, ushort destination, int payloadLength, int prefix, long nowMs)
    {
        int handle = _store.HandleOf(slot);
        long expiresMs = nowMs + UnicastLifetimeMs;
        FrameVerdict verdict = FrameVerdict.Accept;
        if (destination == FrameHeader.Everyone || destination == _options.Address)
        {
            Array.Copy(_payload, prefix, _assembly, 0, payloadLength - prefix);
            verdict = _host.Judge(handle, _store.Type[slot], _store.Origin[slot], _store.Counter[slot], _assembly, payloadLength - prefix, nowMs, out expiresMs);
        }

        _store.SetExpiresMs(slot, expiresMs);
        if (verdict != FrameVerdict.Pending)
        {
            ResolveSlot(slot, verdict, nowMs);
        }
    }

    /// <summary>Acknowledges a unicast item for this node once all of it is here.</summary>
    private void AcknowledgeWhole(FrameType type, ushort origin, uint counter, long nowMs)
    {
        int slot = _store.Find(type, origin, counter);
        if (slot < 0)
        {
            return;
        }

        uint first = counter - _store.FragmentIndex[slot];
        for (uint i = 0; i < _store.FragmentCount[slot]; i++)
        {
            if (_store.Find(type, origin, first + i) < 0)
            {
                return;
            }
        }

        Acknowledge(origin, first, nowMs);
    }

    private void OnLocal(byte[] frame, int length, ushort origin, uint counter, int snrQuarterDb, long nowMs)
    {
        // A neighbour's own frame: the transmitter is the origin, or somebody plays with the header.
        bool isFresh = _replay.IsFresh(FrameType.Beacon, origin, counter);
        if (FrameHeader.Transmitter(frame) != origin || (!isFresh && !_replay.IsNotedAhead(FrameType.Beacon, origin, counter)))
        {
            return;
        }

        int payloadLength = _cipher.Open(frame, length, _payload);
        if (payloadLength < 1)
        {
            return;
        }

        OnFrameEnd(nowMs);
        bool isProved = IsAnswerToUs(payloadLength);
        if (isFresh)
        {
            _replay.Accept(FrameType.Beacon, origin, counter, nowMs);
        }
        else if (isProved)
        {
            _replay.AcceptProved(FrameType.Beacon, origin, counter, nowMs);
        }
        else
        {
            // Perhaps a recording of the time before the start, perhaps not: whoever sent it is asked.
            ProbeForProof(nowMs);
            return;
        }

        int entry = _neighbours.Heard(origin, snrQuarterDb, nowMs);
        if (isProved)
        {
            _neighbours.Mark(entry, NeighbourTable.Present);
        }

        if (entry >= 0 && _neighbours.IsWell(entry) && !_rhythm.IsSaver)
        {
            // What passes while this node sleeps is not lost on the way.
            _neighbours.Loss.Note(_neighbours.LocalCounter[entry], counter);
        }

        NoteLocal(entry, counter);
        if ((_payload[0] & LocalKind.Mask) == LocalKind.Beacon)
        {
            OnBeacon(payloadLength, origin, counter, entry, nowMs);
        }
        else if ((_payload[0] & LocalKind.Mask) == LocalKind.Summary)
        {
            OnSummary(payloadLength, origin, (byte)counter, nowMs);
        }
        else if ((_payload[0] & LocalKind.Mask) == LocalKind.Hint)
        {
            OnHint(payloadLength, origin, (byte)counter, nowMs);
        }
        else if ((_payload[0] & LocalKind.Mask) == LocalKind.Count)
        {
            OnReceiptCount(payloadLength, origin, nowMs);
        }
        else if ((_payload[0] & LocalKind.Mask) == LocalKind.Request)
        {
            OnAsk(payloadLength, origin, nowMs);
        }
    }

    private void OnCopy(int slot, ushort transmitter, int snrQuarterDb, long nowMs)
    {
        if (_store.Copies[slot] < byte.MaxValue)
        {
            _store.Copies[slot]++;
        }

        Cover(slot, transmitter);
        OnPassedOn(slot, transmitter, nowMs);
        if ((_store.Flags[slot] & ItemFlags.Repair) != 0)
        {
            _store.Flags[slot] &= unchecked((byte)~(ItemFlags.Repair | ItemFlags.Unheard));
            _store.DueMs[slot] = FrameStore.Never;
        }

        Plan(slot, snrQuarterDb, nowMs);
    }

    // Long enough for retries over 31 hops; a unicast frame is of no use to anybody else.
    private const int UnicastLifetimeMs = 120_000;

    // A longer measurement is that of a queue.
    private const int MostVerifyMs = 5_000;

    private int _verifyMs;

    // A verification that never ends (the owner was reset) must not hold a slot for ever.
    private const int JudgingLimitMs = 60_000;

    /// <summary>Wait where nothing is known of the neighbours: grows with the SNR heard, so that far nodes go first.</summary>
    private int ContentionMs(int snrQuarterDb)
    {
        int floor = SnrFloorQuarterDb((int)_options.Radio.SpreadingFactor);
        int above = snrQuarterDb - floor;
        if (above < 0)
        {
            above = 0;
        }

        int slots = above / 6;
        if (slots > 16)
        {
            slots = 16;
        }

        return (slots * SlotMs) + _random.Next(2 * SlotMs);
    }

    /// <summary>SNR at which a spreading factor is just decodable (SX1276 datasheet rev. 7, table 13), in quarters of a decibel.</summary>
    private static int SnrFloorQuarterDb(int spreadingFactor)
    {
        // -5 dB at SF6, then 2.5 dB a step.
        return -20 - (10 * (spreadingFactor - 6));
    }
}
