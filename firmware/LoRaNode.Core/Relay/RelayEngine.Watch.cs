using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// The implicit acknowledgement: whoever should pass an item on is heard doing so, or gets it again.
public sealed partial class RelayEngine
{
    private readonly RelayWatch _watch = new RelayWatch();

    /// <summary>
    /// An item was sent for the first time: waits for those that must pass it on, or else for any that should, and notes whom a
    /// relay out of hearing may have kept from hearing it.
    /// </summary>
    private void Watch(int slot, long nowMs)
    {
        if (IsAirFull)
        {
            return;
        }

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
                _neighbours.Delays.Note(entry, (int)(nowMs - _watch.SentMs[watch]) - AirtimeMs(_store.Length[slot]) - verifyMs);
            }
        }

        NodeSet.Remove(_watch.Expected, at, _neighbours.Node[entry]);
        for (int i = 0; i < NodeSet.Words; i++)
        {
            _watch.Expected[at + i] &= ~_neighbours.HearsWell[(entry * NodeSet.Words) + i];
        }

        _watch.Drowned[watch] = true;
        if (_watch.DueMs[watch] != RelayWatch.Never && (_watch.Any[watch] || NodeSet.IsEmpty(_watch.Expected, at)))
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
                int theirs = _neighbours.Delays.PatienceMs(i);
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
            if (slot >= 0 && _watch.HintMs[i] <= nowMs)
            {
                long passed = _lastItemMs + (AirtimeMs(_store.Length[slot]) * RelayTiming.HintPercent / 100);
                if (passed > nowMs && nowMs - _watch.SentMs[i] < HintReachMs / 2)
                {
                    _watch.HintMs[i] = passed + HintSpreadMs(i);
                }
                else
                {
                    _hintDueMs = nowMs;
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
                if (_store.State[slot] == ItemState.Held)
                {
                    NoteNeed();

                    // Who can have it from here only has most likely not got it, and nor has whoever comes after.
                    _calm = _watch.Any[i] ? _calm : RelayTiming.LeastCalm;
                    OnTrouble(nowMs);
                }

                continue;
            }

            if ((_watch.Drowned[i] || _watch.Noise[i]) && nowMs - _store.ReceivedMs[slot] < HintReachMs)
            {
                // Most likely it was sent and drowned by the one that was read: a short question is cheaper than the item.
                _hintDueMs = _watch.Any[i] ? _hintDueMs : nowMs;
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

    private bool IsExpected(int watch, ushort address)
    {
        int entry = _neighbours.EntryOfAddress(address);
        return entry >= 0 && NodeSet.Has(_watch.Expected, watch * NodeSet.Words, _neighbours.Node[entry]);
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
