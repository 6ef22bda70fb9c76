using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Repair in time: summaries of what is held, by Trickle, so that whoever lacks something learns of it and gets it.
public sealed partial class RelayEngine
{
    // Largest doubling of the summary interval: 3 s to 192 s.
    private const int FirstSummaryMs = 3_000;

    // Where the keys begin in a summary of what came lately: kind, how far back it reaches, hash of what is held.
    private const int KeysAt = 4;

    private static bool IsOffered(FrameType type)
    {
        return type == FrameType.Alert || type == FrameType.Trust || type == FrameType.Message;
    }

    // Whether the next summary is one that follows the last because nothing new came.
    private bool _isContinued;

    /// <summary>A new item came: others near may lack it.</summary>
    private void OnNews(FrameType type, long nowMs)
    {
        _newsMs = nowMs;
        if (type == FrameType.Alert)
        {
            NoteAlert(nowMs);
        }

        _calm = _calm > CalmLimit ? CalmLimit : _calm;
        if (_isContinued && !_summaryAll)
        {
            _summaryDueMs = long.MaxValue;
        }

        PlanSummary(false, nowMs);
    }

    /// <summary>Something was missing here or near: tell soon what is held (RFC 6206, 4.2 step 6: the interval begins anew).</summary>
    private void OnTrouble(long nowMs)
    {
        _calm = _calm - 2 > RelayTiming.LeastCalm ? _calm - 2 : RelayTiming.LeastCalm;
        PlanSummary(true, nowMs);
    }

    /// <summary>Plans the next summary after the present interval, unless one is planned; sooner than that if it is urgent.</summary>
    private void PlanSummary(bool isUrgent, long nowMs)
    {
        int half = (FirstSummaryMs << _calm) / 2;
        long due = nowMs + SettledMs + half + _random.Next(half);
        _isContinued = false;
        if (_summaryDueMs == long.MaxValue)
        {
            _summaryDueMs = due;
            NodeSet.Clear(_summaryCovered, 0);
        }
        else if (isUrgent && due < _summaryDueMs)
        {
            _summaryDueMs = due;
        }
    }

    private bool BuildSummary(long nowMs)
    {
        int at = FrameHeader.Size;
        if (_summaryAll)
        {
            return SealLocal(WritePage(at, nowMs));
        }

        uint counter;
        if (!_counters.TryTake(FrameType.Beacon, out counter))
        {
            _summaryDueMs = long.MaxValue;
            return false;
        }

        _frame[at++] = LocalKind.Summary;
        int coverageAt = at++;
        at = WriteHeldHash(at, nowMs);
        int coverage = CoverageMs(MaxListed, nowMs);
        for (int i = 0; i < _store.Slots; i++)
        {
            if (IsKept(i) && nowMs - _store.ReceivedMs[i] < coverage && !IsPassedOver(i, nowMs))
            {
                at = WriteKey(i, (byte)counter, at);
            }
        }

        _frame[coverageAt] = (byte)(coverage / CoverageUnitMs);
        _summaryDueMs = long.MaxValue;
        _calm = _calm < RelayTiming.MostCalm ? _calm + 1 : RelayTiming.MostCalm;
        if (_calm < CalmLimit || CountYounger(RelayTiming.CoverageMs, nowMs) > 0)
        {
            // Trickle goes on until all is calm, and as long as there is something that came lately.
            PlanSummary(false, nowMs);
            _isContinued = true;
        }

        return SealLocal(at, counter);
    }

    /// <summary>Age from which an item should be everywhere near: longer when the air is full, and when items wait for their verification.</summary>
    private int SettledMs
    {
        get { return SettledBaseMs + (4 * _lagMs) + (4 * _verifyMs); }
    }

    private bool IsSummarySteady
    {
        get { return !_summaryAll && _calm == RelayTiming.MostCalm; }
    }

    private bool IsHeldForOthers(int slot)
    {
        return _store.State[slot] == ItemState.Held && IsOffered(_store.Type[slot]);
    }

    /// <summary>True for what others need not send here: also what the owner makes up its mind about.</summary>
    private bool IsKept(int slot)
    {
        return _store.State[slot] != ItemState.Free && IsOffered(_store.Type[slot]);
    }

