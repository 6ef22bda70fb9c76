using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Whether and when to relay. See README.md, "The fast path".
public sealed partial class RelayEngine
{
    private readonly uint[] _uncovered = new uint[NodeSet.Words];
    private readonly uint[] _touched = new uint[NodeSet.Words];

    /// <summary>A copy of an item was heard from a transmitter: whoever hears that node well has it too.</summary>
    private void Cover(int slot, ushort transmitter)
    {
        int entry = _neighbours.EntryOfAddress(transmitter);
        if (entry < 0)
        {
            return;
        }

        int at = slot * NodeSet.Words;
        NodeSet.Add(_store.Covered, at, _neighbours.Node[entry]);
        NodeSet.AddAll(_store.Covered, at, _neighbours.HearsWell, entry * NodeSet.Words);
    }

    /// <summary>Decides anew on an item that this node has not relayed: called when it came and whenever a copy is heard.</summary>
    private void Plan(int slot, int snrQuarterDb, long nowMs)
    {
        if (_store.Sent[slot] > 0 || _store.Origin[slot] == _options.Address)
        {
            return;
        }

        int gain = FindUncovered(slot);
        int finisher = gain == 0 ? NoFinisher : FindFinisher(slot);
        if (gain == 0 || (finisher != NeighbourTable.Self && IsPruned(slot)))
        {
            // Nobody to serve, or nobody known yet: far nodes first, until another copy is heard.
            _store.DueMs[slot] = IsIgnorant && _store.Copies[slot] == 0 ? nowMs + ContentionMs(snrQuarterDb) + BeyondMs(slot) : FrameStore.Never;
            return;
        }

        int rank = finisher == NeighbourTable.Self
            ? 0
            : Rank(slot, gain + (RelayTiming.BackboneWeight * Common(_uncovered, 0, _neighbours.Backbone))) + (finisher == NoFinisher ? 0 : 1);
        rank += SharesMost(slot) ? 1 : 0;
        int delay = (rank * SlotMs) + _random.Next(SlotMs * RelayTiming.JitterPercent / 100);
        delay += HiddenWaitMs(slot, nowMs);
        _store.DueMs[slot] = nowMs + delay + YieldMs(FramePriority.Of(_store.Type[slot])) + BeyondMs(slot);
    }

    /// <summary>
    /// What an item without hops left waits. A city longer than the hop limit is served to its end: the item goes on with all hops, as a repair and
    /// only when no copy came by a shorter way meanwhile. It cannot go round: no node relays an item twice.
    /// </summary>
    private int BeyondMs(int slot)
    {
        if (_store.HopsLeft[slot] > 0)
        {
            return 0;
        }

        _store.Flags[slot] |= ItemFlags.Repair;
        return AirtimeMs(_store.Length[slot]) * RelayTiming.BeyondPercent / 100;
    }

    private const int NoFinisher = -1;

    /// <summary>
    /// Where the relays of the backbone that have an item would have to send one after the other, and a node apart from them
    /// serves all that they serve, that node sends instead: the one with the highest lot. All who hear each other find the
    /// same one. Returns it, or <see cref="NoFinisher"/>.
    /// </summary>
    private int FindFinisher(int slot)
    {
        int at = slot * NodeSet.Words;
        if (!NodeSet.Has(_store.Covered, at, NeighbourTable.Self) || IsIgnorant)
        {
            return NoFinisher;
        }

        bool isRelay = (_neighbours.Standing[NeighbourTable.Self] & RelayStanding.Backbone) != 0;
        int most = isRelay ? NodeSet.Count(_uncovered, 0) : 0;
        NodeSet.Clear(_reach, 0);
        NodeSet.AddAll(_reach, 0, isRelay ? _uncovered : _reach, 0);
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (!IsHolder(i, at) || !NodeSet.Has(_neighbours.Backbone, 0, _neighbours.Node[i]))
            {
                continue;
            }

            int count = 0;
            for (int w = 0; w < NodeSet.Words; w++)
            {
                uint word = _neighbours.HearsWell[(i * NodeSet.Words) + w] & ~_store.Covered[at + w];
                _reach[w] |= word;
                count += word == 0 ? 0 : NodeSet.BitCount(word);
            }

            most = count > most ? count : most;
        }

        if (most == 0 || NodeSet.Count(_reach, 0) == most)
        {
            return NoFinisher;
        }

        uint salt = _store.Counter[slot] ^ _store.Origin[slot];
        int best = NodeSet.CountWithout(_reach, 0, _neighbours.MineWell, 0) == 0 ? NeighbourTable.Self : NoFinisher;
        uint bestLot = best == NeighbourTable.Self ? Lot(_options.Address, salt) : 0;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (!IsHolder(i, at) || NodeSet.CountWithout(_reach, 0, _neighbours.HearsWell, i * NodeSet.Words) != 0)
            {
                continue;
            }

