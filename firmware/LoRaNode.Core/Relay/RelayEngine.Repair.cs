using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Repair at once: a node that heard something it could not read, and nothing readable around it, asks a neighbour.
public sealed partial class RelayEngine
{
    private const int FirstHoldOffMs = 8_000;
    private const int LongestHoldOffMs = 600_000;

    private long _askAllowedMs;
    private int _holdOffMs = FirstHoldOffMs;

    private long _lastItemMs = -RecentMs;
    private int _lastItemLength;
    private long _askDueMs = long.MaxValue;
    private int _asks;

    // Items that came within this time count as news in a question.
    private const int RecentMs = 60_000;

    /// <summary>A frame came that could not be decoded (payload CRC). It says that something may have been missed.</summary>
    /// <param name="length">Its length in bytes as its header told, or 0 when unknown.</param>
    /// <param name="snrQuarterDb">Its SNR in quarters of a decibel.</param>
    /// <param name="nowMs">Monotonic milliseconds, at the end of the frame.</param>
    public void OnFrameDamaged(int length, int snrQuarterDb, long nowMs)
    {
        OnFrameEnd(nowMs);
        bool isShort = length > 0 && length < ShortestLately();
        if (!isShort)
        {
            for (int i = 0; i < RelayWatch.Capacity; i++)
            {
                _watch.Noise[i] = true;
                _watch.NoiseMs[i] = 0;
            }
        }

        bool small = isShort || snrQuarterDb < SnrFloorQuarterDb((int)_options.Radio.SpreadingFactor) + RelayTiming.AskMarginQuarterDb;
        if (!small && !IsAirFull && _askDueMs == long.MaxValue && nowMs >= _askAllowedMs && nowMs - _lastItemMs > RelayTiming.SameWaveMs + (2 * _verifyMs))
        {
            _asks = 0;
            bool isRelay = (_neighbours.Standing[NeighbourTable.Self] & RelayStanding.Backbone) != 0;
            _askDueMs = nowMs + _verifyMs + (isRelay ? RelayTiming.RelayAskAfterMs : RelayTiming.AskAfterMs) + _random.Next(RelayTiming.AskSpreadMs);
        }
    }

    /// <summary>An item was heard, new or known: whatever was damaged around it was most likely a copy of it.</summary>
    private void OnItemHeard(int length, long nowMs)
    {
        if (_asks > 0 && nowMs - _lastAskMs < ProductiveMs)
        {
            // It was worth asking.
            _holdOffMs = FirstHoldOffMs;
            _askAllowedMs = 0;
        }

        _asks = 0;
        _lastItemMs = nowMs;
        _lastItemLength = length;
        _askDueMs = long.MaxValue;
    }

    private const int ShortestItem = 32;

    /// <summary>A frame much shorter than all items that are held is most likely one for the neighbours; a short item that is taken for one is told of in summaries.</summary>
    private int ShortestLately()
    {
        int shortest = 2 * FrameHeader.MaxFrame;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (IsHeldForOthers(i) && _store.Length[i] < shortest)
            {
                shortest = _store.Length[i];
            }
        }

