using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Catching up: pages of all that is held, after a pause or where hashes differ, so that whoever lacks much asks one neighbour for it.
public sealed partial class RelayEngine
{
    // All that is held, told in pages.
    private const int PagesAtMost = 2;

    // After a pause all that is held is told three times: a page lost, or answers that met, must not cost the time until neighbours notice.
    private const int WakeRounds = 3;
    private const int WakeAgainMs = 20_000;

    // So long after a pause a node is taken to have more to catch up with.
    private const int BackMs = 600_000;

    // A page that shows so few gaps is answered with the items. One that shows more, of a node that was away, is answered with pages, and the items go
    // to whoever asks one neighbour for them: neighbours that do not hear each other would send them into one another. Of a node that was not away
    // it is not, for what is missing may have been dropped for want of room; if it was not, the hashes differ both ways, and both tell.
    private const int MostPushed = 2;
    private const int TellAgainMs = 6_000;
    private const int TellSlots = 12;
    private const int FewestTellers = 4;

    // A difference that has stood for one to two of these is real.
    private const int DifferencePeriodMs = 150_000;
    private const int DifferencePeriods = 2;

    private const int QuietMs = 420_000;

    // What differs and cannot be mended (one has dropped what the other still holds) is told ever more rarely.
    private const int FirstCompareHoldMs = 60_000;
    private const int LongestCompareHoldMs = 3_600_000;

    private bool _summaryAll;
    private int _wakeRounds;
    private long _backUntilMs;
    private ushort _pageFrom;
    private long _toldMs = -TellAgainMs;
    private long _differencesDueMs;
    private long _newsMs;
    private long _compareAllowedMs;
    private int _compareHoldMs = FirstCompareHoldMs;

    /// <summary>Says that this node was asleep or off: its neighbours are asked at once for everything that they hold and it lacks.</summary>
    public void OnWake(long nowMs)
    {
        _summaryAll = true;
        _pageFrom = 0;
        _wakeRounds = WakeRounds;
        _summaryDueMs = nowMs + 200 + _random.Next(800);
        _backUntilMs = nowMs + BackMs;
        _calm = 0;
    }

    /// <summary>One neighbour has sent what it had. Another may hold more, which had to wait: it is asked for as after the pause.</summary>
    private void OnCaughtUp(long nowMs)
    {
        if (nowMs < _backUntilMs)
        {
            _summaryAll = true;
            _pageFrom = 0;
            _wakeRounds = _wakeRounds < 2 ? 2 : _wakeRounds;
            _summaryDueMs = nowMs + _random.Next(FirstSummaryMs);
        }
    }

    /// <summary>Hash of everything old enough to be everywhere and not about to expire, for beacons and summaries.</summary>
    private ushort HeldHash(long nowMs)
    {
        uint sum = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (IsHeldForOthers(i) && nowMs - _store.ReceivedMs[i] > 120_000 && _store.ExpiresMs(i) - nowMs > 120_000)
            {
                uint x = HashOf(i) * 0x9E3779B1u;
                sum += x ^ (x >> 16);
            }
        }

