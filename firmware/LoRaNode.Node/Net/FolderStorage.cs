namespace LoRaNode.Node.Storage;

/// <summary>The node's storage in a folder: for the Linux node and the virtual node.</summary>
public sealed class FolderStorage : VolumeStorage
{
    /// <summary>Opens the storage in a folder, creating it when absent.</summary>
    public FolderStorage(string folder)
        : base(new FolderVolume(folder))
    {
    }
}
