using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>
/// The nodes that this node hears, how well, and whom each of them says it hears. Links are taken to be the same both ways: all
/// nodes send with one power. A full table keeps whom it knows: entries that fall silent make room.
/// </summary>
internal sealed class NeighbourTable
{
    /// <summary>Index of this node among the known nodes.</summary>
    public const int Self = 0;

    /// <summary>Mark of an entry that has echoed a number of this node's (see <see cref="LocalEcho"/>): what it sends is not a recording.</summary>
    public const byte Present = 1;

    /// <summary>Mark of an entry that holds other things than this node; <see cref="AgeDifferences"/> turns it into those of longer standing.</summary>
    public const byte Differs = 2;

    /// <summary>Mark of an entry that has held other things for a whole period at least.</summary>
    public const byte DiffersLong = 8;

    /// <summary>Marks of an entry that holds other things, however long.</summary>
    public const byte AnyDifference = 14;

    // Weights of a new measurement: 1/8 for the mean, 1/8 for the deviation (RFC 6298, section 2, uses 1/8 and 1/4 for times).
    private const int MeanShift = 3;
    private const int QualityShift = 6;

    // Four bytes of these last for thirteen years.
    private const int HeardUnitMs = 100;

    public readonly KnownNodes Known = new KnownNodes();

    /// <summary>For each entry the index of the neighbour among the known nodes, or -1 when the entry is free.</summary>
    public readonly sbyte[] Node;

    /// <summary>Nodes that an entry hears well, as it says itself.</summary>
    public readonly uint[] HearsWell;

    /// <summary>Hash of the list that was last received from an entry; 0 when none was.</summary>
    public readonly ushort[] ListHash;

    /// <summary>Standing of each known node (see <see cref="RelayStanding"/>): told by itself, or by whoever hears it.</summary>
    public readonly byte[] Standing = new byte[KnownNodes.Capacity];

    /// <summary>Known nodes of the backbone, this one apart.</summary>
    public readonly uint[] Backbone = new uint[NodeSet.Words];

    /// <summary>How often in a row an entry was not heard passing on what only this node had given it.</summary>
    public readonly byte[] Silent;

    /// <summary>How long after this node each entry relays.</summary>
    public readonly RelayDelays Delays;

    /// <summary>How much of what the entries send is lost here.</summary>
    public readonly LinkLoss Loss = new LinkLoss();

    /// <summary>Number of nodes that an entry says it hears, capped at 255.</summary>
    public readonly byte[] Degree;

    /// <summary>True for a weak link that no other way replaces: it counts as good.</summary>
    public readonly bool[] Adopted;

    /// <summary>Neighbours with a good link, and all neighbours, as sets.</summary>
    public readonly uint[] MineWell = new uint[NodeSet.Words];
    public readonly uint[] Mine = new uint[NodeSet.Words];

    /// <summary>Low half of the number of the last link-local frame of an entry, to echo; 0 before one came.</summary>
    public readonly ushort[] LocalCounter;

    // Marks of an entry, and in the two highest bits its quality.
    private readonly byte[] _marks;
    private readonly short[] _snrMean;
    private readonly short[] _snrDeviation;
    private readonly uint[] _heard;
    private readonly sbyte[] _entryOf = new sbyte[KnownNodes.Capacity];
    private readonly uint[] _used = new uint[NodeSet.Words];
    private readonly int _floorQuarterDb;

    public NeighbourTable(int capacity, ushort self, int floorQuarterDb)
    {
        Node = new sbyte[capacity];
        HearsWell = new uint[capacity * NodeSet.Words];
        ListHash = new ushort[capacity];
        Degree = new byte[capacity];
        Silent = new byte[capacity];
        Delays = new RelayDelays(capacity);
        Adopted = new bool[capacity];
        _marks = new byte[capacity];
        LocalCounter = new ushort[capacity];
        _snrMean = new short[capacity];
        _snrDeviation = new short[capacity];
        _heard = new uint[capacity];
        _floorQuarterDb = floorQuarterDb;
        for (int i = 0; i < capacity; i++)
        {
            Node[i] = -1;
        }

        for (int i = 0; i < KnownNodes.Capacity; i++)
        {
            _entryOf[i] = -1;
        }

        Known.Add(self);
    }

    /// <summary>Entries, free ones included.</summary>
    public int Capacity
    {
        get { return Node.Length; }
    }

    /// <summary>Neighbours known.</summary>
    public int Count { get; private set; }

    /// <summary>Changes whenever the list that this node tells others changes.</summary>
    public ushort OwnHash { get; private set; }

