using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Network;

/// <summary>Gives the relay engine its frame numbers from the medium; all types share one space.</summary>
internal sealed class NodeCounters : ICounterSource
{
    private readonly FrameCounter _counter;

    internal NodeCounters(INodeStorage storage)
    {
        _counter = new FrameCounter(storage);
    }

    /// <summary>The number given last.</summary>
    internal uint Last { get; private set; }

    /// <inheritdoc/>
    public bool TryTake(FrameType type, out uint counter)
    {
        bool taken = _counter.TryTake(out counter);
        if (taken)
        {
            Last = counter;
        }

        return taken;
    }
}
