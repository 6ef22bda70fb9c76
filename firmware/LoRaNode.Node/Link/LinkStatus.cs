namespace LoRaNode.Node.Link;

/// <summary>How a request ended.</summary>
public enum LinkStatus : byte
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>The node does not know the operation: its firmware is older than the tool.</summary>
    UnknownOperation = 1,

    /// <summary>The request's body cannot be read.</summary>
    Malformed = 2,

    /// <summary>The node has no credentials yet.</summary>
    NotProvisioned = 3,

    /// <summary>The node has credentials already; erase it first.</summary>
    AlreadyProvisioned = 4,

    /// <summary>The medium refused to store what was sent.</summary>
    StorageFailed = 5,

    /// <summary>The alert or message was refused; the body's first byte says why.</summary>
    Refused = 6,

    /// <summary>The send queue is full; try again later.</summary>
    Busy = 7,

    /// <summary>There is nothing at that place.</summary>
    NotFound = 8,

    /// <summary>The alert's signature is being checked: ask again with the same alert and a new tag.</summary>
    Pending = 9,

    /// <summary>The node does not know its region and must not send: set its settings first.</summary>
    NoRegion = 10,
}