    /// <summary>Changes whenever a neighbour comes or goes, whatever its standing.</summary>
    public ushort MembersHash { get; private set; }

    /// <summary>True when the set of known nodes was swept; sets kept elsewhere must drop what is not in <see cref="Used"/>.</summary>
    public bool WasSwept { get; set; }

    /// <summary>Known nodes that the last sweep kept.</summary>
    public uint[] Used
    {
        get { return _used; }
    }

    /// <summary>Entry of a known node, or -1 when it is not a neighbour.</summary>
    public int EntryOf(int node)
    {
        return _entryOf[node];
    }

    /// <summary>Entry of an address, or -1.</summary>
    public int EntryOfAddress(ushort address)
    {
        int node = Known.IndexOf(address);
        return node < 0 ? -1 : _entryOf[node];
    }

    /// <summary>Quality of a link, 0 to 3 (see <see cref="LinkQuality"/>).</summary>
    public int QualityOf(int entry)
    {
        return _marks[entry] >> QualityShift;
    }

    /// <summary>Mean SNR of an entry in quarters of a decibel.</summary>
    public int SnrOf(int entry)
    {
        return _snrMean[entry] >> MeanShift;
    }

    /// <summary>When an entry was heard last, in monotonic milliseconds; a tenth of a second early at most.</summary>
    public long HeardMs(int entry)
    {
        return (long)_heard[entry] * HeardUnitMs;
    }

    /// <summary>A frame of a neighbour was heard. Returns its entry, or -1 when the table is full.</summary>
    public int Heard(ushort address, int snrQuarterDb, long nowMs)
    {
        int node = Known.IndexOf(address);
        int entry = node < 0 ? -1 : _entryOf[node];
        if (entry < 0)
        {
            entry = Take(address, snrQuarterDb);
            if (entry < 0)
            {
                return -1;
            }
        }
        else
        {
            int error = snrQuarterDb - (_snrMean[entry] >> MeanShift);
            _snrMean[entry] += (short)error;
            _snrDeviation[entry] += (short)((error < 0 ? -error : error) - (_snrDeviation[entry] >> MeanShift));
        }

        _heard[entry] = (uint)(nowMs / HeardUnitMs);
        int quality = LinkQuality.Of((_snrMean[entry] >> MeanShift) - (2 * (_snrDeviation[entry] >> MeanShift)) - _floorQuarterDb, QualityOf(entry));
        if (quality != QualityOf(entry))
        {
            SetQuality(entry, quality);
            Refresh();
        }

        return entry;
    }

    /// <summary>Whether an entry bears a mark; none does that is not in the table (-1).</summary>
    public bool IsMarked(int entry, byte mark)
    {
        return entry >= 0 && (_marks[entry] & mark) != 0;
    }

    /// <summary>Marks an entry, if it is in the table.</summary>
    public void Mark(int entry, byte mark)
    {
        if (entry >= 0)
        {
            _marks[entry] |= mark;
        }
    }

    /// <summary>An entry holds what this node holds.</summary>
    public void Agree(int entry)
    {
        if (entry >= 0)
        {
            _marks[entry] &= unchecked((byte)~AnyDifference);
        }
    }

    /// <summary>A period has passed: differences have stood so much longer.</summary>
    public void AgeDifferences()
    {
        for (int i = 0; i < _marks.Length; i++)
        {
            int differences = _marks[i] & AnyDifference;
            _marks[i] = (byte)((_marks[i] & ~AnyDifference) | ((differences << 1) & AnyDifference) | (differences & DiffersLong));
        }
    }

    /// <summary>Begins a new list of whom an entry hears.</summary>
    public void ClearList(int entry)
    {
        NodeSet.Clear(HearsWell, entry * NodeSet.Words);
    }

    /// <summary>Adds an address to the list of an entry.</summary>
    public void AddToList(int entry, ushort address, int standing)
    {
        int node = Known.Add(address);
        if (node < 0)
        {
            Sweep();
            node = Known.Add(address);
            if (node < 0)
            {
                return;
            }
        }

        if (node != Self && _entryOf[node] < 0)
        {
            SetStanding(node, standing);
        }

        NodeSet.Add(HearsWell, entry * NodeSet.Words, node);
    }

    /// <summary>Notes how an entry stands as a relay, as it says itself.</summary>
    public void SetStandingOf(int entry, int standing)
    {
        bool changed = ((Standing[Node[entry]] ^ standing) & RelayStanding.Backbone) != 0;
        SetStanding(Node[entry], standing);
        if (changed)
        {
            Refresh();
        }
    }

