namespace LoRaNode.Host.Fleet;

/// <summary>How bad something is. Ordered from least to most.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>To be looked at on the next round.</summary>
    Warning,

    /// <summary>People will not get alerts, or soon will not.</summary>
    Critical,
}

/// <summary>What can be wrong with a node. Names are keys in JSON and in the table of texts: never rename.</summary>
public enum FindingKind
{
    /// <summary>Nothing is known of it: its log was never read.</summary>
    NeverRead,

    /// <summary>No node hears it any more.</summary>
    NotHeard,

    /// <summary>It and maybe others are not joined to the larger part of the network.</summary>
    Apart,

    /// <summary>Others are cut off when it fails.</summary>
    SinglePoint,

    /// <summary>It hangs on one link, and that one is weak.</summary>
    WeakLink,

    /// <summary>Several nodes hear it well, but it does not hear them.</summary>
    Deaf,

    /// <summary>It hears several nodes well, but they do not hear it.</summary>
    Mute,

    /// <summary>It hears its neighbours much worse than they hear it.</summary>
    HearsPoorly,

    /// <summary>Its neighbours hear it much worse than it hears them.</summary>
    HeardPoorly,

    /// <summary>The battery's lowest voltage is near the end.</summary>
    BatteryLow,

    /// <summary>The battery's lowest voltage falls from day to day.</summary>
    BatteryFalling,

    /// <summary>Nothing has charged the battery.</summary>
    NoInput,

    /// <summary>The airtime allowed is nearly used up.</summary>
    AirtimeFull,

    /// <summary>The node loses power again and again.</summary>
    PowerLost,

    /// <summary>The battery ran empty and the node slept.</summary>
    RanEmpty,

    /// <summary>The firmware got stuck or failed.</summary>
    FirmwareFailed,

    /// <summary>The radio failed.</summary>
    RadioFailed,

    /// <summary>The memory refused writes.</summary>
    StorageFailed,

    /// <summary>Forged alerts were refused here.</summary>
    Forged,

    /// <summary>It has older keys than the others.</summary>
    EpochBehind,

    /// <summary>Its log was not read for a long time.</summary>
    LogOld,

    /// <summary>Nobody has noted where it stands.</summary>
    NoSite,
}

/// <summary>Something that is wrong with a node.</summary>
/// <param name="Kind">What.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Node">Index of the node.</param>
/// <param name="Weight">Nodes or people affected, for the order among equals.</param>
/// <param name="Others">Other nodes that it is about.</param>
/// <param name="Value">A figure that belongs to it; its meaning depends on the kind.</param>
/// <param name="SecondValue">Another one.</param>
public sealed record Finding(FindingKind Kind, Severity Severity, int Node, int Weight = 1, IReadOnlyList<int>? Others = null, double Value = 0, double SecondValue = 0);
