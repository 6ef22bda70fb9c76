namespace LoRaNode.Node.Log;

/// <summary>Why an alert was refused. Values are stored: never renumber.</summary>
public enum RefusalReason : byte
{
    /// <summary>Its fields cannot be read.</summary>
    Malformed = 1,

    /// <summary>Nobody whom this network trusts made it.</summary>
    UnknownIssuer = 2,

    /// <summary>Its signature is wrong: forged or damaged.</summary>
    BadSignature = 3,

    /// <summary>This node has that alert already.</summary>
    AlreadyKnown = 4,

    /// <summary>Too many alerts wait to be verified; it will come again by repair.</summary>
    Busy = 5,

    /// <summary>Its text cannot be decoded.</summary>
    Unreadable = 6,
}
