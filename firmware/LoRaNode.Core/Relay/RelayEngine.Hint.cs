using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Hints: after a wave, a short question to those who may have lost it.
public sealed partial class RelayEngine
{
    // How far back a hint reaches: what came within this time is named in it.
    private const int HintReachMs = 12_000;

    // Items named in a hint: the last ones.
    private const int MostHinted = 8;

    private long _hintDueMs = long.MaxValue;

    /// <summary>True when what is wanted was named in a hint: then it is asked for at once.</summary>
    private bool IsQuickWant { get; set; }

    /// <summary>Names what came just now, so that whoever lacks it asks at once.</summary>
    private bool BuildHint(long nowMs)
    {
        _hintDueMs = long.MaxValue;
        for (int i = 0; i < RelayWatch.Capacity; i++)
        {
            if (_watch.Slot[i] >= 0 && _watch.HintMs[i] != RelayWatch.Never)
            {
                _watch.EndRisk(i);
            }
        }

        uint counter;
        if (!_counters.TryTake(FrameType.Beacon, out counter))
        {
            return false;
        }

        int at = FrameHeader.Size;
        _frame[at++] = LocalKind.Hint;
        int end = at + (2 * MostHinted);
        for (int i = 0; i < _store.Slots && at < end; i++)
        {
            if (IsHeldForOthers(i) && nowMs - _store.ReceivedMs[i] < HintReachMs && !IsPassedOver(i, nowMs))
            {
                at = WriteKey(i, (byte)counter, at);
            }
        }

        return SealLocal(at, counter);
    }

    private void OnHint(int length, ushort from, byte salt, long nowMs)
    {
        OnNamed(length, 1, salt, _neighbours.EntryOfAddress(from));
        if (IsQuickWant && _wantTries == 0 && _wantDueMs != long.MaxValue)
        {
            // Somebody else has told of it just now and will be asked.
            return;
        }

        TabulateKeys(salt);
        if (!IsAirFull && NoteWantedKeys(1, length, from, salt, nowMs) > 0)
        {
            // Nodes of the backbone first: others wait for them.
            bool isRelay = (_neighbours.Standing[NeighbourTable.Self] & RelayStanding.Backbone) != 0;
            IsQuickWant = true;
            _wantDueMs = nowMs + (isRelay ? 0 : 2 * SlotMs) + _random.Next((isRelay ? 1 : 2) * RelayTiming.QuickWantSlots * SlotMs);
        }
    }

    /// <summary>
    /// At risk is whom this transmission served first and whom other relays serve too that have most likely sent at the same time: those
    /// out of hearing, and those in hearing that have somebody left to serve; hearing one of these send relieves whom it serves.
    /// </summary>
    private void NoteRisk(int watch, int slot, long nowMs)
    {
        int at = slot * NodeSet.Words;
        FindContenders(at);
        NodeSet.Clear(_touched, 0);
        bool any = false;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node >= 0
                && NodeSet.Has(_neighbours.MineWell, 0, node)
                && !NodeSet.Has(_store.Covered, at, node)
                && !NodeSet.Has(_expected, 0, node)
                && (IsMuchLost || NodeSet.Meets(_neighbours.HearsWell, i * NodeSet.Words, _reach, 0)))
            {
                NodeSet.Add(_watch.Risk, watch * NodeSet.Words, node);
                NodeSet.AddAll(_touched, 0, _neighbours.HearsWell, i * NodeSet.Words);
                any = true;
            }
        }

        if (any)
        {
            _watch.Turn[watch] = (byte)HintTurn(slot);
            _watch.HintMs[watch] = nowMs + HintWaitMs(watch);
        }
    }

    /// <summary>Fills <see cref="_reach"/> with the relays that may have sent an item while this node did.</summary>
    private void FindContenders(int covered)
    {
        for (int w = 0; w < NodeSet.Words; w++)
        {
            _reach[w] = _neighbours.Backbone[w] & ~_neighbours.Mine[w] & _store.Covered[covered + w];
        }

        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node >= 0
                && NodeSet.Has(_neighbours.Backbone, 0, node)
                && (NodeSet.Has(_store.Covered, covered, node) || HasHiddenRelay(i * NodeSet.Words, covered))
                && ServesBeyond(i * NodeSet.Words, covered))
            {
                NodeSet.Add(_reach, 0, node);
            }
        }
    }

    /// <summary>
    /// Which of the relays that serve somebody at risk tells first: the one with the higher lot for the item. Two hints that begin together would be lost
    /// to the very nodes that they are for.
    /// </summary>
    private int HintTurn(int slot)
    {
        uint salt = (_store.Counter[slot] * 0x9E3779B1u) ^ _store.Origin[slot];
        uint own = Lot(_options.Address, salt);
        int turn = 0;
        for (int w = 0; w < NodeSet.Words; w++)
        {
            uint others = _touched[w] & _reach[w];
            for (int b = 0; others != 0; b++, others >>= 1)
            {
                turn += (others & 1) != 0 && Lot(_neighbours.Known.AddressOf((w << 5) | b), salt) > own ? 1 : 0;
            }
        }

        // Those that come later need not hear each other, so they draw.
        return turn == 0 ? 0 : 1 + (int)(own % RelayTiming.LaterHintTurns);
    }

    private int HintWaitMs(int watch)
    {
        int slot = _watch.Slot[watch];
        return (AirtimeMs(_store.Length[slot]) * RelayTiming.HintPercent / 100) + HintSpreadMs(watch) + (IsSigned(_store.Type[slot]) ? _verifyMs : 0);
    }

    private int HintSpreadMs(int watch)
    {
        return (_watch.Turn[watch] * RelayTiming.HintTurnMs) + _random.Next(RelayTiming.HintTurnMs / 3);
    }

    /// <summary>A neighbour asks another one for items by their keys: it will have them, and needs no hint.</summary>
    private void OnWantedElsewhere(int length, int entry)
    {
        for (int i = 0; i < RelayWatch.Capacity && entry >= 0; i++)
        {
            if (_watch.Slot[i] >= 0 && HasKey(Key(HashOf(_watch.Slot[i]), _payload[WhomEnd]), WhomEnd + 1, length))
            {
                int at = i * NodeSet.Words;
                NodeSet.Remove(_watch.Risk, at, _neighbours.Node[entry]);
                if (NodeSet.IsEmpty(_watch.Risk, at))
                {
                    _watch.EndRisk(i);
                }
            }
        }
    }

    /// <summary>True when an entry hears a relay of the backbone that has an item and that this node does not hear.</summary>
    private bool HasHiddenRelay(int list, int covered)
    {
        for (int i = 0; i < NodeSet.Words; i++)
        {
            if ((_neighbours.HearsWell[list + i] & _neighbours.Backbone[i] & ~_neighbours.Mine[i] & _store.Covered[covered + i]) != 0)
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
    private void OnNamed(int length, int keysAt, byte salt, int entry)
    {
        for (int i = 0; i < RelayWatch.Capacity && entry >= 0; i++)
        {
            if (_watch.Slot[i] >= 0 && HasKey(Key(HashOf(_watch.Slot[i]), salt), keysAt, length))
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
}
