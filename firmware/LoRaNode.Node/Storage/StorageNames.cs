namespace LoRaNode.Node.Storage;

/// <summary>Names and sizes of the node's files and journals. <c>I:\</c> has 64 sectors; together they take at most 51, tails and small files included about 59.</summary>
public static class StorageNames
{
    /// <summary>Address, root key, link key and name: written by provisioning only, and last.</summary>
    public const string Identity = "identity";

    /// <summary>Network keys and what opens the next ones.</summary>
    public const string Keys = "keys";

    /// <summary>Issuers that the root has named.</summary>
    public const string Issuers = "issuers";

    /// <summary>Which alert of each thread counts.</summary>
    public const string Threads = "threads";

    /// <summary>Time that is certainly past.</summary>
    public const string TimeFloor = "time";

    /// <summary>What a technician set at the node.</summary>
    public const string Settings = "settings";

    /// <summary>Written and removed by the self-test.</summary>
    public const string SelfTest = "selftest";

    /// <summary>Present key of the log.</summary>
    public const string LogKey = "logkey";

    /// <summary>Airtime used in the running hour.</summary>
    public const string Airtime = "airtime";

    /// <summary>First frame counter that no boot has reserved yet.</summary>
    public const string Counter = "counter";

    /// <summary>The same for alerts and trust statements.</summary>
    public const string SignedCounter = "counter.signed";

    /// <summary>The same for frames that go no further than the neighbours.</summary>
    public const string LocalCounter = "counter.local";

    /// <summary>Number of starts so far.</summary>
    public const string Boots = "boots";

    /// <summary>What a dump of the flash must not show is erased first, in this order.</summary>
    public static string[] Secrets()
    {
        return new string[] { Keys, Identity, LogKey };
    }

    /// <summary>Journal of log records.</summary>
    public const string Log = "log";

    /// <summary>Journal of alerts and trust frames.</summary>
    public const string Alerts = "alerts";

    /// <summary>Journal of group messages.</summary>
    public const string Messages = "messages";

    /// <summary>Journal of the replay window.</summary>
    public const string Replay = "replay";

    /// <summary>Sectors of the log: about 2,100 records.</summary>
    public const int LogSegments = 20;

    /// <summary>Sectors of alerts and trust: twice what <see cref="FrameArchive.MaxKept"/> frames of the largest size need.</summary>
    public const int AlertSegments = 12;

    /// <summary>Sectors of messages: enough for <see cref="FrameArchive.MaxMessages"/> frames of the largest size.</summary>
    public const int MessageSegments = 14;
}
