using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Repair in time: summaries of what is held, by Trickle, so that whoever lacks something learns of it and gets it.
public sealed partial class RelayEngine
{
    // Largest doubling of the summary interval: 3 s to 192 s.
    private const int FirstSummaryMs = 3_000;
    private const int MostCalm = 6;

    // What is younger may still be on its way by the fast path.
    private const int SettledMs = 5_000;
    private const int CoverageUnitMs = 4_000;
    private const int MaxListed = 40;
    private const int IdSize = 6;
    private const int PushSpacingPercent = 150;

    private long _summaryDueMs = long.MaxValue;
    private bool _summaryAll;
    private int _calm = 2;
    private ushort _pageFrom;
    private int _mismatches;

    // What this node lacks and knows that a neighbour has.
    private readonly uint[] _wantCounter = new uint[MaxListed];
    private readonly ushort[] _wantOrigin = new ushort[MaxListed];
    private readonly FrameType[] _wantType = new FrameType[MaxListed];
    private int _wanted;
    private ushort _wantedFrom;
    private long _wantDueMs = long.MaxValue;

    /// <summary>Says that this node was asleep or off: its neighbours are asked at once for everything that they hold and it lacks.</summary>
    public void OnWake(long nowMs)
    {
        _summaryAll = true;
        _summaryDueMs = nowMs + 200 + _random.Next(800);
        _calm = 0;
    }

    private static bool IsOffered(FrameType type)
    {
        return type == FrameType.Alert || type == FrameType.Trust || type == FrameType.Message;
    }

    /// <summary>A new item came: others near may lack it.</summary>
    private void OnNews(long nowMs)
    {
        int window = FirstSummaryMs << _calm;
        long due = nowMs + SettledMs - FirstSummaryMs + (window / 2) + _random.Next(window / 2);
        if (_summaryDueMs == long.MaxValue)
        {
            _summaryDueMs = due;
        }
    }

    /// <summary>Something was missing here or near: tell soon what is held.</summary>
    private void OnTrouble(long nowMs)
    {
        _calm = 0;
        long due = nowMs + (FirstSummaryMs / 2) + _random.Next(FirstSummaryMs);
        if (due < _summaryDueMs)
        {
            _summaryDueMs = due;
        }
    }

    private bool BuildSummary(long nowMs)
    {
        int at = FrameHeader.Size;
        int listed = 0;
        if (_summaryAll)
        {
            // A page of the key space: everything held whose key lies in it.
            _frame[at] = LocalKind.Summary | LocalKind.PageFlag;
            int keysAt = at + 1;
            at += 5;
            ushort from = _pageFrom;
            ushort to = PageEnd(from);
            for (int i = 0; i < _store.Slots; i++)
            {
                ushort key = KeyOf(i);
                if (IsHeldForOthers(i) && key >= from && key <= to)
                {
                    at = WriteId(i, at);
                    listed++;
                }
            }

            _frame[keysAt] = (byte)from;
            _frame[keysAt + 1] = (byte)(from >> 8);
            _frame[keysAt + 2] = (byte)to;
            _frame[keysAt + 3] = (byte)(to >> 8);
            _pageFrom = (ushort)(to + 1);
            _summaryAll = _pageFrom != 0;
            _summaryDueMs = _summaryAll ? nowMs + FirstSummaryMs : long.MaxValue;
        }
        else
        {
            _frame[at++] = LocalKind.Summary;
            int coverageAt = at++;
            int coverage = CoverageMs(MaxListed, nowMs);
            for (int i = 0; i < _store.Slots; i++)
            {
                if (IsHeldForOthers(i) && nowMs - _store.ReceivedMs[i] < coverage)
                {
                    at = WriteId(i, at);
                    listed++;
                }
            }

            _frame[coverageAt] = (byte)(coverage / CoverageUnitMs);
            _summaryDueMs = long.MaxValue;
            _calm = _calm < MostCalm ? _calm + 1 : MostCalm;
        }

        return SealLocal(at);
    }

    private bool IsHeldForOthers(int slot)
    {
        return _store.State[slot] == ItemState.Held && IsOffered(_store.Type[slot]);
    }

