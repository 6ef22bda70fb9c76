using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Repair in time: summaries of what is held, by Trickle, so that whoever lacks something learns of it and gets it.
public sealed partial class RelayEngine
{
    // Largest doubling of the summary interval: 3 s to 192 s.
    private const int FirstSummaryMs = 3_000;
    private const int MostCalm = 6;

    // What is younger may still be on its way by the fast path.
    private const int SettledBaseMs = 5_000;
    private const int CoverageUnitMs = 4_000;
    private const int IdSize = 6;
    private const int MaxListed = (FrameHeader.MaxPayload - 5) / IdSize;
    private const int PushSpacingPercent = 150;

    // Items that were evicted, expired or refused; a summary reaches back 17 minutes at most.
    private const int GoneKeys = 64;

    // A request, and its answer, may be lost.
    private const int MaxWants = 3;
    private const int WantAgainMs = 3_000;

    private int _wantTries;

    private readonly uint[] _summaryCovered = new uint[NodeSet.Words];
    private readonly ushort[] _goneKey = new ushort[GoneKeys];
    private int _goneNext;

    private long _summaryDueMs = long.MaxValue;
    private bool _summaryAll;
    private int _calm = MostCalm;
    private ushort _pageFrom;
    private int _mismatches;

    // What this node lacks and knows that a neighbour has.
    private readonly uint[] _wantCounter = new uint[MaxListed];
    private readonly ushort[] _wantOrigin = new ushort[MaxListed];
    private readonly FrameType[] _wantType = new FrameType[MaxListed];
    private readonly ushort[] _wantKey = new ushort[MaxListed];
    private int _wanted;
    private int _wantedKeys;
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

    // Requests heard for each new item, in thousandths, a mean of about sixteen: how much the fast path loses here.
    private const int NeedShare = 16;

    private int _need;

    /// <summary>An item was lacking here or at a neighbour.</summary>
    private void NoteNeed()
    {
        _need += 1_000 / NeedShare;
    }

    /// <summary>A new item came: others near may lack it.</summary>
    private void OnNews(long nowMs)
    {
        int window = FirstSummaryMs << _calm;
        long due = nowMs + SettledMs + (window / 2) + _random.Next(window / 2);
        if (_summaryDueMs == long.MaxValue)
        {
            _summaryDueMs = due;
            NodeSet.Clear(_summaryCovered, 0);
        }
    }

    /// <summary>Something was missing here or near: tell soon what is held.</summary>
    private void OnTrouble(long nowMs)
    {
        _calm = _calm - 2 > RelayTiming.LeastCalm ? _calm - 2 : RelayTiming.LeastCalm;
        OnNews(nowMs);
    }

