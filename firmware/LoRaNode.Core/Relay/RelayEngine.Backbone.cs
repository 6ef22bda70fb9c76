namespace LoRaNode.Core.Relay;

// Who belongs to the backbone. See README.md, "The backbone".
public sealed partial class RelayEngine
{
    private readonly uint[] _reach = new uint[NodeSet.Words];
    private readonly uint[] _spread = new uint[NodeSet.Words];

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
        int worth = Worth();
        int grade = current & 7;
        if (grade < RelayStanding.ClassOf(worth - (worth / 16)) || grade > RelayStanding.ClassOf(worth + (worth / 16)))
        {
            grade = RelayStanding.ClassOf(worth);
        }

        _neighbours.Standing[NeighbourTable.Self] = (byte)((current & RelayStanding.Backbone) | grade);
        int own = Priority(NeighbourTable.Self) & LinkPriority;
        _neighbours.Standing[NeighbourTable.Self] = (byte)(grade | (IsRedundant(own) ? 0 : RelayStanding.Backbone));
    }

    /// <summary>
    /// What this node is worth as a relay, in 1/64: each good neighbour counts one by the number of its good links, so the more the fewer others
    /// could serve it. The mean over any network is one.
    /// </summary>
    private int Worth()
    {
        int worth = 0;
        int own = NodeSet.Count(_neighbours.MineWell, 0);
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0 && _neighbours.IsWell(i))
            {
                int links = _neighbours.ListHash[i] == 0 ? own : NodeSet.Count(_neighbours.HearsWell, i * NodeSet.Words);
                worth += 4096 / (links == 0 ? 1 : links);
            }
        }

        return worth / 64;
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
