namespace LoRaNode.VirtualRadio;

/// <summary>
/// The clock of a simulated world and its queue of things to come. Events at the same microsecond run in the order in which
/// they were scheduled, so a run repeats exactly. Not for use by several threads.
/// </summary>
public sealed class SimulatedTime
{
    private readonly PriorityQueue<Action, (long AtUs, long Order)> _queue = new();
    private long _order;

    /// <summary>Now, in microseconds since the start of the world.</summary>
    public long NowUs { get; private set; }

    /// <summary>Now, in whole milliseconds since the start of the world.</summary>
    public long NowMs => NowUs / 1000;

    /// <summary>When the next event is due, or null when nothing is to come.</summary>
    public long? NextUs => _queue.TryPeek(out _, out var key) ? key.AtUs : null;

    /// <summary>Runs <paramref name="action"/> at the given time, or at once (after what is already due) when that has passed.</summary>
    public void Schedule(long atUs, Action action)
    {
        _queue.Enqueue(action, (Math.Max(atUs, NowUs), _order++));
    }

    /// <summary>Runs everything that is due until the given time and sets the clock to it.</summary>
    public void RunUntil(long untilUs)
    {
        while (_queue.TryPeek(out _, out var key) && key.AtUs <= untilUs)
        {
            var action = _queue.Dequeue();
            NowUs = key.AtUs;
            action();
        }

        NowUs = Math.Max(NowUs, untilUs);
    }
}
