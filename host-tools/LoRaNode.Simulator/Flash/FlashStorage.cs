using LoRaNode.Node.Storage;

namespace LoRaNode.Simulator.Flash;

/// <summary>The node's storage on a simulated flash: the firmware's code above a store that wears and tears as the board's does.</summary>
public sealed class FlashStorage : VolumeStorage
{
    /// <summary>Mounts the flash and opens the storage, as a start of the node does.</summary>
    public FlashStorage(NorFlash flash)
        : base(new FlashVolume(flash))
    {
    }
}
