namespace LoRaNode.Core.Relay;

// Windows in which all listen: what nodes that save power missed is told when they open.
public sealed partial class RelayEngine
{
    private const int RhythmSize = 4;

    // Two who told the same count are enough for those around (RFC 6206, 4.2, redundancy constant).
    private const int EnoughTellers = 2;

    private readonly RelayRhythm _rhythm;
    private long _windowMs = long.MinValue / 2;
    private long _markMs = long.MinValue / 2;
    private long _nextWindowMs = long.MaxValue;
    private long _tellRhythmMs = long.MaxValue;
    private int _tellers;
    private long _correctedMs = long.MinValue / 2;

    /// <summary>Looks whether a window has opened. Costs nothing where nobody saves power.</summary>
    private void KeepRhythm(long nowMs)
    {
        if (!_rhythm.IsUsed(nowMs))
        {
            _nextWindowMs = long.MaxValue;
            _tellRhythmMs = long.MaxValue;
            return;
        }

        int since = _rhythm.SinceOpening(nowMs);
        if (nowMs - _windowMs > since)
        {
            Open(nowMs, since);
        }

        _nextWindowMs = nowMs - since + RelayRhythm.PeriodMs;
        if (_tellRhythmMs <= nowMs)
        {
            _tellRhythmMs = long.MaxValue;
            _beaconDueMs = _tellers < EnoughTellers && nowMs < _beaconDueMs ? nowMs : _beaconDueMs;
        }
    }

    /// <summary>A window has opened: what waited for it is spread, and what came since the last one is told to those who slept.</summary>
    private void Open(long nowMs, int since)
    {
        long before = _windowMs;
        _windowMs = nowMs - since;
        if (_rhythm.SinceMark(nowMs) < RelayRhythm.PeriodMs)
        {
            // Those that listen at marks only have slept since the last one.
            before = _markMs;
            _markMs = _windowMs;
            _tellers = 0;
            _tellRhythmMs = InWindow(nowMs);
        }

        bool hasNews = false;
        for (int i = 0; i < _store.Slots; i++)
        {
            hasNews |= IsHeldForOthers(i) && _store.ReceivedMs[i] >= before && _store.ReceivedMs[i] < _windowMs;
            if (_store.State[i] == ItemState.Held && _store.DueMs[i] <= nowMs)
            {
                _store.DueMs[i] = InWindow(nowMs);
            }
        }

        _wantDueMs = _wantDueMs <= nowMs ? InWindow(nowMs) : _wantDueMs;
        _beaconDueMs = _beaconDueMs <= nowMs ? InWindow(nowMs) : _beaconDueMs;
        if (_summaryDueMs <= nowMs || (hasNews && _summaryDueMs > nowMs + RelayRhythm.GuardMs + RelayRhythm.SpreadMs))
        {
            _summaryDueMs = InWindow(nowMs);
            NodeSet.Clear(_summaryCovered, 0);
        }
    }

    private long InWindow(long nowMs)
    {
        return nowMs + RelayRhythm.GuardMs + _random.Next(RelayRhythm.SpreadMs);
    }

    /// <summary>How far back summaries must reach for those who slept, in milliseconds.</summary>
    private int SleptMs(long nowMs)
    {
        return !_rhythm.IsUsed(nowMs) ? 0
            : (_rhythm.SinceMark(nowMs) < RelayRhythm.PeriodMs ? RelayRhythm.MarkMs : RelayRhythm.PeriodMs) + RelayRhythm.PeriodMs;
    }

    private int WriteRhythm(int at, long nowMs)
    {
        uint told = _rhythm.Told(nowMs);
        _frame[at] = (byte)told;
        _frame[at + 1] = (byte)(told >> 8);
        _frame[at + 2] = (byte)(told >> 16);
        _frame[at + 3] = (byte)(told >> 24);
        return at + RhythmSize;
    }

    /// <summary>A neighbour told its rhythm. One that is behind is told this one soon, while it listens.</summary>
    private void OnRhythm(int at, int frameLength, long nowMs)
    {
        uint told = (uint)(_payload[at] | (_payload[at + 1] << 8) | (_payload[at + 2] << 16) | (_payload[at + 3] << 24));
        told += (uint)(AirtimeMs(frameLength) / RelayRhythm.UnitMs);
        bool isBehind = _rhythm.Hear(told, (_payload[0] & LocalKind.SaverFlag) != 0, nowMs);
        if (isBehind && _rhythm.IsUsed(nowMs) && nowMs - _correctedMs >= AnswerPauseMs)
        {
            _correctedMs = nowMs;
            _tellers = 0;
            _tellRhythmMs = nowMs + SlotMs + _random.Next(RelayRhythm.SpreadMs);
        }
        else if (!isBehind)
        {
            _tellers++;
        }
    }
}