    private bool BuildSummary(long nowMs)
    {
        int at = FrameHeader.Size;
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
                    ushort key = KeyOf(i);
                    _frame[at++] = (byte)key;
                    _frame[at++] = (byte)(key >> 8);
                }
            }

            _frame[coverageAt] = (byte)(coverage / CoverageUnitMs);
            _summaryDueMs = long.MaxValue;
            _calm = _calm < MostCalm ? _calm + 1 : MostCalm;
            if (_calm < MostCalm)
            {
                // Trickle goes on until all is calm.
                OnNews(nowMs);
            }
        }

        return SealLocal(at);
    }

    /// <summary>Age from which an item should be everywhere near: longer when the air is full, and when items wait for their verification.</summary>
    private int SettledMs
    {
        get { return SettledBaseMs + (4 * _lagMs) + (4 * _verifyMs); }
    }

    private bool IsSummarySteady
    {
        get { return !_summaryAll && _calm == MostCalm; }
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
        if ((_payload[0] & LocalKind.PageFlag) != 0)
        {
            OnPage(length, from, nowMs);
        }
        else if (length >= 2)
        {
            OnRecent(length, from, nowMs);
        }
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
        int missing = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            ushort key = KeyOf(i);
            if (IsHeldForOthers(i) && key >= first && key <= last && !IsListed(i, at, length))
            {
                Push(i, missing++, nowMs);
            }
        }

        if (NoteWanted(at, length, from, nowMs) || missing > 0)
        {
            OnTrouble(nowMs);
        }
    }

    private void OnRecent(int length, ushort from, long nowMs)
    {
        long coverage = _payload[1] * CoverageUnitMs;
        int missing = 0;
        bool saidAll = true;
        for (int i = 0; i < _store.Slots; i++)
        {
            long age = nowMs - _store.ReceivedMs[i];
            if (!IsHeldForOthers(i) || age >= coverage || HasKey(KeyOf(i), length))
            {
                continue;
            }

            saidAll = false;
            if (age > SettledMs && age < coverage - SettledMs)
            {
                Push(i, missing++, nowMs);
            }
        }

        int wanted = 0;
        for (int at = 2; at + 2 <= length && wanted < MaxListed; at += 2)
        {
            ushort key = (ushort)(_payload[at] | (_payload[at + 1] << 8));
            if (!IsKnownKey(key))
            {
                _wantKey[wanted++] = key;
            }
        }

        if (wanted > 0)
        {
            _wantedKeys = wanted;
            _wantTries = 0;
            NoteNeed();
            _wantedFrom = from;
            _wantDueMs = nowMs + _random.Next(12 * SlotMs);
        }

        if (wanted > 0 || missing > 0)
        {
            OnTrouble(nowMs);
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
                _calm = _calm < MostCalm ? _calm + 1 : MostCalm;
            }
        }
    }

    /// <summary>True when every neighbour that hears few nodes has heard a summary; the others hear enough of them by themselves.</summary>
    private bool HaveAllHeard()
    {
        int few = _need > RelayTiming.MuchNeed ? byte.MaxValue : RelayTiming.FewNeighbours;
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

    private bool HasKey(ushort key, int length)
    {
        return HasKeyFrom(key, 2, length);
    }

    private bool HasKeyFrom(ushort key, int at, int length)
    {
        for (; at + 2 <= length; at += 2)
        {
            if ((_payload[at] | (_payload[at + 1] << 8)) == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for the key of an item that this node has, makes up its mind about, had or refused.</summary>
    private bool IsKnownKey(ushort key)
    {
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free && KeyOf(i) == key)
            {
                return true;
            }
        }

        for (int i = 0; i < GoneKeys; i++)
        {
            if (_goneKey[i] == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers that an item left the store or never entered it, so that it is not asked for again.</summary>
    private void NoteGone(FrameType type, ushort origin, uint counter)
    {
        if (IsOffered(type))
        {
            _goneKey[_goneNext] = Key(type, origin, counter);
            _goneNext = (_goneNext + 1) % GoneKeys;
        }
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
        _wantTries = 0;
        _wantedFrom = from;
        _wantDueMs = nowMs + _random.Next(12 * SlotMs);
        return true;
    }

    private bool BuildWant(long nowMs)
    {
        int at = FrameHeader.Size;
        bool byKey = _wantedKeys > 0;
        _frame[at++] = (byte)(LocalKind.Request | LocalKind.WantFlag | (byKey ? LocalKind.KeysFlag : 0));
        _frame[at++] = (byte)_wantedFrom;
        _frame[at++] = (byte)(_wantedFrom >> 8);
        int start = at;
        for (int i = 0; byKey && i < _wantedKeys; i++)
        {
            if (!IsKnownKey(_wantKey[i]))
            {
                _frame[at++] = (byte)_wantKey[i];
                _frame[at++] = (byte)(_wantKey[i] >> 8);
            }
        }

        for (int i = 0; !byKey && i < _wanted && at - start < MaxListed / 2 * IdSize; i++)
        {
            if (_store.Find(_wantType[i], _wantOrigin[i], _wantCounter[i]) < 0)
            {
                _frame[at] = (byte)_wantOrigin[i];
                _frame[at + 1] = (byte)(_wantOrigin[i] >> 8);
                uint packed = (_wantCounter[i] << 3) | (uint)_wantType[i];
                _frame[at + 2] = (byte)packed;
                _frame[at + 3] = (byte)(packed >> 8);
                _frame[at + 4] = (byte)(packed >> 16);
                _frame[at + 5] = (byte)(packed >> 24);
                at += IdSize;
            }
        }

        bool any = at > start;
        _wantTries++;
        if (any && _wantTries < MaxWants)
        {
            _wantDueMs = nowMs + (_wantTries * WantAgainMs) + _random.Next(WantAgainMs / 2);
        }
        else
        {
            _wantDueMs = long.MaxValue;
            _wantedKeys = 0;
            _wanted = 0;
        }

        return any && SealLocal(at);
    }

    private void OnWant(int length, ushort whom, long nowMs)
    {
        bool byKey = (_payload[0] & LocalKind.KeysFlag) != 0;
        int order = 0;
        for (int i = 0; i < _store.Slots && whom == _options.Address; i++)
        {
            if (IsHeldForOthers(i) && (byKey ? HasKeyFrom(KeyOf(i), 3, length) : IsListed(i, 3, length)))
            {
                Push(i, order, nowMs);
                if (order++ == 0)
                {
                    _store.DueMs[i] = nowMs;
                }
            }
        }

        NoteNeed();

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
