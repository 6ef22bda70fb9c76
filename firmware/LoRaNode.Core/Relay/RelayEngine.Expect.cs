namespace LoRaNode.Core.Relay;

// Whom a transmission should move to relay.
public sealed partial class RelayEngine
{
    private readonly uint[] _expected = new uint[NodeSet.Words];

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
}