        return shortest == 2 * FrameHeader.MaxFrame || shortest < 2 * ShortestItem ? ShortestItem : shortest / 2;
    }

    private const int ProductiveMs = 3_000;
    private long _lastAskMs;

    private bool BuildAsk(long nowMs)
    {
        int at = FrameHeader.Size;
        _frame[at++] = LocalKind.Request;
        at = WriteWhom(ChooseWhomToAsk(), at);
        for (int i = 0; i < _store.Slots && at + IdSize <= FrameHeader.Size + 40; i++)
        {
            if (_store.State[i] != ItemState.Free && IsOffered(_store.Type[i]) && nowMs - _store.ReceivedMs[i] < RecentMs)
            {
                at = WriteId(i, at);
            }
        }

        _asks++;
        _lastAskMs = nowMs;
        if (_asks < RelayTiming.MaxAsks)
        {
            _askDueMs = nowMs + RelayTiming.AskAgainMs + _random.Next(800);
            return SealLocal(at);
        }

        _askDueMs = long.MaxValue;
        _askAllowedMs = nowMs + _holdOffMs;
        _holdOffMs = _holdOffMs * 2 > LongestHoldOffMs ? LongestHoldOffMs : _holdOffMs * 2;
        return SealLocal(at);
    }

    /// <summary>The neighbour with the best link, those of the backbone before others, another one each time.</summary>
    private ushort ChooseWhomToAsk()
    {
        int best = -1;
        int bestScore = -1;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] < 0)
            {
                continue;
            }

            int score = (_neighbours.QualityOf(i) * 16) + (_neighbours.Standing[_neighbours.Node[i]] >= RelayStanding.Backbone ? 24 : 0) + _random.Next(_asks == 0 ? 8 : 32);
            if (score > bestScore)
            {
                best = i;
                bestScore = score;
            }
        }

        return best < 0 ? FrameHeader.Everyone : _neighbours.Known.AddressOf(_neighbours.Node[best]);
    }

    /// <summary>Somebody near asks: the answer may serve this node too, and must not be disturbed.</summary>
    private void YieldToRepair(long nowMs)
    {
        if (nowMs - _yieldSinceMs > LongestYieldMs + YieldPauseMs)
        {
            _yieldSinceMs = nowMs;
        }

        if (nowMs - _yieldSinceMs > LongestYieldMs)
        {
            return;
        }

        long untilMs = nowMs + RelayTiming.OthersRepairMs;
        if (_askDueMs < untilMs)
        {
            _askDueMs = untilMs + _random.Next(RelayTiming.AskSpreadMs);
        }

        if (_wantDueMs < untilMs)
        {
            _wantDueMs = untilMs + _random.Next(RelayTiming.AskSpreadMs);
        }

        if (_hintDueMs < untilMs)
        {
            _hintDueMs = untilMs + _random.Next(RelayTiming.HintSpreadMs);
        }

        for (int i = 0; i < RelayWatch.Capacity; i++)
        {
            if (_watch.Slot[i] >= 0 && _watch.HintMs[i] < untilMs)
            {
                _watch.HintMs[i] = untilMs + _random.Next(RelayTiming.HintSpreadMs);
            }
        }
    }

    // Whoever asks without end must not keep this node from asking: after the one time it does not yield for the other.
    private const int LongestYieldMs = 5_000;
    private const int YieldPauseMs = 2_000;

    private long _yieldSinceMs = -LongestYieldMs - YieldPauseMs;

    private void OnAsk(int length, ushort from, long nowMs)
    {
        if (length < WhomEnd)
        {
            return;
        }

        ushort whom = (ushort)(_payload[1] | (_payload[2] << 8));
        NoteEcho(from, whom);
        YieldToRepair(nowMs);
        if ((_payload[0] & LocalKind.WantFlag) != 0)
        {
            OnWant(length, whom, from, nowMs);
            return;
        }

        bool isAsked = whom == _options.Address || whom == FrameHeader.Everyone;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (!IsHeldForOthers(i) || nowMs - _store.ReceivedMs[i] > RecentMs / 2 || IsListed(i, WhomEnd, length))
            {
                continue;
            }

            int watch = isAsked ? -1 : _watch.Find(i);
            if (!isAsked && (watch < 0 || !IsExpected(watch, from)))
            {
                continue;
            }

            // Whoever is asked answers at once; whoever waits to hear the item from the one that asks answers if nobody else does.
            long due = nowMs + (whom == _options.Address ? _random.Next(SlotMs) : watch >= 0 ? (2 * SlotMs) + _random.Next(4 * SlotMs) : _random.Next(16 * SlotMs));
            if ((_store.DueMs[i] == FrameStore.Never || due < _store.DueMs[i]) && MaySendFor(from, 1, 0, nowMs))
            {
                _store.DueMs[i] = due;
                _store.Flags[i] |= ItemFlags.Repair;
            }
        }
    }
}