    /// <summary>How far back a summary of so many items reaches: at most 1,020 s, and twice the present interval.</summary>
    private int CoverageMs(int items, long nowMs)
    {
        int coverage = (FirstSummaryMs << _calm) * 3;
        coverage = coverage < RelayTiming.CoverageMs ? RelayTiming.CoverageMs : coverage;

        // Where windows are kept there is a summary in each: most reach back to the one before.
        coverage = _rhythm.IsUsed(nowMs) ? SleptMs(nowMs) : coverage;
        coverage = coverage > 255 * CoverageUnitMs ? 255 * CoverageUnitMs : coverage;
        while (coverage > CoverageUnitMs && CountYounger(coverage, nowMs) > items)
        {
            coverage = coverage * 3 / 4;
        }

        return coverage / CoverageUnitMs * CoverageUnitMs;
    }

    private int CountYounger(int ageMs, long nowMs)
    {
        int count = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (IsKept(i) && nowMs - _store.ReceivedMs[i] < ageMs && !IsPassedOver(i, nowMs))
            {
                count++;
            }
        }

        return count;
    }

    private void OnSummary(int length, ushort from, byte salt, long nowMs)
    {
        if ((_payload[0] & LocalKind.PageFlag) != 0)
        {
            OnPage(length, from, nowMs);
        }
        else if (length >= KeysAt)
        {
            OnRecent(length, from, salt, nowMs);
        }
    }

    private void OnRecent(int length, ushort from, byte salt, long nowMs)
    {
        long coverage = _payload[1] * CoverageUnitMs;
        OnNamed(length, KeysAt, salt, _neighbours.EntryOfAddress(from));
        MarkKeys(KeysAt, length, salt);
        int missing = 0;
        int last = 0;
        int before = 0;
        bool saidAll = true;
        for (int i = 0; i < _store.Slots; i++)
        {
            long age = nowMs - _store.ReceivedMs[i];
            if (!IsHeldForOthers(i) || age >= coverage || IsPassedOver(i, nowMs) || IsMarked(i))
            {
                continue;
            }

            saidAll = false;
            if (age > SettledMs && age < coverage - SettledMs)
            {
                missing++;
                before = last;
                last = i;
            }
        }

        // As in answer to a page: a few are sent, of more the own summary tells, and whoever lacks them asks one neighbour.
        if (missing > 0 && missing <= MostPushed)
        {
            PushUnasked(from, last, 0, nowMs);
            if (missing > 1)
            {
                PushUnasked(from, before, 1, nowMs);
            }
        }

        OnHeldHash(2, from, nowMs);
        int wanted = NoteWantedKeys(KeysAt, length, from, salt, nowMs);
        if (wanted > 0)
        {
            NoteNeed();
            IsQuickWant = false;
            _wantDueMs = nowMs + _random.Next(12 * SlotMs);
        }

        if (wanted > 0 || missing > 0)
        {
            OnTroubleOf(from, nowMs);
        }
        else if (saidAll && _summaryDueMs != long.MaxValue && !_summaryAll)
        {
            // Somebody near said all that this node would say: to those who hear it.
            int entry = _neighbours.EntryOfAddress(from);
            if (entry >= 0)
            {
                NodeSet.Add(_summaryCovered, 0, _neighbours.Node[entry]);
                NodeSet.AddAll(_summaryCovered, 0, _neighbours.HearsWell, entry * NodeSet.Words);
            }

            if (HaveAllHeard())
            {
                _summaryDueMs = long.MaxValue;
                _calm = _calm < CalmLimit ? _calm + 1 : CalmLimit;
            }
        }
    }

    /// <summary>True when every neighbour that hears few nodes has heard a summary; the others hear enough of them by themselves.</summary>
    private bool HaveAllHeard()
    {
        int few = IsMuchLost ? byte.MaxValue : RelayTiming.FewNeighbours;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0
                && _neighbours.Degree[i] <= few
                && _neighbours.IsWell(i)
                && !NodeSet.Has(_summaryCovered, 0, _neighbours.Node[i]))
            {
                return false;
            }
        }

        return true;
    }
}
