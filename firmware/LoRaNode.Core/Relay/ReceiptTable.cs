namespace LoRaNode.Core.Relay;

/// <summary>
/// How many nodes have an item, counted along the tree in which it spread: each node tells its parent (from whom it had the first
/// copy) the number of nodes below it and itself. A few items at a time, a bounded number of children; what does not fit is
/// not counted, so the number told is never too high.
/// </summary>
internal sealed class ReceiptTable
{
    public const int Items = 4;
    private const int Children = 32;

    public readonly ushort[] Origin = new ushort[Items];
    public readonly uint[] Packed = new uint[Items];
    public readonly ushort[] Parent = new ushort[Items];
    public readonly ushort[] Told = new ushort[Items];
    public readonly byte[] Times = new byte[Items];
    public readonly long[] DueMs = new long[Items];

    /// <summary>When all below a node have had the time to tell it.</summary>
    public readonly long[] FullDueMs = new long[Items];

    private readonly ushort[] _child = new ushort[Items * Children];
    private readonly ushort[] _count = new ushort[Items * Children];
    private int _next;

    public ReceiptTable()
    {
        for (int i = 0; i < Items; i++)
        {
            DueMs[i] = long.MaxValue;
        }
    }

    /// <summary>When the next report is due.</summary>
    public long NextDueMs
    {
        get
        {
            long due = long.MaxValue;
            for (int i = 0; i < Items; i++)
            {
                due = DueMs[i] < due ? DueMs[i] : due;
            }

            return due;
        }
    }

    /// <summary>Entry of an item, or -1.</summary>
    public int Find(ushort origin, uint packed)
    {
        for (int i = 0; i < Items; i++)
        {
            if (Origin[i] == origin && Packed[i] == packed && Origin[i] != 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Begins to count an item; the oldest makes room.</summary>
    public int Add(ushort origin, uint packed, ushort parent, long dueMs, long fullDueMs)
    {
        int entry = _next;
        _next = (_next + 1) % Items;
        Origin[entry] = origin;
        Packed[entry] = packed;
        Parent[entry] = parent;
        Told[entry] = 0;
        Times[entry] = 0;
        DueMs[entry] = dueMs;
        FullDueMs[entry] = fullDueMs;
        System.Array.Clear(_child, entry * Children, Children);
        return entry;
    }

    /// <summary>Notes what a child tells. True when the sum has grown.</summary>
    public bool Note(int entry, ushort child, int count)
    {
        int free = -1;
        for (int i = entry * Children; i < (entry + 1) * Children; i++)
        {
            if (_child[i] == child)
            {
                bool grew = count > _count[i];
                _count[i] = grew ? (ushort)count : _count[i];
                return grew;
            }

            free = free < 0 && _child[i] == 0 ? i : free;
        }

        if (free < 0)
        {
            return false;
        }

        _child[free] = child;
        _count[free] = (ushort)count;
        return true;
    }

    /// <summary>Writes the low byte of each child's address. Returns the end.</summary>
    public int WriteChildren(int entry, byte[] target, int at)
    {
        for (int i = entry * Children; i < (entry + 1) * Children; i++)
        {
            if (_child[i] != 0)
            {
                target[at++] = (byte)_child[i];
            }
        }

        return at;
    }

    /// <summary>Nodes below this one that have the item.</summary>
    public int Sum(int entry)
    {
        int sum = 0;
        for (int i = entry * Children; i < (entry + 1) * Children; i++)
        {
            sum += _child[i] == 0 ? 0 : _count[i];
        }

        return sum > ushort.MaxValue - 1 ? ushort.MaxValue - 1 : sum;
    }
}
