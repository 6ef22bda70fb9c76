using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Network;

/// <summary>
/// Gives the relay engine its frame numbers from the medium. Beacons count on their own: there are many, and a replay window over
/// all frames would pass a message by that arrives hours late.
/// </summary>
internal sealed class NodeCounters : ICounterSource
{
    private readonly FrameCounter _items;
    private readonly FrameCounter _local;

    internal NodeCounters(INodeStorage storage)
    {
        _items = new FrameCounter(storage, StorageNames.Counter);
        _local = new FrameCounter(storage, StorageNames.LocalCounter);
    }

    /// <summary>The number given last for something other than a beacon.</summary>
    internal uint LastItem { get; private set; }

    /// <inheritdoc/>
    public bool TryTake(FrameType type, out uint counter)
    {
        if (type == FrameType.Beacon)
        {
            return _local.TryTake(out counter);
        }

        bool taken = _items.TryTake(out counter);
        if (taken)
        {
            LastItem = counter;
        }

        return taken;
    }
}
