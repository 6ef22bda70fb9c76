using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Asking for what a neighbour holds, and answering.
public sealed partial class RelayEngine
{
    // What is younger may still be on its way by the fast path.
    private const int SettledBaseMs = 5_000;
    private const int CoverageUnitMs = 4_000;
    private const int IdSize = 6;
    private const int MaxListed = (FrameHeader.MaxPayload - 5) / IdSize;
    private const int PushSpacingPercent = 150;

    // A request, and its answer, may be lost: so often it is repeated, each time after a longer wait, when nothing comes of it.
    private const int MaxWants = 4;
    private const int WantAgainMs = 3_000;
    private const int PressedAgainMs = 10_000;

    // What this node lacks and knows that a neighbour has: by keys, which lie in the place of the origins, or by origin and counter × 8 + type.
    private readonly uint[] _wantPacked = new uint[MaxListed];
    private readonly ushort[] _wantOrigin = new ushort[MaxListed];
    private byte _wantSalt;
    private bool _wantByKey;
    private int _wanted;
    private int _wantTries;

    // Taken from the allowance for what is wanted by its key.
    private int _wantTaken;

    // Items named in the last request that have not come yet.
    private int _awaited;
    private ushort _wantedFrom;
    private long _wantDueMs = long.MaxValue;

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

    /// <summary>True while a neighbour is asked for a list of items one part after the other: that is brought to its end first.</summary>
    private bool IsCatchingUp
    {
        get { return _wanted > 0 && !_wantByKey && _wantDueMs != long.MaxValue; }
    }

    /// <summary>Notes what a page lists and this node lacks, the oldest first: of an origin a replay window takes the newer after the older. True when there is such a thing.</summary>
    private bool NoteWanted(int at, int length, ushort from, long nowMs)
    {
        int first = at;
        while (first + IdSize <= length && !IsLacking(first))
        {
            first += IdSize;
        }

        if (first + IdSize > length)
        {
            return false;
        }

        if (IsCatchingUp || !MaySendFor(from, MaxWants, 0, nowMs))
        {
            return IsCatchingUp;
        }

        _wanted = 0;
        for (at = first; at + IdSize <= length && _wanted < MaxListed; at += IdSize)
        {
            if (IsLacking(at))
            {
                InsertWanted(at);
            }
        }

        _wantByKey = false;
        BeginWanting(from);
        IsQuickWant = false;
        _wantDueMs = nowMs + _random.Next(12 * SlotMs);
        return true;
    }

    /// <summary>True when a listed item is lacking here and would be taken.</summary>
    private bool IsLacking(int at)
    {
        return IsLacking((ushort)(_payload[at] | (_payload[at + 1] << 8)), PackedAt(at));
    }

    private static FrameType TypeOf(uint packed)
    {
        return (FrameType)(packed & 7);
    }

    private bool IsLacking(ushort origin, uint packed)
    {
        FrameType type = TypeOf(packed);
        uint counter = packed >> 3;
        return IsOffered(type) && origin != _options.Address && _replay.IsFresh(type, origin, counter) && _store.Find(type, origin, counter) < 0;
    }

    private void InsertWanted(int at)
    {
        uint packed = PackedAt(at);
        int place = _wanted++;
        while (place > 0 && _wantPacked[place - 1] > packed)
        {
            _wantPacked[place] = _wantPacked[place - 1];
            _wantOrigin[place] = _wantOrigin[place - 1];
            place--;
        }

        _wantPacked[place] = packed;
        _wantOrigin[place] = (ushort)(_payload[at] | (_payload[at + 1] << 8));
    }

    /// <summary>Notes the keys in a frame that are not in the table of keys, if it may be asked for them. Returns their number.</summary>
    private int NoteWantedKeys(int at, int length, ushort from, byte salt, long nowMs)
    {
        int first = at;
        while (first + 2 <= length && FindKey((ushort)(_payload[first] | (_payload[first + 1] << 8)), salt))
        {
            first += 2;
        }

        bool isPresent = _neighbours.IsMarked(_neighbours.EntryOfAddress(from), NeighbourTable.Present);
        if (first + 2 > length || IsCatchingUp || !MaySendFor(from, MaxWants, 0, nowMs))
        {
            return 0;
        }

        _wanted = 0;
        for (at = first; at + 2 <= length && _wanted < MaxListed; at += 2)
        {
            ushort key = (ushort)(_payload[at] | (_payload[at + 1] << 8));
            if (!FindKey(key, salt))
            {
                _wantOrigin[_wanted++] = key;
            }
        }

        _wantTaken += isPresent ? 0 : MaxWants;
        _wantByKey = true;
        _wantSalt = salt;
        BeginWanting(from);
        return _wanted;
    }

    private void BeginWanting(ushort from)
    {
        _wantTries = 0;
        _awaited = 0;
        _wantedFrom = from;
    }

