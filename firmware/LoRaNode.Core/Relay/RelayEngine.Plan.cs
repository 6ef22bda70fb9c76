using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Whether and when to relay. See README.md, "The fast path".
public sealed partial class RelayEngine
{
    private readonly uint[] _uncovered = new uint[NodeSet.Words];

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
        if (_store.Sent[slot] > 0 || _store.HopsLeft[slot] == 0 || _store.Origin[slot] == _options.Address)
        {
            return;
        }

        int gain = FindUncovered(slot);
        if (gain == 0 || IsPruned(slot))
        {
            // Nobody to serve, or nobody known yet: far nodes first, until another copy is heard.
            _store.DueMs[slot] = IsIgnorant && _store.Copies[slot] == 0 ? nowMs + ContentionMs(snrQuarterDb) : FrameStore.Never;
            return;
        }

        int rank = Rank(slot, gain + (RelayTiming.BackboneWeight * Common(_uncovered, 0, _neighbours.Backbone)));
        int delay = (rank * SlotMs) + _random.Next(SlotMs * RelayTiming.JitterPercent / 100);
        int met = MeetsHidden(slot);
        if (met == MeetsBackbone)
        {
            delay += (AirtimeMs(_store.Length[slot]) * RelayTiming.HiddenWaitPercent / 100) + SlotMs;
        }
        else if (met == MeetsLeaf)
        {
            delay += RelayTiming.HiddenLeafMs;
        }

        _store.DueMs[slot] = nowMs + delay;
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

    /// <summary>Number of neighbours that have the item, would serve some of the same nodes, and come first because they serve more.</summary>
    private int Rank(int slot, int gain)
    {
        int at = slot * NodeSet.Words;
        int rank = 0;
        uint salt = _store.Counter[slot] ^ _store.Origin[slot];
        uint own = Lot(_options.Address, salt);
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node < 0 || !NodeSet.Has(_store.Covered, at, node) || !NodeSet.Has(_neighbours.Backbone, 0, node)
                || _neighbours.ListHash[i] == 0 || _neighbours.Missed[i] > 2)
            {
                continue;
            }

            int theirs = Score(i * NodeSet.Words, at);
            if (theirs < gain || !NodeSet.Meets(_neighbours.HearsWell, i * NodeSet.Words, _uncovered, 0))
            {
                continue;
            }