    /// <summary>How far back a summary of so many items reaches: at most 1,020 s, and twice the present interval.</summary>
    private int CoverageMs(int items, long nowMs)
    {
        int coverage = (FirstSummaryMs << _calm) * 3;
        coverage = coverage < 60_000 ? 60_000 : coverage;
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
            if (IsHeldForOthers(i) && nowMs - _store.ReceivedMs[i] < ageMs)
            {
                count++;
            }
        }

        return count;
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
                count += IsHeldForOthers(i) && key >= from && key <= to ? 1 : 0;
            }

            if (count <= MaxListed)
            {
                break;
            }

            to = from + ((to - from) / 2);
        }

        return (ushort)to;
    }

    private ushort KeyOf(int slot)
    {
        return Key(_store.Type[slot], _store.Origin[slot], _store.Counter[slot]);
    }

    private static ushort Key(FrameType type, ushort origin, uint counter)
    {
        uint x = ((((uint)type << 16) | origin) * 0x9E3779B1u) ^ (counter * 0x85EBCA6Bu);
        x ^= x >> 15;
        x *= 0xC2B2AE35u;
        return (ushort)(x >> 16);
    }

    private int WriteId(int slot, int at)
    {
        _frame[at] = (byte)_store.Origin[slot];
        _frame[at + 1] = (byte)(_store.Origin[slot] >> 8);
        uint packed = (_store.Counter[slot] << 3) | (uint)_store.Type[slot];
        _frame[at + 2] = (byte)packed;
        _frame[at + 3] = (byte)(packed >> 8);
        _frame[at + 4] = (byte)(packed >> 16);
        _frame[at + 5] = (byte)(packed >> 24);
        return at + IdSize;
    }

    private bool IsListed(int slot, int at, int length)
    {
        uint packed = (_store.Counter[slot] << 3) | (uint)_store.Type[slot];
        for (; at + IdSize <= length; at += IdSize)
        {
            if ((_payload[at] | (_payload[at + 1] << 8)) == _store.Origin[slot] && PackedAt(at) == packed)
            {
                return true;
            }
        }

        return false;
    }

    private uint PackedAt(int at)
    {
        return (uint)(_payload[at + 2] | (_payload[at + 3] << 8) | (_payload[at + 4] << 16) | (_payload[at + 5] << 24));
    }

    private void OnSummary(int length, ushort from, long nowMs)
    {
        bool page = (_payload[0] & LocalKind.PageFlag) != 0;
        int at = page ? 5 : 2;
        if (length < at)
        {
            return;
        }

        bool lacks = NoteWanted(at, length, from, nowMs);
        int missing = 0;
        if (page)
        {
            ushort first = (ushort)(_payload[1] | (_payload[2] << 8));
            ushort last = (ushort)(_payload[3] | (_payload[4] << 8));
            for (int i = 0; i < _store.Slots; i++)
            {
                if (IsHeldForOthers(i) && KeyOf(i) >= first && KeyOf(i) <= last && !IsListed(i, at, length))
                {
                    Push(i, missing++, nowMs);
                }
            }
        }
        else
        {
            long coverage = _payload[1] * CoverageUnitMs;
            for (int i = 0; i < _store.Slots; i++)
            {
                long age = nowMs - _store.ReceivedMs[i];
                if (IsHeldForOthers(i) && age > SettledMs && age < coverage - SettledMs && !IsListed(i, at, length))
                {
                    Push(i, missing++, nowMs);
                }
            }
        }

        if (lacks || missing > 0)
        {
            OnTrouble(nowMs);
        }
        else if (!page && _summaryDueMs != long.MaxValue && !HasUnlisted(at, length, _payload[1] * CoverageUnitMs, nowMs))
        {
            // Somebody near said all that this node would say.
            _summaryDueMs = long.MaxValue;
            _calm = _calm < MostCalm ? _calm + 1 : MostCalm;
        }
    }

    private bool HasUnlisted(int at, int length, int coverageMs, long nowMs)
    {
        for (int i = 0; i < _store.Slots; i++)
        {
            if (IsHeldForOthers(i) && nowMs - _store.ReceivedMs[i] < coverageMs && !IsListed(i, at, length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Plans to send an item to a neighbour that lacks it; whoever else does it first is heard and saves it.</summary>
    private void Push(int slot, int order, long nowMs)
    {
        if (_store.DueMs[slot] != FrameStore.Never)
        {
            return;
        }

        long spacing = (long)AirtimeMs(_store.Length[slot]) * PushSpacingPercent / 100;
        _store.DueMs[slot] = nowMs + (order * spacing) + _random.Next(24 * SlotMs);
        _store.Flags[slot] |= ItemFlags.Repair;
    }

    /// <summary>Notes what a summary lists and this node lacks. True when there is such a thing.</summary>
    private bool NoteWanted(int at, int length, ushort from, long nowMs)
    {
        int wanted = 0;
        for (; at + IdSize <= length && wanted < MaxListed; at += IdSize)
        {
            ushort origin = (ushort)(_payload[at] | (_payload[at + 1] << 8));
            uint packed = PackedAt(at);
            var type = (FrameType)(packed & 7);
            uint counter = packed >> 3;
            if (IsOffered(type) && origin != _options.Address && _replay.IsFresh(type, origin, counter) && _store.Find(type, origin, counter) < 0)
            {
                if (wanted == 0 && _wantDueMs != long.MaxValue)
                {
                    // What was wanted before and is wanted still is in most summaries; begin anew.
                    _wanted = 0;
                }

                _wantType[wanted] = type;
                _wantOrigin[wanted] = origin;
                _wantCounter[wanted++] = counter;
            }
        }

        if (wanted == 0)
        {
            return false;
        }

        _wanted = wanted;
        _wantedFrom = from;
        _wantDueMs = nowMs + _random.Next(12 * SlotMs);
        return true;
    }

    private bool BuildWant()
    {
        int at = FrameHeader.Size;
        _frame[at++] = LocalKind.Request | LocalKind.WantFlag;
        _frame[at++] = (byte)_wantedFrom;
        _frame[at++] = (byte)(_wantedFrom >> 8);
        int count = 0;
        for (int i = 0; i < _wanted; i++)
        {
            if (_store.Find(_wantType[i], _wantOrigin[i], _wantCounter[i]) >= 0 || count == MaxListed / 2)
            {
                continue;
            }

            _frame[at] = (byte)_wantOrigin[i];
            _frame[at + 1] = (byte)(_wantOrigin[i] >> 8);
            uint packed = (_wantCounter[i] << 3) | (uint)_wantType[i];
            _frame[at + 2] = (byte)packed;
            _frame[at + 3] = (byte)(packed >> 8);
            _frame[at + 4] = (byte)(packed >> 16);
            _frame[at + 5] = (byte)(packed >> 24);
            at += IdSize;
            count++;
        }

        _wantDueMs = long.MaxValue;
        _wanted = 0;
        return count > 0 && SealLocal(at);
    }

    private void OnWant(int length, ushort whom, long nowMs)
    {
        int order = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (!IsHeldForOthers(i) || !IsListed(i, 3, length))
            {
                continue;
            }

            if (whom == _options.Address)
            {
                Push(i, order++, nowMs);
                _store.DueMs[i] -= _store.DueMs[i] - nowMs > 24 * SlotMs ? 0 : _store.DueMs[i] - nowMs;
            }
        }

        // Somebody near wants the same: one answer serves both.
        if (_wantDueMs != long.MaxValue)
        {
            _wantDueMs = nowMs + 1_500 + _random.Next(1_000);
        }

        OnTrouble(nowMs);
    }

    /// <summary>Hash of everything old enough to be everywhere and not about to expire, for the beacon.</summary>
    private ushort HeldHash(long nowMs)
    {
        uint sum = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (IsHeldForOthers(i) && nowMs - _store.ReceivedMs[i] > 120_000 && _store.ExpiresMs[i] - nowMs > 120_000)
            {
                uint x = ((uint)KeyOf(i) + 1) * 0x9E3779B1u;
                sum += x ^ (x >> 16);
            }
        }

        return (ushort)(sum ^ (sum >> 16));
    }

    private void OnHeldHash(ushort hash, long nowMs)
    {
        if (hash == HeldHash(nowMs))
        {
            _mismatches = 0;
            return;
        }

        // One difference may be a matter of seconds at the edge of an age; two in a row are real.
        _mismatches++;
        if (_mismatches >= 2 && !_summaryAll)
        {
            _mismatches = 0;
            _summaryAll = true;
            _pageFrom = 0;
            long due = nowMs + _random.Next(FirstSummaryMs);
            _summaryDueMs = due < _summaryDueMs ? due : _summaryDueMs;
        }
    }
}
