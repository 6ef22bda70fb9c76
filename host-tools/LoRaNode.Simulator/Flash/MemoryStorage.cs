using LoRaNode.Node.Storage;

namespace LoRaNode.Simulator.Flash;

/// <summary>The node's storage in memory: for simulations of many nodes.</summary>
public sealed class MemoryStorage : VolumeStorage
{
    /// <summary>Opens the storage on a new volume.</summary>
    public MemoryStorage()
        : this(new MemoryVolume())
    {
    }

    /// <summary>Opens the storage on a volume, as a start of the node does.</summary>
    public MemoryStorage(MemoryVolume volume)
        : base(volume)
    {
    }
}
