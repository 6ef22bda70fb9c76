namespace LoRaNode.Node.EventLoop;

/// <summary>Why a node restarts by itself. Values are stored and logged: never renumber.</summary>
public enum RestartReason : byte
{
    /// <summary>It does not; or the power failed, or somebody pressed reset.</summary>
    None = 0,

    /// <summary>The event loop did not come round; the supervisor restarted the node.</summary>
    Stuck = 1,

    /// <summary>The link asked for it.</summary>
    Requested = 2,

    /// <summary>Everything was erased.</summary>
    Erased = 3,

    /// <summary>An exception reached the loop.</summary>
    Failed = 4,

    /// <summary>The battery was empty: the node slept until it was charged.</summary>
    BatteryEmpty = 5,
}
