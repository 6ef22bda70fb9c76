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
        if (length == 0 || length >= ShortestItem)
        {
            for (int i = 0; i < RelayWatch.Capacity; i++)
            {
                _watch.Noise[i] = true;
                _watch.NoiseMs[i] = 0;
            }
        }

        bool small = (length > 0 && length < ShortestItem) || snrQuarterDb < SnrFloorQuarterDb((int)_options.Radio.SpreadingFactor) + RelayTiming.AskMarginQuarterDb;
        if (!small && _askDueMs == long.MaxValue && nowMs >= _askAllowedMs && nowMs - _lastItemMs > RelayTiming.SameWaveMs + (2 * _verifyMs))
        {
            _asks = 0;
            _damagedSnr = snrQuarterDb;
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
    private const int ProductiveMs = 3_000;
    private long _lastAskMs;

    private int _damagedSnr;

    private bool BuildAsk(long nowMs)
    {
        int at = FrameHeader.Size;
        _frame[at++] = LocalKind.Request;
        ushort whom = ChooseWhomToAsk();
        _frame[at++] = (byte)whom;
        _frame[at++] = (byte)(whom >> 8);
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

            // Whoever sent the damaged frame has what it held: a node is known by its strength.
            int away = _neighbours.SnrOf(i) - _damagedSnr;
            away = away < 0 ? -away : away;
            int score = (_asks == 0 && away < RelayTiming.SameSnrQuarterDb ? 4 * (RelayTiming.SameSnrQuarterDb - away) * RelayTiming.SnrWeight : 0) + (_neighbours.QualityOf(i) * 16) + (_neighbours.Standing[_neighbours.Node[i]] >= RelayStanding.Backbone ? 24 : 0) + _random.Next(_asks == 0 ? 8 : 32);
            if (score > bestScore)
            {
                best = i;
                bestScore = score;
            }
        }

        return best < 0 ? FrameHeader.Everyone : _neighbours.Known.AddressOf(_neighbours.Node[best]);
    }

    private void OnAsk(int length, int from, long nowMs)
    {
        if (length < 3)
        {
            return;
        }

        ushort whom = (ushort)(_payload[1] | (_payload[2] << 8));
        if ((_payload[0] & LocalKind.WantFlag) != 0)
        {
            OnWant(length, whom, nowMs);
            return;
        }

        if (_askDueMs != long.MaxValue)
        {
            // Somebody near asks: the answer may serve this node too.
            _askDueMs = nowMs + 1_200 + _random.Next(800);
        }

        bool isAsked = whom == _options.Address || whom == FrameHeader.Everyone;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (!IsHeldForOthers(i) || nowMs - _store.ReceivedMs[i] > RecentMs / 2 || IsListed(i, 3, length))
            {
                continue;
            }

            int watch = isAsked ? -1 : _watch.Find(i);
            if (!isAsked && (watch < 0 || from < 0 || !NodeSet.Has(_watch.Expected, watch * NodeSet.Words, from)))
            {
                continue;
            }

            long due = nowMs + (whom == _options.Address ? _random.Next(SlotMs) : watch >= 0 ? (2 * SlotMs) + _random.Next(4 * SlotMs) : _random.Next(16 * SlotMs));
            if (_store.DueMs[i] == FrameStore.Never || due < _store.DueMs[i])
            {
                _store.DueMs[i] = due;
                _store.Flags[i] |= ItemFlags.Repair;
            }
        }
    }

    private readonly RelayWatch _watch = new RelayWatch();
    private readonly uint[] _expected = new uint[NodeSet.Words];

    /// <summary>
    /// An item was sent for the first time: waits for those that must pass it on, or else for any that should, and notes whom a
    /// relay out of hearing may have kept from hearing it.
    /// </summary>
    private void Watch(int slot, long nowMs)
    {
        int watch = _watch.Add(slot, nowMs);
        Expect(slot);
        _watch.Any[watch] = NodeSet.IsEmpty(_expected, 0);
        NoteRisk(watch, slot, nowMs);
        if (_watch.Any[watch])
        {
            ExpectAny(slot);
        }

        if (NodeSet.IsEmpty(_expected, 0))
        {
            _watch.EndExpecting(watch);
            return;
        }

        NodeSet.Copy(_expected, 0, _watch.Expected, watch * NodeSet.Words);
        _watch.DueMs[watch] = nowMs + LookMs(slot);
    }

    /// <summary>At risk is whom this transmission served first and whom relays out of hearing serve too.</summary>
    private void NoteRisk(int watch, int slot, long nowMs)
    {
        int at = slot * NodeSet.Words;
        bool any = false;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node >= 0
                && NodeSet.Has(_neighbours.MineWell, 0, node)
                && !NodeSet.Has(_store.Covered, at, node)
                && !NodeSet.Has(_expected, 0, node)
                && (RelayTiming.RiskBackbone != 0 || !NodeSet.Has(_neighbours.Backbone, 0, node))
                && HasHiddenRelay(i * NodeSet.Words, at))
            {
                NodeSet.Add(_watch.Risk, watch * NodeSet.Words, node);
                any = true;
            }
        }

        if (any)
        {
            _watch.ProbeMs[watch] = nowMs + ProbeWaitMs(slot);
        }
    }

    private int ProbeWaitMs(int slot)
    {
        return (AirtimeMs(_store.Length[slot]) * RelayTiming.ProbePercent / 100) + _random.Next(RelayTiming.ProbeSpreadMs) + (IsSigned(_store.Type[slot]) ? _verifyMs : 0);
    }

    private bool HasHiddenRelay(int list, int covered)
    {
        for (int i = 0; i < NodeSet.Words; i++)
        {
            if ((_neighbours.HearsWell[list + i] & _neighbours.Backbone[i] & ~_neighbours.Mine[i] & (RelayTiming.RiskCovered == 0 ? uint.MaxValue : _store.Covered[covered + i])) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Someone served by another transmission, or told of the item, is not at risk any more.</summary>
    private void Relieve(int watch, int entry)
    {
        int at = watch * NodeSet.Words;
        NodeSet.Remove(_watch.Risk, at, _neighbours.Node[entry]);
        for (int i = 0; i < NodeSet.Words; i++)
        {
            _watch.Risk[at + i] &= ~_neighbours.HearsWell[(entry * NodeSet.Words) + i];
        }

        if (NodeSet.IsEmpty(_watch.Risk, at))
        {
            _watch.EndRisk(watch);
        }
    }

    /// <summary>A neighbour named an item as its own: it has it, and those that hear it well ask by themselves.</summary>
    private void OnNamed(int length, int entry)
    {
        for (int i = 0; i < RelayWatch.Capacity && entry >= 0; i++)
        {
            if (_watch.Slot[i] >= 0 && HasKey(KeyOf(_watch.Slot[i]), length))
            {
                int at = i * NodeSet.Words;
                bool wasExpected = NodeSet.Has(_watch.Expected, at, _neighbours.Node[entry]);
                NodeSet.Remove(_watch.Expected, at, _neighbours.Node[entry]);
                Relieve(i, entry);
                if (wasExpected && _watch.Slot[i] >= 0 && (_watch.Any[i] || NodeSet.IsEmpty(_watch.Expected, at)))
                {
                    _watch.EndExpecting(i);
                }
            }
        }
    }

    /// <summary>Nodes of the backbone that this transmission serves and that have nodes to serve which are not heard here.</summary>
    private void ExpectAny(int slot)
    {
        int at = slot * NodeSet.Words;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node >= 0
                && NodeSet.Has(_neighbours.MineWell, 0, node)
                && NodeSet.Has(_neighbours.Backbone, 0, node)
                && !NodeSet.Has(_store.Covered, at, node)
                && _neighbours.Silent[i] < RelayTiming.MaxSilent
                && ServesBeyond(i * NodeSet.Words, at))
            {
                NodeSet.Add(_expected, 0, node);
            }
        }
    }

    private bool ServesBeyond(int list, int covered)
    {
        for (int i = 0; i < NodeSet.Words; i++)
        {
            uint beyond = _neighbours.HearsWell[list + i] & ~(_store.Covered[covered + i] | _neighbours.Mine[i]);
            if ((i == 0 ? beyond & ~1u : beyond) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Before an item is sent for the first time: whom to watch. Nodes of the backbone that only this transmission serves and that have others to serve.</summary>
    private void Expect(int slot)
    {
        int at = slot * NodeSet.Words;
        for (int w = 0; w < NodeSet.Words; w++)
        {
            uint candidates = _neighbours.MineWell[w] & _neighbours.Backbone[w] & ~_store.Covered[at + w];
            _expected[w] = 0;
            for (int b = 0; candidates != 0; b++, candidates >>= 1)
            {
                int node = (w << 5) | b;
                int entry = (candidates & 1) != 0 ? _neighbours.EntryOf(node) : -1;
                if (entry >= 0 && _neighbours.Silent[entry] < RelayTiming.MaxSilent && HasOthers(entry, at))
                {
                    NodeSet.Add(_expected, 0, node);
                }
            }
        }
    }

    /// <summary>
    /// True when an entry can have the item from this node only, and must pass it on: of its neighbours in the backbone none
    /// but this node is known to have it or is heard here.
    /// </summary>
    private bool HasOthers(int entry, int covered)
    {
        bool others = false;
        for (int i = 0; i < NodeSet.Words; i++)
        {
            uint backbone = _neighbours.HearsWell[(entry * NodeSet.Words) + i] & _neighbours.Backbone[i];
            if ((backbone & (_store.Covered[covered + i] | _neighbours.Mine[i])) != 0)
            {
                return false;
            }

            others |= backbone != 0;
        }

        return others;
    }

    /// <summary>A neighbour was heard passing an item on: it has it, and so have those that hear it well.</summary>
    private void OnPassedOn(int slot, ushort transmitter, long nowMs)
    {
        int watch = _watch.Find(slot);
        int entry = _neighbours.EntryOfAddress(transmitter);
        if (watch < 0 || entry < 0)
        {
            return;
        }

        int at = watch * NodeSet.Words;
        if (NodeSet.Has(_watch.Expected, at, _neighbours.Node[entry]))
        {
            _neighbours.Silent[entry] = 0;
            if (_watch.Tries[watch] == 0)
            {
                int verifyMs = IsSigned(_store.Type[slot]) ? _verifyMs : 0;
                _neighbours.NoteDelay(entry, (int)(nowMs - _watch.SentMs[watch]) - AirtimeMs(_store.Length[slot]) - verifyMs);
            }
        }

        NodeSet.Remove(_watch.Expected, at, _neighbours.Node[entry]);
        for (int i = 0; i < NodeSet.Words; i++)
        {
            _watch.Expected[at + i] &= ~_neighbours.HearsWell[(entry * NodeSet.Words) + i];
        }

        _watch.Drowned[watch] = true;
        if (_watch.Any[watch] || NodeSet.IsEmpty(_watch.Expected, at))
        {
            _watch.EndExpecting(watch);
        }

        if (_watch.Slot[watch] == slot)
        {
            Relieve(watch, entry);
        }
    }

    /// <summary>From the end of a transmission to the look at the channel, by which the next relay should have begun.</summary>
    private int LookMs(int slot)
    {
        return (IsSigned(_store.Type[slot]) ? _verifyMs : 0) + RelayTiming.LookMs;
    }

    /// <summary>From the look at the channel to the repetition.</summary>
    private int WatchMs(int watch)
    {
        int patienceMs = 0;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0 && NodeSet.Has(_watch.Expected, watch * NodeSet.Words, _neighbours.Node[i]))
            {
                int theirs = _neighbours.PatienceMs(i);
                patienceMs = theirs > patienceMs ? theirs : patienceMs;
            }
        }

        patienceMs = patienceMs > RelayTiming.MostPatienceMs ? RelayTiming.MostPatienceMs : patienceMs;
        patienceMs -= RelayTiming.LookMs;
        return (2 * _lagMs) + (patienceMs > 0 ? patienceMs : 0) + _random.Next(RelayTiming.WatchSpreadMs);
    }

    /// <summary>Looks at the channel, and sends again what nobody was heard passing on: once for a relay that was silent before, more often for one that never was.</summary>
    private void CheckWatch(long nowMs)
    {
        for (int i = 0; i < RelayWatch.Capacity; i++)
        {
            int slot = _watch.Slot[i];
            if (slot >= 0 && _watch.ProbeMs[i] <= nowMs)
            {
                long passed = _lastItemMs + (AirtimeMs(_store.Length[slot]) * RelayTiming.ProbePercent / 100);
                if (passed > nowMs && nowMs - _watch.SentMs[i] < ProbeReachMs / 2)
                {
                    _watch.ProbeMs[i] = passed + _random.Next(RelayTiming.ProbeSpreadMs);
                }
                else
                {
                    _probeDueMs = nowMs;
                    _watch.EndRisk(i);
                    slot = _watch.Slot[i];
                }
            }

            if (slot < 0 || _watch.DueMs[i] > nowMs || _watch.Look[i])
            {
                continue;
            }

            int least = LeastSilent(i);
            int repeats = least == 0 ? RelayTiming.MaxRepeats : 1;
            if (_store.State[slot] != ItemState.Held || least >= RelayTiming.MaxSilent || _watch.Tries[i] >= repeats)
            {
                BlameSilent(i);
                _watch.EndExpecting(i);
                continue;
            }

            if ((_watch.Drowned[i] || _watch.Noise[i]) && nowMs - _store.ReceivedMs[slot] < ProbeReachMs)
            {
                // Most likely it was sent and drowned by the one that was read: a short question is cheaper than the item.
                _probeDueMs = _watch.Any[i] ? _probeDueMs : nowMs;
                _watch.EndExpecting(i);
                continue;
            }

            _watch.Tries[i]++;
            _watch.DueMs[i] = nowMs + AirtimeMs(_store.Length[slot]) + LookMs(slot) + ((long)WatchMs(i) << _watch.Tries[i]);
            if (_store.DueMs[slot] == FrameStore.Never)
            {
                _store.DueMs[slot] = nowMs;
                _store.Flags[slot] |= ItemFlags.Repair | ItemFlags.Unheard;
            }
        }
    }

    // How far back a probe reaches: what came within this time is named in it.
    private const int ProbeReachMs = 3 * CoverageUnitMs;

    private long _probeDueMs = long.MaxValue;

    /// <summary>A short summary of what came just now, so that whoever lacks it asks at once.</summary>
    private bool BuildProbe(long nowMs)
    {
        _probeDueMs = long.MaxValue;
        for (int i = 0; i < RelayWatch.Capacity; i++)
        {
            if (_watch.Slot[i] >= 0 && _watch.ProbeMs[i] != RelayWatch.Never)
            {
                _watch.EndRisk(i);
            }
        }

        int at = FrameHeader.Size;
        _frame[at++] = LocalKind.Summary;
        _frame[at++] = ProbeReachMs / CoverageUnitMs;
        for (int i = 0; i < _store.Slots && at < FrameHeader.Size + 18; i++)
        {
            if (IsHeldForOthers(i) && nowMs - _store.ReceivedMs[i] < ProbeReachMs)
            {
                ushort key = KeyOf(i);
                _frame[at++] = (byte)key;
                _frame[at++] = (byte)(key >> 8);
            }
        }

        return SealLocal(at);
    }

    /// <summary>The watch whose look at the channel is due, or -1.</summary>
    private int LookDueEntry(long nowMs)
    {
        for (int i = 0; i < RelayWatch.Capacity; i++)
        {
            if (_watch.Slot[i] >= 0 && _watch.Look[i] && _watch.DueMs[i] <= nowMs)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The channel was looked at for all watches that are due.</summary>
    private void EndLook(bool busy, long nowMs)
    {
        for (int i = LookDueEntry(nowMs); i >= 0; i = LookDueEntry(nowMs))
        {
            _watch.Look[i] = false;
            if (busy)
            {
                _watch.Noise[i] = true;
                _watch.NoiseMs[i] = nowMs;
            }

            _watch.DueMs[i] = nowMs + (busy ? AirtimeMs(_store.Length[_watch.Slot[i]]) : 0) + WatchMs(i);
        }
    }

    /// <summary>A repetition that found the channel in use: perhaps by the relay that it waits for.</summary>
    private void HoldRepetition(int slot, long nowMs)
    {
        if (slot < 0 || (_store.Flags[slot] & ItemFlags.Unheard) == 0)
        {
            return;
        }

        int watch = _watch.Find(slot);
        if (watch >= 0 && _watch.DueMs[watch] != RelayWatch.Never)
        {
            _watch.Tries[watch]--;
            _watch.Noise[watch] = true;
            _watch.NoiseMs[watch] = nowMs;
            _watch.DueMs[watch] = nowMs + AirtimeMs(_store.Length[slot]) + SlotMs;
            _store.DueMs[slot] = FrameStore.Never;
            _store.Flags[slot] &= unchecked((byte)~(ItemFlags.Repair | ItemFlags.Unheard));
        }
    }

    /// <summary>A frame was read: what was on the air meanwhile was this, and no collision of relays.</summary>
    private void OnReadable(int length, long nowMs)
    {
        long startMs = nowMs - AirtimeMs(length);
        for (int i = 0; i < RelayWatch.Capacity; i++)
        {
            if (_watch.NoiseMs[i] >= startMs)
            {
                _watch.Noise[i] = false;
            }
        }
    }

    private int LeastSilent(int watch)
    {
        int least = byte.MaxValue;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0 && NodeSet.Has(_watch.Expected, watch * NodeSet.Words, _neighbours.Node[i]) && _neighbours.Silent[i] < least)
            {
                least = _neighbours.Silent[i];
            }
        }

        return least;
    }

    private void BlameSilent(int watch)
    {
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0
                && NodeSet.Has(_watch.Expected, watch * NodeSet.Words, _neighbours.Node[i])
                && _neighbours.Silent[i] < byte.MaxValue)
            {
                _neighbours.Silent[i]++;
            }
        }
    }
}
