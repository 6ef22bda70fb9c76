namespace LoRaNode.Node.Storage;

/// <summary>Names of the node's files.</summary>
public static class StorageNames
{
    /// <summary>Address, keys and issuers: written by provisioning only.</summary>
    public const string Identity = "identity";

    /// <summary>First frame counter that no boot has reserved yet.</summary>
    public const string Counter = "counter";

    /// <summary>Number of starts so far.</summary>
    public const string Boots = "boots";

    /// <summary>Log records, the newer half.</summary>
    public const string Log = "log";

    /// <summary>Log records, the older half.</summary>
    public const string OldLog = "log.old";
}
