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

    // A request, and its answer, may be lost.
    private const int MaxWants = 3;
    private const int WantAgainMs = 3_000;

    private int _wantTries;

    // What this node lacks and knows that a neighbour has.
    private readonly uint[] _wantCounter = new uint[MaxListed];
    private readonly ushort[] _wantOrigin = new ushort[MaxListed];
    private readonly FrameType[] _wantType = new FrameType[MaxListed];
    private readonly ushort[] _wantKey = new ushort[MaxListed];
    private byte _wantSalt;
    private int _wanted;
    private int _wantedKeys;
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

        if (wanted == 0 || !MaySendFor(from, MaxWants, 0, nowMs))
        {
            return false;
        }

        _wanted = wanted;
        _wantTries = 0;
        _wantedFrom = from;
        IsQuickWant = false;
        _wantDueMs = nowMs + _random.Next(12 * SlotMs);
        return true;
    }

    /// <summary>Notes the keys in a frame that are not in the table of keys, if it may be asked for them. Returns their number.</summary>
    private int NoteWantedKeys(int at, int length, ushort from, byte salt, long nowMs)
    {
        int wanted = 0;
        for (; at + 2 <= length && wanted < MaxListed; at += 2)
        {
            ushort key = (ushort)(_payload[at] | (_payload[at + 1] << 8));
            if (!FindKey(key, salt))
            {
                _wantKey[wanted++] = key;
            }
        }

        if (wanted > 0 && MaySendFor(from, MaxWants, 0, nowMs))
        {
            _wantedKeys = wanted;
            _wantSalt = salt;
            _wantTries = 0;
            _wantedFrom = from;
            return wanted;
        }

        return 0;
    }

    private bool BuildWant(long nowMs)
    {
        int at = FrameHeader.Size;
        bool byKey = _wantedKeys > 0;
        _frame[at++] = (byte)(LocalKind.Request | LocalKind.WantFlag | (byKey ? LocalKind.KeysFlag : 0));
        at = WriteWhom(_wantedFrom, at);
        if (byKey)
        {
            _frame[at++] = _wantSalt;
            TabulateKeys(_wantSalt);
        }

        int start = at;
        for (int i = 0; byKey && i < _wantedKeys; i++)
        {
            if (!FindKey(_wantKey[i], _wantSalt))
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
            int againMs = IsQuickWant ? RelayTiming.QuickAgainMs : WantAgainMs;
            _wantDueMs = nowMs + (_wantTries * againMs) + _random.Next(againMs / 2);
        }
        else
        {
            _wantDueMs = long.MaxValue;
            _wantedKeys = 0;
            _wanted = 0;
        }

        return any && SealLocal(at);
    }

    private void OnWant(int length, ushort whom, ushort from, long nowMs)
    {
        bool byKey = (_payload[0] & LocalKind.KeysFlag) != 0;
        if (byKey && length <= WhomEnd)
        {
            return;
        }

        if (whom != _options.Address)
        {
            return;
        }

        if (byKey)
        {
            MarkKeys(WhomEnd + 1, length, _payload[WhomEnd]);
        }
        else
        {
            MarkIds(WhomEnd, length);
        }

        int order = 0;
        bool fresh = false;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (IsHeldForOthers(i)
                && IsMarked(i)
                && (_store.DueMs[i] != FrameStore.Never || PushFor(from, i, order, nowMs)))
            {
                fresh |= nowMs - _store.ReceivedMs[i] < HintReachMs;
                if (order++ == 0)
                {
                    _store.DueMs[i] = nowMs;
                }
            }
        }

        // What came just now was lost in its wave and is found again; what is older says that the waves do not reach everybody.
        if (!fresh && order > 0)
        {
            NoteNeed();
            OnTroubleOf(from, nowMs);
        }
    }
}
