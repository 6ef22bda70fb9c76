using LoRaNode.Simulator.World;

namespace LoRaNode.Simulator.Resilience;

/// <summary>
/// Watches the air and finds, for each node, the window with the most airtime, wherever it lies. It knows nothing of the nodes' own budgets: it is
/// what an inspector with a receiver would measure (ETSI EN 300 220-1, 4.3.3: duty cycle over any period of an hour).
/// </summary>
public sealed class DutyCycleObserver
{
    /// <summary>Length of the window: an hour, in microseconds.</summary>
    public const long WindowUs = 3_600_000_000;

    private readonly Track[] _tracks;

    /// <summary>Listens to a world from now on.</summary>
    public DutyCycleObserver(CityWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _tracks = [.. world.Nodes.Select(_ => new Track())];
        var before = world.Sent;
        world.Sent = frame =>
        {
            before?.Invoke(frame);
            _tracks[frame.From].Add(frame.StartUs, frame.EndUs);
        };
    }

    /// <summary>Greatest share of any window that any node has sent in, 0 to 1.</summary>
    public double Greatest => _tracks.Max(t => t.GreatestUs) / (double)WindowUs;

    private sealed class Track
    {
        private readonly Queue<(long StartUs, long EndUs)> _frames = new();
        private long _sumUs;

        public long GreatestUs { get; private set; }

        // The fullest windows end with a frame.
        public void Add(long startUs, long endUs)
        {
            _frames.Enqueue((startUs, endUs));
            _sumUs += endUs - startUs;
            long fromUs = endUs - WindowUs;
            while (_frames.Peek().EndUs <= fromUs)
            {
                var (start, end) = _frames.Dequeue();
                _sumUs -= end - start;
            }

            long outside = Math.Max(0, fromUs - _frames.Peek().StartUs);
            GreatestUs = Math.Max(GreatestUs, _sumUs - outside);
        }
    }
}
