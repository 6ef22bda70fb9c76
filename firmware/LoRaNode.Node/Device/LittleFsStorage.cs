namespace LoRaNode.Node.Storage;

/// <summary>The node's storage on the board's internal littlefs, <c>I:\</c>, in a folder of its own beside the link's inbox.</summary>
public sealed class LittleFsStorage : VolumeStorage
{
    /// <summary>Folder of the node's files.</summary>
    public const string Folder = "I:\\node";

    /// <summary>Opens the storage.</summary>
    public LittleFsStorage()
        : base(new LittleFsVolume(Folder))
    {
    }
}