    /// <summary>An item came that this node did not have: perhaps one that it asked for.</summary>
    private void OnWantedCame(uint hash, long nowMs)
    {
        if (_awaited == 0 || _wantDueMs == long.MaxValue || !IsWanted(hash))
        {
            return;
        }

        ReturnAllowance(nowMs);

        // It is worth asking; the next of them is on its way, or the next part of the list can be asked for.
        _wantTries = 0;
        _awaited--;
        long againMs = nowMs + (IsQuickWant ? RelayTiming.QuickAgainMs : WantAgainMs);
        _wantDueMs = _awaited == 0 ? nowMs + _random.Next(4 * SlotMs) : _wantDueMs < againMs ? againMs : _wantDueMs;
    }

    /// <summary>A copy of something came that this node has had and dropped: it must not ask for it, or it would do so without end.</summary>
    private void OnHadBefore(uint hash, long nowMs)
    {
        OnWantedCame(hash, nowMs);
        if (!IsGone(hash))
        {
            NoteGone(hash);
        }
    }

    private bool IsWanted(uint hash)
    {
        for (int i = 0; i < _wanted; i++)
        {
            if (_wantByKey ? _wantOrigin[i] == Key(hash, _wantSalt) : Hash(TypeOf(_wantPacked[i]), _wantOrigin[i], _wantPacked[i] >> 3) == hash)
            {
                return true;
            }
        }

        return false;
    }

    private bool BuildWant(long nowMs)
    {
        int at = FrameHeader.Size;
        _frame[at++] = (byte)(LocalKind.Request | LocalKind.WantFlag | (_wantByKey ? LocalKind.KeysFlag : 0));
        at = WriteWhom(_wantedFrom, at);
        if (_wantByKey)
        {
            _frame[at++] = _wantSalt;
            TabulateKeys(_wantSalt);
        }

        _awaited = 0;
        for (int i = 0; i < _wanted && _awaited < MaxListed / 2; i++)
        {
            if (_wantByKey)
            {
                if (!FindKey(_wantOrigin[i], _wantSalt))
                {
                    _frame[at++] = (byte)_wantOrigin[i];
                    _frame[at++] = (byte)(_wantOrigin[i] >> 8);
                    _awaited++;
                }
            }
            else if (IsLacking(_wantOrigin[i], _wantPacked[i]))
            {
                at = WriteId(_wantOrigin[i], _wantPacked[i], at);
                _awaited++;
            }
        }

        if (_awaited == 0 || ++_wantTries > MaxWants)
        {
            bool isCaughtUp = _awaited == 0 && !_wantByKey;
            _wantDueMs = long.MaxValue;
            _wanted = 0;
            _awaited = 0;
            if (isCaughtUp)
            {
                OnCaughtUp(nowMs);
            }

            return false;
        }

        int againMs = IsPressed(nowMs) ? PressedAgainMs : IsQuickWant ? RelayTiming.QuickAgainMs : WantAgainMs;
        _wantDueMs = nowMs + (_wantTries * againMs) + _random.Next(againMs / 2);
        return SealLocal(at);
    }

    private void OnWant(int length, ushort whom, ushort from, long nowMs)
    {
        bool byKey = (_payload[0] & LocalKind.KeysFlag) != 0;
        if (length <= WhomEnd)
        {
            return;
        }

        if (whom != _options.Address)
        {
            if (byKey)
            {
                OnWantedElsewhere(length, _neighbours.EntryOfAddress(from));
            }

            return;
        }

        if (byKey)
        {
            MarkKeys(WhomEnd + 1, length, _payload[WhomEnd]);
        }

        int order = 0;
        bool fresh = false;
        for (int i = 0; byKey && i < _store.Slots; i++)
        {
            if (IsMarked(i) && Answer(i, from, order, nowMs))
            {
                fresh |= nowMs - _store.ReceivedMs[i] < HintReachMs;
                order++;
            }
        }

        // In the order of the list: the oldest first.
        for (int at = WhomEnd; !byKey && at + IdSize <= length; at += IdSize)
        {
            uint packed = PackedAt(at);
            int slot = _store.Find(TypeOf(packed), (ushort)(_payload[at] | (_payload[at + 1] << 8)), packed >> 3);
            if (slot >= 0 && Answer(slot, from, order, nowMs))
            {
                order++;
            }
        }

        // What came just now was lost in its wave and is found again; what is older says that the waves do not reach everybody.
        if (byKey && !fresh && order > 0)
        {
            NoteNeed();
            OnTroubleOf(from, nowMs);
        }
    }

    /// <summary>Plans to send an item that is asked for: the first at once. False when it is not held, or not for whoever asks.</summary>
    private bool Answer(int slot, ushort from, int order, long nowMs)
    {
        if (!IsHeldForOthers(slot) || (_store.DueMs[slot] == FrameStore.Never && !PushFor(from, slot, order, nowMs)))
        {
            return false;
        }

        _store.DueMs[slot] = order == 0 ? nowMs : _store.DueMs[slot];
        return true;
    }
}
