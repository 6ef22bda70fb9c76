using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Receipts in aggregate: "reached 84 nodes" for one short frame of each node, combined on the way.
public sealed partial class RelayEngine
{
    // The deeper a node is, the sooner it tells: parents wait for their children.
    private const int ReceiptBaseMs = 10_000;
    private const int ReceiptHopMs = 4_000;
    private const int ReceiptDepth = 10;
    private const int ReceiptAgainMs = 25_000;
    private const int ReceiptTimes = 4;
    private const int ReceiptSize = 11;

    private readonly ReceiptTable _receipts = new ReceiptTable();

    private void BeginReceipt(int slot, ushort parent, long nowMs)
    {
        int depth = FrameHeader.MaxHops - _store.HopsLeft[slot];
        depth = depth > ReceiptDepth ? ReceiptDepth : depth;
        bool own = _store.Origin[slot] == _options.Address;
        long leafDue = own ? long.MaxValue : nowMs + ReceiptBaseMs + _random.Next(ReceiptHopMs);
        long due = own ? long.MaxValue : leafDue + ((ReceiptDepth - depth) * ReceiptHopMs);
        _receipts.Add(_store.Origin[slot], Packed(slot), parent, leafDue, due);
    }

    /// <summary>
    /// True while children may have something to tell first. Who never passed the item on is nobody's parent and need not wait; nor must
    /// who has no neighbour but those that the parent reaches. A child that there is all the same is told in another report.
    /// </summary>
    private bool WaitsForChildren(int entry, long nowMs)
    {
        if (_receipts.Origin[entry] == _options.Address || _receipts.Times[entry] > 0 || nowMs >= _receipts.FullDueMs[entry])
        {
            return false;
        }

        uint packed = _receipts.Packed[entry];
        int slot = _store.Find((FrameType)(packed & 7), _receipts.Origin[entry], packed >> 3);
        bool passedOn = slot < 0 || _store.Sent[slot] > 0 || _store.DueMs[slot] != FrameStore.Never;
        if (!passedOn || !ReachesBeyond(_receipts.Parent[entry]))
        {
            return false;
        }

        _receipts.DueMs[entry] = _receipts.FullDueMs[entry];
        return true;
    }

    /// <summary>True when this node has a neighbour that does not hear another node, as far as that one says.</summary>
    private bool ReachesBeyond(ushort address)
    {
        int other = _neighbours.EntryOfAddress(address);
        for (int i = 0; i < _neighbours.Capacity; i++)
        {
            if (_neighbours.Node[i] >= 0 && i != other && (other < 0 || !NodeSet.Has(_neighbours.HearsWell, other * NodeSet.Words, _neighbours.Node[i])))
            {
                return true;
            }
        }

        return false;
    }

    private uint Packed(int slot)
    {
        return (_store.Counter[slot] << 3) | (uint)_store.Type[slot];
    }

    private bool BuildReceipt(long nowMs)
    {
        for (int i = 0; i < ReceiptTable.Items; i++)
        {
            if (_receipts.DueMs[i] > nowMs || WaitsForChildren(i, nowMs))
            {
                continue;
            }

            int count = _receipts.Sum(i) + 1;
            _receipts.Told[i] = (ushort)count;
            _receipts.Times[i]++;
            bool own = _receipts.Origin[i] == _options.Address;

            // A parent that waits for deeper children says only then whom it has counted.
            long again = own ? nowMs : _receipts.FullDueMs[i] + (3 * ReceiptHopMs);
            again = again < nowMs + ReceiptAgainMs ? nowMs + ReceiptAgainMs : again;
            _receipts.DueMs[i] = own || _receipts.Times[i] >= ReceiptTimes ? long.MaxValue : again + _random.Next(ReceiptHopMs);
            int at = FrameHeader.Size;
            _frame[at++] = LocalKind.Count;
            _frame[at++] = (byte)_receipts.Parent[i];
            _frame[at++] = (byte)(_receipts.Parent[i] >> 8);
            _frame[at++] = (byte)_receipts.Origin[i];
            _frame[at++] = (byte)(_receipts.Origin[i] >> 8);
            for (int b = 0; b < 32; b += 8)
            {
                _frame[at++] = (byte)(_receipts.Packed[i] >> b);
            }

            _frame[at++] = (byte)count;
            _frame[at++] = (byte)(count >> 8);

            // The children that were counted: whoever is not among them tells again.
            return SealLocal(_receipts.WriteChildren(i, _frame, at));
        }

        return false;
    }

    private void OnReceiptCount(int length, ushort from, long nowMs)
    {
        if (length < ReceiptSize)
        {
            return;
        }

        ushort parent = (ushort)(_payload[1] | (_payload[2] << 8));
        ushort origin = (ushort)(_payload[3] | (_payload[4] << 8));
        uint packed = (uint)(_payload[5] | (_payload[6] << 8) | (_payload[7] << 16) | (_payload[8] << 24));
        int entry = _receipts.Find(origin, packed);
        if (entry < 0)
        {
            return;
        }

        if (from == _receipts.Parent[entry])
        {
            OnParentCount(entry, length);
        }

        if (parent != _options.Address || !_receipts.Note(entry, from, _payload[9] | (_payload[10] << 8)))
        {
            return;
        }

        if (origin == _options.Address)
        {
            // Nobody is above the origin; its own frame tells the children that they were counted.
            long due = nowMs + ReceiptHopMs;
            _receipts.DueMs[entry] = _receipts.Times[entry] < ReceiptTimes && due < _receipts.DueMs[entry] ? due : _receipts.DueMs[entry];
            int slot = _store.Find((FrameType)(packed & 7), origin, packed >> 3);
            if (slot >= 0)
            {
                _host.OnReached(_store.HandleOf(slot), packed >> 3, _receipts.Sum(entry), nowMs);
            }
        }
        else if (_receipts.Times[entry] > 0 && _receipts.Times[entry] < ReceiptTimes && _receipts.DueMs[entry] == long.MaxValue)
        {
            // Told already: tell again when more may have come.
            _receipts.DueMs[entry] = nowMs + ReceiptHopMs + _random.Next(ReceiptHopMs);
        }
    }

    /// <summary>The parent tells whom it has counted: this node's report has arrived when it is among them and has not grown since.</summary>
    private void OnParentCount(int entry, int length)
    {
        for (int at = ReceiptSize; at < length; at++)
        {
            if (_payload[at] == (byte)_options.Address && _receipts.Told[entry] == _receipts.Sum(entry) + 1)
            {
                _receipts.DueMs[entry] = long.MaxValue;
            }
        }
    }
}
