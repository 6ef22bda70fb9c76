using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Network;

/// <summary>
/// Gives the relay engine its frame numbers from the medium. Beacons count on their own, and so do alerts and trust statements: where many other
/// frames lie between two of them, a replay window would pass by the older one that arrives hours late.
/// </summary>
internal sealed class NodeCounters : ICounterSource
{
    private readonly FrameCounter _items;
    private readonly FrameCounter _signed;
    private readonly FrameCounter _local;

    internal NodeCounters(INodeStorage storage)
    {
        _items = new FrameCounter(storage, StorageNames.Counter);
        _signed = new FrameCounter(storage, StorageNames.SignedCounter, FrameCounter.SmallBlockSize);
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

        bool isSigned = type == FrameType.Alert || type == FrameType.Trust;
        bool taken = isSigned ? _signed.TryTake(out counter) : _items.TryTake(out counter);
        if (taken)
        {
            LastItem = counter;
        }

        return taken;
    }
}