        return (ushort)(sum ^ (sum >> 16));
    }

    private int WriteHeldHash(int at, long nowMs)
    {
        ushort held = HeldHash(nowMs);
        _frame[at] = (byte)held;
        _frame[at + 1] = (byte)(held >> 8);
        return at + 2;
    }

    /// <summary>
    /// Compares what a neighbour holds with what is held here. Items that came at different times make a difference while one of the two counts them
    /// and the other not yet; what stands longer than repair takes is real, and so is any where nothing came for as long.
    /// </summary>
    private void OnHeldHash(int at, ushort from, long nowMs)
    {
        AgeDifferences(nowMs);
        int entry = _neighbours.EntryOfAddress(from);
        if ((ushort)(_payload[at] | (_payload[at + 1] << 8)) == HeldHash(nowMs))
        {
            _neighbours.Agree(entry);
            return;
        }

        bool isReal = _neighbours.IsMarked(entry, NeighbourTable.DiffersLong) || nowMs - _newsMs > QuietMs;
        if (isReal
            && !_summaryAll && !IsAirFull && !IsPressed(nowMs) && nowMs >= _compareAllowedMs && MaySendFor(from, PagesAtMost, 0, nowMs))
        {
            _neighbours.Agree(entry);
            _compareAllowedMs = nowMs + _compareHoldMs;
            _compareHoldMs = _compareHoldMs * 2 > LongestCompareHoldMs ? LongestCompareHoldMs : _compareHoldMs * 2;
            TellAll(nowMs);
            return;
        }

        if (!_neighbours.IsMarked(entry, NeighbourTable.AnyDifference))
        {
            _neighbours.Mark(entry, NeighbourTable.Differs);
        }
    }

    private void AgeDifferences(long nowMs)
    {
        for (int i = 0; i < DifferencePeriods && nowMs >= _differencesDueMs; i++)
        {
            _differencesDueMs += DifferencePeriodMs;
            _neighbours.AgeDifferences();
        }

        _differencesDueMs = nowMs >= _differencesDueMs ? nowMs + DifferencePeriodMs : _differencesDueMs;
    }

    /// <summary>Tells all that is held soon, page by page, unless somebody near tells the same before.</summary>
    private void TellAll(long nowMs)
    {
        _summaryAll = true;
        _pageFrom = 0;
        _toldMs = nowMs;
        long due = nowMs + _random.Next(TellSlots * SlotMs * (_neighbours.Count + FewestTellers));
        _summaryDueMs = due < _summaryDueMs ? due : _summaryDueMs;
    }

    /// <summary>Somebody lacks more than is sent unasked: tells what is held, so that it can ask.</summary>
    private void TellBack(ushort from, long nowMs)
    {
        if (!_summaryAll && nowMs - _toldMs >= TellAgainMs && MaySendFor(from, PagesAtMost, 0, nowMs))
        {
            TellAll(nowMs);
        }
    }

    /// <summary>Writes a page of the key space: everything held whose key lies in it. Returns its end.</summary>
    private int WritePage(int at, long nowMs)
    {
        _frame[at] = (byte)(LocalKind.Summary | LocalKind.PageFlag | (_wakeRounds > 0 ? LocalKind.AwayFlag : 0));
        int keysAt = at + 1;
        at += 5;
        ushort from = _pageFrom;
        ushort to = PageEnd(from);
        for (int i = 0; i < _store.Slots; i++)
        {
            ushort key = KeyOf(i);
            if (IsKept(i) && key >= from && key <= to)
            {
                at = WriteId(i, at);
            }
        }

        _frame[keysAt] = (byte)from;
        _frame[keysAt + 1] = (byte)(from >> 8);
        _frame[keysAt + 2] = (byte)to;
        _frame[keysAt + 3] = (byte)(to >> 8);
        NextPage(to, nowMs);
        return at;
    }

    /// <summary>The page that ends with a key has been told.</summary>
    private void NextPage(ushort last, long nowMs)
    {
        _pageFrom = (ushort)(last + 1);
        _summaryDueMs = nowMs + (_pageFrom != 0 ? FirstSummaryMs : WakeAgainMs);
        if (_pageFrom == 0 && (_wakeRounds == 0 || --_wakeRounds == 0))
        {
            _summaryAll = false;
            _summaryDueMs = long.MaxValue;
            if (_calm < CalmLimit)
            {
                PlanSummary(false, nowMs);
            }
        }
    }

    private ushort PageEnd(ushort from)
    {
        // The largest end with at most MaxListed keys: halve the range until it fits.
        int to = ushort.MaxValue;
        while (to > from)
        {
            int count = 0;
            for (int i = 0; i < _store.Slots; i++)
            {
                ushort key = KeyOf(i);
                count += IsKept(i) && key >= from && key <= to ? 1 : 0;
            }

            if (count <= MaxListed)
            {
                break;
            }

            to = from + ((to - from) / 2);
        }

        return (ushort)to;
    }

    private void OnPage(int length, ushort from, long nowMs)
    {
        const int at = 5;
        if (length < at)
        {
            return;
        }

        ushort first = (ushort)(_payload[1] | (_payload[2] << 8));
        ushort last = (ushort)(_payload[3] | (_payload[4] << 8));
        MarkIds(at, length);
        int missing = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            missing += IsMissing(i, first, last) ? 1 : 0;
        }

        bool isAway = (_payload[0] & LocalKind.AwayFlag) != 0;
        bool isDenied = missing > MostPushed;
        for (int i = 0; i < _store.Slots && missing <= MostPushed; i++)
        {
            if (IsMissing(i, first, last))
            {
                isDenied |= _store.DueMs[i] == FrameStore.Never && !PushUnasked(from, i, i & 1, nowMs);
            }
        }

        bool isWanted = NoteWanted(at, length, from, nowMs);
        if (isAway && isDenied)
        {
            TellBack(from, nowMs);
        }

        if (isWanted || missing > 0)
        {
            // What the other lacks it may have had and dropped; what is lacking here is not.
            _compareHoldMs = isWanted ? FirstCompareHoldMs : _compareHoldMs;
            OnTroubleOf(from, nowMs);
        }
        else if (_summaryAll && _wakeRounds == 0 && first <= _pageFrom && last >= _pageFrom)
        {
            // Somebody near has just told the same.
            NextPage(last, nowMs);
        }
    }

    /// <summary>True for an item that a page of this range should list and did not mark.</summary>
    private bool IsMissing(int slot, ushort first, ushort last)
    {
        if (!IsHeldForOthers(slot) || IsMarked(slot))
        {
            return false;
        }

        ushort key = KeyOf(slot);
        return key >= first && key <= last;
    }
}
