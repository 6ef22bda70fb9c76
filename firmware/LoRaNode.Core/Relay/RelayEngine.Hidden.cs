namespace LoRaNode.Core.Relay;

// Relays out of hearing that send at the same time: what this node waits for the sake of whom both serve.
public sealed partial class RelayEngine
{
    /// <summary>Wait for hidden relays that come first: times on air, but over all plans for an item no more than a few.</summary>
    private int HiddenWaitMs(int slot, long nowMs)
    {
        int turns = Turns(slot);
        if (turns == 0)
        {
            return 0;
        }

        int airtimeMs = AirtimeMs(_store.Length[slot]);
        int wait = turns * (airtimeMs + SlotMs);
        long since = _store.ReceivedMs[slot] + (IsSigned(_store.Type[slot]) ? _verifyMs : 0);
        long left = since + (airtimeMs * RelayTiming.MostHiddenPercent / 100) + SlotMs - nowMs;
        return left < 0 ? 0 : left < wait ? (int)left : wait;
    }

    /// <summary>
    /// Turns that this node should wait because relays out of hearing probably send now to nodes of the backbone that this one would
    /// serve too and that few others serve. All draw alike for everybody whether the first turn or the second is theirs; of
    /// two with the same turn the higher lot comes first. So nobody has to know for whom the others wait.
    /// </summary>
    private int Turns(int slot)
    {
        int at = slot * NodeSet.Words;
        NodeSet.Clear(_reach, 0);
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node >= 0
                && NodeSet.Has(_uncovered, 0, node)
                && NodeSet.Has(_neighbours.Backbone, 0, node)
                && Common(_neighbours.HearsWell, i * NodeSet.Words, _neighbours.Backbone) <= RelayTiming.FewProviders)
            {
                NodeSet.AddAll(_reach, 0, _neighbours.HearsWell, i * NodeSet.Words);
            }
        }

        uint salt = (_store.Counter[slot] * 0x9E3779B1u) ^ _store.Origin[slot];
        uint own = Lot(_options.Address, salt);
        bool other = false;
        bool higher = false;
        for (int w = 0; w < NodeSet.Words; w++)
        {
            uint hidden = _reach[w] & _store.Covered[at + w] & _neighbours.Backbone[w] & ~_neighbours.Mine[w];
            for (int b = 0; hidden != 0; b++, hidden >>= 1)
            {
                if ((hidden & 1) != 0)
                {
                    uint theirs = Lot(_neighbours.Known.AddressOf((w << 5) | b), salt);
                    bool same = ((theirs ^ own) & 1) == 0;
                    other |= !same;
                    higher |= same && theirs > own;
                }
            }
        }

        return (own & 1) == 0 ? (higher ? 1 : 0) : higher ? 2 : other ? 1 : 0;
    }

    /// <summary>
    /// True when at least as much of what this node would serve as not would be lost to a relay out of hearing with a higher lot that sends at the same
    /// moment, and nobody else will serve it later. Many such relays are only too weak to be read: a slot later activity detection notices them.
    /// </summary>
    private bool SharesMost(int slot)
    {
        int at = slot * NodeSet.Words;
        int shared = 0;
        int alone = 0;
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            int node = _neighbours.Node[i];
            if (node >= 0 && NodeSet.Has(_uncovered, 0, node))
            {
                int weight = NodeSet.Has(_neighbours.Backbone, 0, node) ? 1 + RelayTiming.BackboneWeight : 1;
                bool isShared = IsShared(slot, i * NodeSet.Words, at);
                shared += isShared ? weight : 0;
                alone += isShared ? 0 : weight;
            }
        }

        return shared > 0 && shared >= alone;
    }

    /// <summary>True when a hidden relay with a higher lot serves the owner of a list now, and no relay that has yet to get the item will.</summary>
    private bool IsShared(int slot, int list, int covered)
    {
        uint salt = (_store.Counter[slot] * 0x9E3779B1u) ^ _store.Origin[slot];
        uint own = Lot(_options.Address, salt);
        bool isShared = false;
        for (int w = 0; w < NodeSet.Words; w++)
        {
            uint relays = _neighbours.HearsWell[list + w] & _neighbours.Backbone[w];
            if ((relays & ~_store.Covered[covered + w]) != 0)
            {
                return false;
            }

            uint hidden = relays & ~_neighbours.Mine[w];
            for (int b = 0; hidden != 0 && !isShared; b++, hidden >>= 1)
            {
                isShared = (hidden & 1) != 0 && Lot(_neighbours.Known.AddressOf((w << 5) | b), salt) > own;
            }
        }

        return isShared;
    }
}
