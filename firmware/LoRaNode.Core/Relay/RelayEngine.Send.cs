using System;
using LoRaNode.Core.Frames;
using LoRaNode.Radio;

namespace LoRaNode.Core.Relay;

// Making frames, choosing what goes next, and the limits of time.
public sealed partial class RelayEngine
{
    // Longer than any CAD and any delay of the owner's loop: after it the radio is taken to have been reset.
    private const int RadioAnswerMs = 2_000;

    // What PickDue returns besides slots of the store.
    private const int NothingDue = -1;
    private const int BeaconDue = -2;
    private const int AskDue = -3;
    private const int WantDue = -4;
    private const int SummaryDue = -5;
    private const int ReceiptDue = -6;

    private const int ExpiryCheckMs = 1_000;

    private long _expiryDueMs;

    /// <summary>
    /// Takes an item of this node to the queue: alert, trust or message for everyone. Payloads longer than a frame are cut into
    /// fragments. Nothing is judged: the owner has it already.
    /// </summary>
    /// <param name="type">Alert, trust or message.</param>
    /// <param name="payload">The plain payload.</param>
    /// <param name="length">Its length in bytes: 0 to <see cref="MaxItemPayload"/>.</param>
    /// <param name="receipts">True to learn how many nodes it reached (<see cref="IRelayHost.OnReached"/>); that costs airtime.</param>
    /// <param name="lifetimeMs">How long it is kept and offered, from now.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <returns>A handle, or -1 when it does not fit, no counter can be had, or the store holds more important things.</returns>
    public int Originate(FrameType type, byte[] payload, int length, bool receipts, long lifetimeMs, long nowMs)
    {
        if (type != FrameType.Alert && type != FrameType.Trust && type != FrameType.Message)
        {
            return -1;
        }

        return OriginateItem(type, FrameHeader.Everyone, payload, length, receipts, lifetimeMs, nowMs);
    }

    /// <summary>Takes an item of this node for one other node to the queue; <see cref="IRelayHost.OnUnicastEnded"/> tells how it ended.</summary>
    /// <param name="destination">Address of the node that it is for.</param>
    /// <param name="payload">The plain payload.</param>
    /// <param name="length">Its length in bytes: 0 to <see cref="MaxItemPayload"/>.</param>
    /// <param name="lifetimeMs">When it is given up, from now.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <returns>A handle, or -1 as in <see cref="Originate"/>.</returns>
    public int OriginateUnicast(ushort destination, byte[] payload, int length, long lifetimeMs, long nowMs)
    {
        if (destination == FrameHeader.NoAddress || destination == FrameHeader.Everyone || destination == _options.Address)
        {
            return -1;
        }

        int handle = OriginateItem(FrameType.Unicast, destination, payload, length, false, lifetimeMs, nowMs);
        if (handle >= 0 && !BeginUnicast(handle, nowMs))
        {
            int slot = _store.SlotOf(handle);
            uint first = _store.Counter[slot];
            int count = _store.FragmentCount[slot];
            for (uint i = 0; i < count; i++)
            {
                int fragment = _store.Find(FrameType.Unicast, _options.Address, first + i);
                if (fragment >= 0)
                {
                    _store.Remove(fragment);
                }
            }

            return -1;
        }

        return handle;
    }

    /// <summary>
    /// Gives back a frame that was accepted before a reboot (see <see cref="CopyFrame"/>), so that late joiners find it here
    /// again. It is not relayed of itself. False when it is not a frame, is held already or does not fit.
    /// </summary>
    public bool Restore(byte[] frame, int length, long expiresAtMs, long nowMs)
    {
        if (!FrameHeader.IsPlausible(frame, length)
            || _store.Find(FrameHeader.Type(frame), FrameHeader.Origin(frame), FrameHeader.Counter(frame)) >= 0)
        {
            return false;
        }

        return _store.Add(frame, length, ItemState.Held, nowMs, expiresAtMs) >= 0;
    }