            if (theirs > gain || Lot(_neighbours.Known.AddressOf(node), salt) > own)
            {
                rank++;
            }
        }

        return rank;
    }

    private const int MeetsNobody = 0;
    private const int MeetsLeaf = 1;
    private const int MeetsBackbone = 2;

    /// <summary>Whether a node out of hearing, which comes first, probably sends now to some of the nodes that this one would serve, and to which.</summary>
    private int MeetsHidden(int slot)
    {
        int at = slot * NodeSet.Words;
        int own = Priority(NeighbourTable.Self);
        int met = MeetsNobody;
        for (int w = 0; w < NodeSet.Words; w++)
        {
            uint hidden = _store.Covered[at + w] & ~_neighbours.Mine[w];
            for (int b = 0; hidden != 0; b++, hidden >>= 1)
            {
                int node = (w << 5) | b;
                if ((hidden & 1) == 0 || node == NeighbourTable.Self || Priority(node) < own)
                {
                    continue;
                }

                for (int i = 0; i < _neighbours.Capacity; i++)
                {
                    if (_neighbours.Node[i] < 0
                        || !NodeSet.Has(_uncovered, 0, _neighbours.Node[i])
                        || !NodeSet.Has(_neighbours.HearsWell, i * NodeSet.Words, node))
                    {
                        continue;
                    }

                    if (NodeSet.Has(_neighbours.Backbone, 0, _neighbours.Node[i]))
                    {
                        return MeetsBackbone;
                    }

                    met = (_neighbours.Standing[node] & RelayStanding.Backbone) != 0 ? MeetsLeaf : met;
                }
            }
        }

        return met;
    }

    private int Score(int set, int covered)
    {
        int count = 0;
        for (int i = 0; i < NodeSet.Words; i++)
        {
            uint word = _neighbours.HearsWell[set + i] & ~_store.Covered[covered + i];
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

    private readonly uint[] _reach = new uint[NodeSet.Words];
    private readonly uint[] _spread = new uint[NodeSet.Words];

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

    /// <summary>Lets the set <see cref="_reach"/> grow through nodes of at least a priority, this one apart, as far as this node can see.</summary>
    private void Spread(int priority, bool forBackbone)
    {
        NodeSet.Clear(_spread, 0);
        bool grew = true;
        while (grew)
        {
            grew = false;
            for (int w = 0; w < NodeSet.Words; w++)
            {
                uint fresh = _reach[w] & ~_spread[w];
                _spread[w] |= fresh;
                for (int b = 0; fresh != 0; b++, fresh >>= 1)
                {
                    int node = (w << 5) | b;
                    if ((fresh & 1) != 0 && node != NeighbourTable.Self && IsEligible(node, priority, forBackbone))
                    {
                        grew = true;
                        AddReached(node);
                    }
                }
            }
        }
    }

    /// <summary>Adds to <see cref="_reach"/> whoever is known to hear a node well.</summary>
    private void AddReached(int node)
    {
        int entry = _neighbours.EntryOf(node);
        if (entry >= 0)
        {
            NodeSet.AddAll(_reach, 0, _neighbours.HearsWell, entry * NodeSet.Words);
            return;
        }

        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0 && NodeSet.Has(_neighbours.HearsWell, i * NodeSet.Words, node))
            {
                NodeSet.Add(_reach, 0, _neighbours.Node[i]);
            }
        }
    }

    private int Priority(int node)
    {
        return (_neighbours.Standing[node] << 16) | (int)(Lot(_neighbours.Known.AddressOf(node), 0) & 0xFFFF);
    }

    private const int AllPriority = (RelayStanding.Backbone << 17) - 1;
    private const int LinkPriority = (RelayStanding.Backbone << 16) - 1;

    /// <summary>
    /// Decides whether this node belongs to the backbone, each time it sends a beacon. In the order of their links and lots, from
    /// the lowest, each node leaves when all higher nodes and the lower ones that stayed join its neighbours without it. What
    /// a node decides depends on lower nodes only, so the decisions settle one after the other and then rest; what remains is
    /// a backbone from which nobody can leave.
    /// </summary>
    private void ChooseStanding()
    {
        Adopt();
        int current = _neighbours.Standing[NeighbourTable.Self];
        int links = NodeSet.Count(_neighbours.MineWell, 0);
        int grade = current & 7;
        if (grade < RelayStanding.ClassOf(links - 1) || grade > RelayStanding.ClassOf(links + 1))
        {
            grade = RelayStanding.ClassOf(links);
        }

        _neighbours.Standing[NeighbourTable.Self] = (byte)((current & RelayStanding.Backbone) | grade);
        int own = Priority(NeighbourTable.Self) & LinkPriority;
        _neighbours.Standing[NeighbourTable.Self] = (byte)(grade | (IsRedundant(own) ? 0 : RelayStanding.Backbone));
    }

    /// <summary>True when one connected part of the higher nodes and of the lower ones that stayed reaches all neighbours of this node, as far as it can see.</summary>
    private bool IsRedundant(int own)
    {
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node < 0 || _neighbours.ListHash[i] == 0 || !IsEligible(node, own, true))
            {
                continue;
            }

            NodeSet.Clear(_reach, 0);
            NodeSet.Add(_reach, 0, node);
            Spread(own, true);
            if (NodeSet.CountWithout(_neighbours.MineWell, 0, _reach, 0) == 0)
            {
                return true;
            }
        }

        return _neighbours.Count == 0;
    }

    private bool IsEligible(int node, int priority, bool forBackbone)
    {
        int theirs = Priority(node);
        return forBackbone ? (theirs & LinkPriority) > priority || theirs > LinkPriority : theirs >= priority;
    }

    /// <summary>Counts a weak link as good when the good ones, as far as this node can see, give no way to the neighbour.</summary>
    private void Adopt()
    {
        NodeSet.Clear(_reach, 0);
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0 && _neighbours.QualityOf(i) >= LinkQuality.Good)
            {
                NodeSet.Add(_reach, 0, _neighbours.Node[i]);
            }
        }

        Spread(0, false);
        bool changed = false;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0)
            {
                bool adopted = !NodeSet.Has(_reach, 0, _neighbours.Node[i]);
                changed |= adopted != _neighbours.Adopted[i];
                _neighbours.Adopted[i] = adopted;
            }
        }

        if (changed)
        {
            _neighbours.Refresh();
        }
    }

    /// <summary>A number that all nodes draw alike for a node and an item: ties fall differently for every item, so load is shared.</summary>
    private static uint Lot(ushort address, uint salt)
    {
        uint x = (address ^ salt) * 0x85EBCA6Bu;
        x ^= x >> 13;
        x *= 0xC2B2AE35u;
        return x ^ (x >> 16);
    }
}