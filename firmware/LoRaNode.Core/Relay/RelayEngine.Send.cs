using LoRaNode.Core.Frames;
using LoRaNode.Radio;

namespace LoRaNode.Core.Relay;

// Choosing what goes next, and building it.
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
    private const int LookDue = -7;
    private const int HintDue = -8;

    /// <summary>Time of one contention slot: CAD, turnaround and the two symbols after which another CAD sees the transmission.</summary>
    private int SlotMs
    {
        get { return (int)(RelayTiming.SlotSymbols * TimeOnAir.SymbolMicroseconds(_options.Radio) / 1000) + (2 * _options.TurnaroundMs); }
    }

    private int AirtimeMs(int length)
    {
        return (int)((TimeOnAir.Microseconds(_options.Radio, length) + 999) / 1000);
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

            long heldUpMs = HeldUpMs(i, nowMs);
            if (heldUpMs > nowMs)
            {
                _store.DueMs[i] = heldUpMs;
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

        bool canAsk = AllowsQuestion(nowMs);
        if (canAsk && _askDueMs <= nowMs && bestPriority > 0)
        {
            return AskDue;
        }

        if (canAsk && best < 0 && _hintDueMs <= nowMs)
        {
            return HintDue;
        }

        if (canAsk && best < 0 && IsQuickWant && _wantDueMs <= nowMs)
        {
            return WantDue;
        }

        if (best < 0 && IsWaveNear(nowMs))
        {
            return NothingDue;
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

    /// <summary>
    /// True when a short question of this node's own may be sent. Otherwise questions and hints that are due are given up: they are about the
    /// last half minute, and the airtime comes back minutes later, when summaries tell more.
    /// </summary>
    private bool AllowsQuestion(long nowMs)
    {
        if (_budget.Allows(1, AirtimeMs(ShortestItem), nowMs))
        {
            return true;
        }

        _askDueMs = _askDueMs <= nowMs ? long.MaxValue : _askDueMs;
        _hintDueMs = _hintDueMs <= nowMs ? long.MaxValue : _hintDueMs;
        return false;
    }

    /// <summary>
    /// True while an item may still be on its way past here: short frames of this node's own wait until that wave has passed, for
    /// they would meet it at nodes that hear both. A long series of waves holds them up for a limited time only.
    /// </summary>
    private bool IsWaveNear(long nowMs)
    {
        long passed = _lastItemMs + ((long)AirtimeMs(_lastItemLength) * RelayTiming.WavePercent / 100);
        bool isDue = _wantDueMs <= nowMs || _summaryDueMs <= nowMs || _beaconDueMs <= nowMs;
        if (!isDue || nowMs >= passed)
        {
            _heldUpMs = isDue ? _heldUpMs : nowMs;
            return false;
        }

        if (nowMs - _heldUpMs > RelayTiming.MostWaveMs)
        {
            return false;
        }

        PostponeLocal(nowMs, passed + _random.Next(RelayTiming.WaveSpreadMs));
        return true;
    }

    private void PostponeLocal(long nowMs, long untilMs)
    {
        _wantDueMs = _wantDueMs <= nowMs ? untilMs : _wantDueMs;
        _summaryDueMs = _summaryDueMs <= nowMs ? untilMs : _summaryDueMs;
        _beaconDueMs = _beaconDueMs <= nowMs ? untilMs : _beaconDueMs;
    }

    private long _heldUpMs;

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
            return slot == AskDue ? BuildAsk(nowMs) : slot == HintDue ? BuildHint(nowMs) : slot == WantDue ? BuildWant(nowMs) : BuildSummary(nowMs);
        }

        TransmitPurpose = (_store.Flags[slot] & ItemFlags.Repair) != 0 ? TransmitPurpose.Repair : TransmitPurpose.Item;
        return BuildRelay(slot);
    }

    private bool BuildRelay(int slot)
    {
        _transmitLength = _store.Copy(slot, _frame);
        if (_transmitLength == 0)
        {
            // The medium lost it: whoever lacks it gets it from somebody else.
            Forget(slot, true);
            return false;
        }

        FrameHeader.SetTransmitter(_frame, _options.Address);
        int hops = _store.HopsLeft[slot];
        FrameHeader.SetHopsLeft(_frame, _store.Origin[slot] == _options.Address || hops == 0 ? FrameHeader.MaxHops : hops - 1);
        if (IsAddressed(_store.Type[slot]))
        {
            MarkDistance(slot);
        }

        return true;
    }
}
