using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>
/// The list of good neighbours in a beacon, with the standing of each: addresses in rising order, each as the gap to the one before
/// by Rice's code with a parameter that fits the list, so that addresses given in sequence cost little.
/// <code>
/// 8 bits   number of entries
/// 4 bits   parameter k
/// each     gap - 1 (Rice, k), standing (4 bits)
/// </code>
/// </summary>
internal sealed class NeighbourList
{
    private readonly BitPacker _bits = new BitPacker();
    private readonly byte[] _order;

    /// <summary>For a table of so many entries.</summary>
    public NeighbourList(int capacity)
    {
        _order = new byte[capacity];
    }

    /// <summary>Writes the list of a table. Returns the end of what was written, or -1 when it does not fit.</summary>
    public int Write(NeighbourTable table, byte[] target, int start)
    {
        int count = Sort(table);
        int last = count > 0 ? table.Known.AddressOf(table.Node[_order[count - 1]]) : 0;
        int k = 0;
        while (k < 15 && (count << k) < last - count)
        {
            k++;
        }

        _bits.Begin(target, start, FrameHeader.MaxPayload);
        _bits.Write(count, 8);
        _bits.Write(k, 4);
        int previous = 0;
        for (int i = 0; i < count; i++)
        {
            int entry = _order[i];
            int address = table.Known.AddressOf(table.Node[entry]);
            _bits.WriteRice(address - previous - 1, k);
            _bits.Write(table.Standing[table.Node[entry]], 4);
            previous = address;
        }

        return _bits.IsOverrun ? -1 : _bits.ByteEnd;
    }

    /// <summary>Reads a list into an entry of a table. False when it is damaged; then the entry's list is empty.</summary>
    public bool Read(NeighbourTable table, int entry, byte[] source, int start, int end)
    {
        table.ClearList(entry);
        _bits.Begin(source, start, end);
        int count = _bits.Read(8);
        int k = _bits.Read(4);
        int address = 0;
        for (int i = 0; i < count; i++)
        {
            address += _bits.ReadRice(k) + 1;
            int standing = _bits.Read(4);
            if (_bits.IsOverrun || address >= FrameHeader.Everyone)
            {
                table.ClearList(entry);
                return false;
            }

            table.AddToList(entry, (ushort)address, standing);
        }

        table.Refresh();
        return true;
    }

    private int Sort(NeighbourTable table)
    {
        int count = 0;
        for (int entry = 0; entry < table.Capacity; entry++)
        {
            if (table.Node[entry] < 0 || !table.IsWell(entry))
            {
                continue;
            }

            ushort address = table.Known.AddressOf(table.Node[entry]);
            int at = count++;
            while (at > 0 && table.Known.AddressOf(table.Node[_order[at - 1]]) > address)
            {
                _order[at] = _order[at - 1];
                at--;
            }

            _order[at] = (byte)entry;
        }

        return count;
    }
}