    /// <summary>Forgets everything that was received or is to be sent, as when keys are erased.</summary>
    public void Erase()
    {
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free)
            {
                _store.Remove(i);
            }
        }

        _neighbours.Clear();
        _routes.Clear();
        _watch.Clear();
        Array.Clear(_frame, 0, _frame.Length);
        Array.Clear(_frameCopy, 0, _frameCopy.Length);
        Array.Clear(_payload, 0, _payload.Length);
        Array.Clear(_assembly, 0, _assembly.Length);
    }

    private int OriginateItem(FrameType type, ushort destination, byte[] payload, int length, bool receipts, long lifetimeMs, long nowMs)
    {
        int fragments = ItemPrefix.FragmentsFor(type, length);
        if (length < 0 || fragments > MaxFragments)
        {
            return -1;
        }

        int handle = -1;
        uint first = 0;
        int done = 0;
        for (int i = 0; i < fragments; i++)
        {
            uint counter;
            if (!_counters.TryTake(type, out counter))
            {
                return -1;
            }

            if (i == 0)
            {
                first = counter;
            }
            else if (counter != first + (uint)i)
            {
                return -1;
            }

            int prefix = ItemPrefix.Write(_payload, type, receipts, fragments, i, destination);
            int part = Math.Min(length - done, FrameHeader.MaxPayload - prefix);
            FrameHeader.Write(_frame, type, _options.Epoch, FrameHeader.MaxHops, _options.Address, _options.Address, counter);
            Array.Copy(_payload, 0, _frame, FrameHeader.Size, prefix);
            Array.Copy(payload, done, _frame, FrameHeader.Size + prefix, part);
            done += part;
            int frameLength = _cipher.Seal(_frame, prefix + part);
            int slot = frameLength < 0 ? -1 : StoreFrame(frameLength, ItemState.Held, nowMs, nowMs + lifetimeMs);
            if (slot < 0)
            {
                return -1;
            }

            _store.FragmentIndex[slot] = (byte)i;
            _store.FragmentCount[slot] = (byte)fragments;
            _store.DueMs[slot] = nowMs;
            NodeSet.Add(_store.Covered, slot * NodeSet.Words, NeighbourTable.Self);
            if (i == 0)
            {
                handle = _store.HandleOf(slot);
                if (receipts)
                {
                    BeginReceipt(slot, FrameHeader.NoAddress, nowMs);
                }
            }

            if (IsOffered(type))
            {
                OnNews(nowMs);
            }
        }

        return handle;
    }

    /// <summary>Time of one contention slot: CAD, turnaround and the two symbols after which another CAD sees the transmission.</summary>
    private int SlotMs
    {
        get { return (int)(RelayTiming.SlotSymbols * TimeOnAir.SymbolMicroseconds(_options.Radio) / 1000) + (2 * _options.TurnaroundMs); }
    }

    private int AirtimeMs(int length)
    {
        return (int)((TimeOnAir.Microseconds(_options.Radio, length) + 999) / 1000);
    }

    private int StoreFrame(int length, ItemState state, long nowMs, long expiresMs)
    {
        return MakeRoom(_frame, length) ? _store.Add(_frame, length, state, nowMs, expiresMs) : -1;
    }

    /// <summary>
    /// Makes room for a frame: of the least important priority that the store holds, the oldest item of the origin with the most
    /// goes. False when all that is held is more important.
    /// </summary>
    private bool MakeRoom(byte[] frame, int length)
    {
        int priority = FramePriority.Of(FrameHeader.Type(frame));
        while (!_store.HasRoom(length))
        {
            int victim = -1;
            int worst = priority;
            int most = 0;
            for (int i = 0; i < _store.Slots; i++)
            {
                if (_store.State[i] == ItemState.Free || _store.State[i] == ItemState.Judging || i == _transmitSlot)
                {
                    continue;
                }

                int theirs = FramePriority.Of(_store.Type[i]);
                if (theirs < worst)
                {
                    continue;
                }

                int count = CountOf(_store.Origin[i], theirs);
                if (victim < 0 || theirs > worst || count > most || (count == most && _store.ReceivedMs[i] < _store.ReceivedMs[victim]))
                {
                    victim = i;
                    worst = theirs;
                    most = count;
                }
            }

            if (victim < 0)
            {
                return false;
            }

            Drop(victim);
        }

        return true;
    }

    private int CountOf(ushort origin, int priority)
    {
        int count = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free && _store.Origin[i] == origin && FramePriority.Of(_store.Type[i]) == priority)
            {
                count++;
            }
        }

        return count;
    }

    private void Drop(int slot)
    {
        // What was never judged (too much waited for a signature) may be offered again; only what was held counts as had.
        Forget(slot, _store.State[slot] != ItemState.Judging);
    }

    private void Forget(int slot, bool asKnown)
    {
        if (asKnown)
        {
            NoteGone(_store.Type[slot], _store.Origin[slot], _store.Counter[slot]);
        }

        int watch = _watch.Find(slot);
        if (watch >= 0)
        {
            _watch.Remove(watch);
        }

        _store.Remove(slot);
    }

    private void Tick(long nowMs)
    {
        if (_beaconDueMs < 0)
        {
            _beaconDueMs = nowMs + _random.Next(FirstBeaconMs);
        }

        DropSwept();
        CheckWatch(nowMs);
        CheckUnicasts(nowMs);
        if (nowMs < _expiryDueMs)
        {
            return;
        }

        _expiryDueMs = nowMs + ExpiryCheckMs;
        _neighbours.Expire(nowMs - NeighbourLifetimeMs());
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free && _store.ExpiresMs[i] <= nowMs && i != _transmitSlot)
            {
                Drop(i);
            }
        }
    }

    /// <summary>Four beacons may be missed before a neighbour is forgotten; its rhythm is about that of this node.</summary>
    private long NeighbourLifetimeMs()
    {
        long interval = _beaconIntervalMs < ShortestSteadyBeaconMs * 4 ? ShortestSteadyBeaconMs * 4 : _beaconIntervalMs;
        return 4 * interval;
    }

    /// <summary>The slot of the most important item that is due and affordable; or <see cref="BeaconDue"/> or <see cref="NothingDue"/>.</summary>
    private int PickDue(long nowMs)
    {
        int best = -1;
        int bestPriority = FramePriority.Count;
        int bestSpent = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Held || _store.DueMs[i] > nowMs)
            {
                continue;
            }

            int priority = FramePriority.Of(_store.Type[i]);
            int airtimeMs = AirtimeMs(_store.Length[i]);
            if (!_budget.Allows(priority, airtimeMs, nowMs))
            {
                _store.DueMs[i] = _budget.AllowedAtMs(priority, airtimeMs, nowMs);
                continue;
            }

            int spent = _shares.SpentMs(_store.Origin[i]);
            if (priority < bestPriority
                || (priority == bestPriority && (spent < bestSpent || (spent == bestSpent && _store.DueMs[i] < _store.DueMs[best]))))
            {
                best = i;
                bestPriority = priority;
                bestSpent = spent;
            }
        }

        if (_askDueMs <= nowMs && bestPriority > 0 && _budget.Allows(1, AirtimeMs(ShortestItem), nowMs))
        {
            return AskDue;
        }

        if (best < 0 && !AllowsLocal(nowMs))
        {
            return NothingDue;
        }

        if (best < 0 && _wantDueMs <= nowMs)
        {
            return WantDue;
        }

        if (best < 0 && _receipts.NextDueMs <= nowMs)
        {
            return ReceiptDue;
        }

        if (best < 0 && _summaryDueMs <= nowMs)
        {
            return SummaryDue;
        }

        if (best >= 0 || _beaconDueMs > nowMs)
        {
            return best;
        }

        int beaconMs = BeaconAirtimeMs;
        if (!_budget.Allows(FramePriority.Of(FrameType.Beacon), beaconMs, nowMs))
        {
            _beaconDueMs = _budget.AllowedAtMs(FramePriority.Of(FrameType.Beacon), beaconMs, nowMs);
            return NothingDue;
        }

        return BeaconDue;
    }

    /// <summary>True when a short frame of this node's own may be sent; otherwise they all wait until one may.</summary>
    private bool AllowsLocal(long nowMs)
    {
        int airtimeMs = AirtimeMs(LongestControl);
        if ((_wantDueMs > nowMs && _summaryDueMs > nowMs && _receipts.NextDueMs > nowMs) || _budget.Allows(2, airtimeMs, nowMs))
        {
            return true;
        }

        long allowed = _budget.AllowedAtMs(2, airtimeMs, nowMs);
        _wantDueMs = _wantDueMs <= nowMs ? allowed : _wantDueMs;
        _summaryDueMs = _summaryDueMs <= nowMs ? allowed : _summaryDueMs;
        for (int i = 0; i < ReceiptTable.Items; i++)
        {
            _receipts.DueMs[i] = _receipts.DueMs[i] <= nowMs ? allowed : _receipts.DueMs[i];
        }

        return false;
    }

    private const int LongestControl = FrameHeader.MaxFrame;

    private bool Build(int slot, long nowMs)
    {
        if (slot == BeaconDue)
        {
            TransmitPurpose = TransmitPurpose.Beacon;
            if (BuildBeacon(nowMs))
            {
                return true;
            }

            _beaconDueMs = nowMs + FirstBeaconMs;
            return false;
        }

        if (slot == ReceiptDue)
        {
            TransmitPurpose = TransmitPurpose.Receipt;
            return BuildReceipt(nowMs);
        }

        if (slot < 0)
        {
            TransmitPurpose = slot == SummaryDue && IsSummarySteady ? TransmitPurpose.Beacon : TransmitPurpose.Control;
            return slot == AskDue ? BuildAsk(nowMs) : slot == WantDue ? BuildWant(nowMs) : BuildSummary(nowMs);
        }

        TransmitPurpose = (_store.Flags[slot] & ItemFlags.Repair) != 0 ? TransmitPurpose.Repair : TransmitPurpose.Item;
        BuildRelay(slot);
        return true;
    }

    private void BuildRelay(int slot)
    {
        _transmitLength = _store.Copy(slot, _frame);
        FrameHeader.SetTransmitter(_frame, _options.Address);
        int hops = _store.HopsLeft[slot];
        FrameHeader.SetHopsLeft(_frame, _store.Origin[slot] == _options.Address || hops == 0 ? hops : hops - 1);
        if (IsAddressed(_store.Type[slot]))
        {
            MarkDistance(slot);
        }
    }
}
