namespace LoRaNode.Core.Trust;

/// <summary>Why an alert or a trust statement was not accepted. Values are stored in logs: never renumber.</summary>
public enum TrustReason : byte
{
    /// <summary>It was accepted, or nothing is known yet.</summary>
    None = 0,

    /// <summary>Its fields cannot be read.</summary>
    Malformed = 1,

    /// <summary>No certificate for its issuer has come yet; it may be offered again.</summary>
    UnknownIssuer = 2,

    /// <summary>Its signature is wrong: forged or damaged.</summary>
    BadSignature = 3,

    /// <summary>This node has it already.</summary>
    AlreadyKnown = 4,

    /// <summary>Too many wait to be verified; it may be offered again.</summary>
    Busy = 5,

    /// <summary>Its text cannot be decoded.</summary>
    Unreadable = 6,

    /// <summary>Its time is over.</summary>
    Expired = 7,

    /// <summary>The root has withdrawn the issuer's certificate.</summary>
    Revoked = 8,

    /// <summary>The issuer's certificate does not allow it.</summary>
    OutOfScope = 9,

    /// <summary>The certificate was not valid when it was signed, or is no longer.</summary>
    OutsideValidity = 10,

    /// <summary>A newer statement or alert replaces it.</summary>
    Superseded = 11,

    /// <summary>There is no room for what it states.</summary>
    NoRoom = 12,
}