            uint lot = Lot(_neighbours.Known.AddressOf(_neighbours.Node[i]), salt);
            if (best == NoFinisher || lot > bestLot)
            {
                best = _neighbours.Node[i];
                bestLot = lot;
            }
        }

        return best;
    }

    private bool IsHolder(int entry, int covered)
    {
        int node = _neighbours.Node[entry];
        return node >= 0 && _neighbours.ListHash[entry] != 0 && NodeSet.Has(_store.Covered, covered, node);
    }

    /// <summary>True until this node has told and heard enough to trust its table.</summary>
    private bool IsIgnorant
    {
        get { return _beaconsSent < RelayTiming.BeaconsToKnow; }
    }

    /// <summary>Fills <see cref="_uncovered"/> with the neighbours that this node would serve. Returns their number.</summary>
    private int FindUncovered(int slot)
    {
        int at = slot * NodeSet.Words;
        int count = 0;
        for (int i = 0; i < NodeSet.Words; i++)
        {
            _uncovered[i] = _neighbours.MineWell[i] & ~_store.Covered[at + i];
            if (_uncovered[i] != 0)
            {
                count += NodeSet.BitCount(_uncovered[i]);
            }
        }

        return count;
    }

    /// <summary>
    /// Number of neighbours that have the item, would serve some of the same nodes, and come first because they serve more. A relay out of hearing sends
    /// when those do that are heard here, so whom it serves has the item too, most likely, and contends.
    /// </summary>
    private int Rank(int slot, int gain)
    {
        int at = slot * NodeSet.Words;
        int rank = 0;
        uint salt = _store.Counter[slot] ^ _store.Origin[slot];
        uint own = Lot(_options.Address, salt);

        // Who hears the transmitter badly is not expected to have the item: nobody waits for it, so it comes after all others.
        bool isExpected = NodeSet.Has(_store.Covered, at, NeighbourTable.Self);
        for (int i = 0; i < NodeSet.Words; i++)
        {
            _touched[i] = _neighbours.Mine[i] & ~_store.Covered[at + i] & ~_uncovered[i];
        }

        bool meets = false;
        NodeSet.Clear(_reach, 0);
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node < 0 || !NodeSet.Has(_neighbours.Backbone, 0, node)
                || (!NodeSet.Has(_store.Covered, at, node) && !HasHiddenRelay(i * NodeSet.Words, at))
                || _neighbours.ListHash[i] == 0)
            {
                continue;
            }

            int list = i * NodeSet.Words;
            int theirs = Score(list, at);
            bool disturbs = !NodeSet.Meets(_neighbours.HearsWell, list, _uncovered, 0) && NodeSet.Meets(_neighbours.HearsWell, list, _touched, 0);
            bool isFirst = !isExpected || disturbs || theirs > gain || (theirs == gain && Lot(_neighbours.Known.AddressOf(node), salt) > own);
            if (theirs == 0 || !isFirst)
            {
                continue;
            }

            // Whoever comes before a node that comes before this one, though out of hearing, takes a slot as well.
            rank++;
            NodeSet.AddAll(_reach, 0, _neighbours.HearsWell, list);
            meets |= disturbs || NodeSet.Meets(_neighbours.HearsWell, list, _uncovered, 0);
        }

        if (!meets)
        {
            return 0;
        }

        for (int i = 0; i < NodeSet.Words; i++)
        {
            uint hidden = _reach[i] & _store.Covered[at + i] & _neighbours.Backbone[i] & ~_neighbours.Mine[i];
            rank += NodeSet.BitCount(hidden);
        }

        return rank;
    }

    private int Score(int set, int covered)
    {
        int count = 0;
        for (int i = 0; i < NodeSet.Words; i++)
        {
            uint word = _neighbours.HearsWell[set + i] & ~_store.Covered[covered + i];
            word = i == 0 ? word & ~1u : word;
            if (word != 0)
            {
                count += NodeSet.BitCount(word) + (RelayTiming.BackboneWeight * NodeSet.BitCount(word & _neighbours.Backbone[i]));
            }
        }

        return count;
    }

    private static int Common(uint[] a, int at, uint[] b)
    {
        int count = 0;
        for (int i = 0; i < NodeSet.Words; i++)
        {
            count += NodeSet.BitCount(a[at + i] & b[i]);
        }

        return count;
    }

    /// <summary>
    /// True when nodes of higher priority will bring the item to all neighbours, by Dai and Wu's rule k in its dynamic form: a
    /// higher node that has the item or will get it from another higher node serves all that hear it well.
    /// </summary>
    private bool IsPruned(int slot)
    {
        NodeSet.Copy(_store.Covered, slot * NodeSet.Words, _reach, 0);
        Spread(Priority(NeighbourTable.Self), false);
        return NodeSet.CountWithout(_neighbours.MineWell, 0, _reach, 0) == 0;
    }
}
