namespace LoRaNode.Node.Display;

/// <summary>What the display can say; the words are in <see cref="DisplayText"/>.</summary>
public enum DisplayTextKey
{
    /// <summary>Title of the alert page.</summary>
    Alert = 0,

    /// <summary>Title of the message page.</summary>
    Messages = 1,

    /// <summary>Title of the status page.</summary>
    Status = 2,

    /// <summary>Title of the identity page.</summary>
    Identity = 3,

    /// <summary>There is no alert.</summary>
    NoAlerts = 4,

    /// <summary>There is no message.</summary>
    NoMessages = 5,

    /// <summary>Only proven alerts are shown: explains the empty page.</summary>
    OnlyProven = 6,

    /// <summary>Less than a minute ago.</summary>
    Now = 7,

    /// <summary>Short for minutes, after a number.</summary>
    Minutes = 8,

    /// <summary>Short for hours, after a number.</summary>
    Hours = 9,

    /// <summary>Short for days, after a number.</summary>
    Days = 10,

    /// <summary>Battery.</summary>
    Battery = 11,

    /// <summary>Volt, after a number.</summary>
    Volt = 12,

    /// <summary>Neighbours.</summary>
    Neighbours = 13,

    /// <summary>Share of the airtime budget that is left.</summary>
    Airtime = 14,

    /// <summary>Frames kept for late joiners.</summary>
    Kept = 15,

    /// <summary>Power state: everything runs.</summary>
    PowerFull = 16,

    /// <summary>Power state: listens from time to time.</summary>
    PowerSaving = 17,

    /// <summary>Power state: beacons only.</summary>
    PowerBeacon = 18,

    /// <summary>Power state: asleep until charged.</summary>
    PowerSleep = 19,

    /// <summary>Address of the node.</summary>
    Address = 20,

    /// <summary>Name of the network.</summary>
    Network = 21,

    /// <summary>Key epoch.</summary>
    Epoch = 22,

    /// <summary>Firmware version.</summary>
    Version = 23,

    /// <summary>The node has no keys yet.</summary>
    NotProvisioned = 24,

    /// <summary>Title while the countdown to the erasure runs.</summary>
    ErasingIn = 25,

    /// <summary>How to stop the countdown.</summary>
    ReleaseToCancel = 26,

    /// <summary>Everything is erased.</summary>
    Erased = 27,

    /// <summary>The battery is charging.</summary>
    Charging = 28,

    /// <summary>Number of starts.</summary>
    Starts = 29,

    /// <summary>Keys are erased, the rest follows.</summary>
    Erasing = 31,

    /// <summary>In place of a text that this firmware cannot decode.</summary>
    Unreadable = 30,
}
