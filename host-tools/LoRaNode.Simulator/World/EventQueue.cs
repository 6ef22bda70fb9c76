namespace LoRaNode.Simulator.World;

/// <summary>What an event is about.</summary>
internal enum EventKind : byte
{
    /// <summary>A node's timer; <see cref="Event.Argument"/> is the version of the timer.</summary>
    Timer,

    /// <summary>A node's turnaround ends and its frame begins.</summary>
    FrameStart,

    /// <summary>The sync word of a frame ends: receivers lock on; <see cref="Event.Argument"/> is its slot.</summary>
    SyncEnd,

    /// <summary>The header of a frame ends; <see cref="Event.Argument"/> is its slot.</summary>
    HeaderEnd,

    /// <summary>A frame ends; <see cref="Event.Argument"/> is its slot.</summary>
    FrameEnd,

    /// <summary>Channel activity detection ends.</summary>
    ActivityEnd,

    /// <summary>An action of the scenario; <see cref="Event.Argument"/> is its number.</summary>
    Action,
}

/// <summary>Something that will happen.</summary>
internal readonly record struct Event(long AtUs, long Order, EventKind Kind, int Node, int Argument);

/// <summary>
/// Events in order of time; at the same microsecond in the order in which they were added, so that a run repeats exactly. A
/// binary heap of plain structures: thousands of nodes make millions of events.
/// </summary>
internal sealed class EventQueue
{
    private Event[] _heap = new Event[1024];
    private long _order;

    public int Count { get; private set; }

    public long NextUs => Count == 0 ? long.MaxValue : _heap[0].AtUs;

    public void Add(long atUs, EventKind kind, int node, int argument)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        var item = new Event(atUs, _order++, kind, node, argument);
        int at = Count++;
        while (at > 0)
        {
            int parent = (at - 1) >> 1;
            if (!IsBefore(item, _heap[parent]))
            {
                break;
            }

            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = item;
    }

    public Event Take()
    {
        var first = _heap[0];
        var last = _heap[--Count];
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && IsBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsBefore(_heap[child], last))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return first;
    }

    private static bool IsBefore(in Event a, in Event b)
    {
        return a.AtUs < b.AtUs || (a.AtUs == b.AtUs && a.Order < b.Order);
    }
}
