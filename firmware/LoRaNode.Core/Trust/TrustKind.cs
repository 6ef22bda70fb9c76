namespace LoRaNode.Core.Trust;

/// <summary>First byte of a trust frame's payload: what it states.</summary>
public enum TrustKind : byte
{
    /// <summary>A certificate of an issuer.</summary>
    Certificate = 1,

    /// <summary>An issuer's certificates are withdrawn.</summary>
    Revocation = 2,

    /// <summary>A new network key for all nodes but those left out.</summary>
    EpochChange = 3,

    /// <summary>What time it is.</summary>
    Time = 4,
}