    /// <summary>True when this node counts an entry as a good neighbour.</summary>
    public bool IsWell(int entry)
    {
        return QualityOf(entry) >= LinkQuality.Good || Adopted[entry];
    }

    /// <summary>Computes anew whatever depends on the entries.</summary>
    public void Refresh()
    {
        NodeSet.Clear(Mine, 0);
        NodeSet.Clear(MineWell, 0);
        uint hash = 0;
        uint members = 0;
        for (int i = 0; i < Node.Length; i++)
        {
            if (Node[i] < 0)
            {
                continue;
            }

            NodeSet.Add(Mine, 0, Node[i]);
            if (!IsWell(i))
            {
                continue;
            }

            NodeSet.Add(MineWell, 0, Node[i]);

            // A sum does not depend on the order of the entries.
            uint mixed = ((uint)Known.AddressOf(Node[i]) << 1) | (uint)(Standing[Node[i]] >> 3);
            mixed *= 0x9E3779B1u;
            hash += mixed ^ (mixed >> 15);
            uint member = Known.AddressOf(Node[i]) * 0x85EBCA6Bu;
            members += member ^ (member >> 15);
        }

        ushort folded = (ushort)(hash ^ (hash >> 16));
        MembersHash = (ushort)(members ^ (members >> 16));
        OwnHash = folded == 0 ? (ushort)1 : folded;
    }

    /// <summary>Most nodes that this node or one of its neighbours hears.</summary>
    public int LargestDegree()
    {
        int largest = Count;
        for (int i = 0; i < Node.Length; i++)
        {
            if (Node[i] >= 0 && Degree[i] > largest)
            {
                largest = Degree[i];
            }
        }

        return largest;
    }

    private void SetStanding(int node, int standing)
    {
        Standing[node] = (byte)standing;
        if ((standing & RelayStanding.Backbone) != 0)
        {
            NodeSet.Add(Backbone, 0, node);
        }
        else
        {
            NodeSet.Remove(Backbone, 0, node);
        }
    }

    /// <summary>Forgets who was not heard since a time.</summary>
    public void Expire(long silentSinceMs)
    {
        bool changed = false;
        for (int i = 0; i < Node.Length; i++)
        {
            if (Node[i] >= 0 && HeardMs(i) < silentSinceMs)
            {
                _entryOf[Node[i]] = -1;
                Node[i] = -1;
                Count--;
                changed = true;
            }
        }

        if (changed)
        {
            Refresh();
        }
    }

    /// <summary>Forgets everybody.</summary>
    public void Clear()
    {
        Expire(long.MaxValue);
        Sweep();
    }

    private void SetQuality(int entry, int quality)
    {
        _marks[entry] = (byte)((_marks[entry] & ((1 << QualityShift) - 1)) | (quality << QualityShift));
    }

    private int Take(ushort address, int snrQuarterDb)
    {
        int entry = 0;
        while (entry < Node.Length && Node[entry] >= 0)
        {
            entry++;
        }

        if (entry == Node.Length)
        {
            return -1;
        }

        int node = Known.Add(address);
        if (node < 0)
        {
            Sweep();
            node = Known.Add(address);
            if (node < 0)
            {
                return -1;
            }
        }

        Node[entry] = (sbyte)node;
        _entryOf[node] = (sbyte)entry;
        ListHash[entry] = 0;
        Degree[entry] = 0;
        Silent[entry] = 0;
        Delays.Reset(entry);
        Adopted[entry] = false;
        _marks[entry] = 0;
        LocalCounter[entry] = 0;
        ClearList(entry);
        _snrMean[entry] = (short)(snrQuarterDb << MeanShift);
        _snrDeviation[entry] = 0;
        SetQuality(entry, LinkQuality.Of(snrQuarterDb - _floorQuarterDb, LinkQuality.Weak));
        Count++;
        Refresh();
        return entry;
    }

    /// <summary>Forgets known nodes that nobody refers to any more.</summary>
    private void Sweep()
    {
        NodeSet.Clear(_used, 0);
        NodeSet.Add(_used, 0, Self);
        for (int i = 0; i < Node.Length; i++)
        {
            if (Node[i] >= 0)
            {
                NodeSet.Add(_used, 0, Node[i]);
                NodeSet.AddAll(_used, 0, HearsWell, i * NodeSet.Words);
            }
        }

        for (int i = 0; i < KnownNodes.Capacity; i++)
        {
            if (Known.AddressOf(i) != FrameHeader.NoAddress && !NodeSet.Has(_used, 0, i))
            {
                Known.Remove(i);
                SetStanding(i, 0);
            }
        }

        WasSwept = true;
    }
}
