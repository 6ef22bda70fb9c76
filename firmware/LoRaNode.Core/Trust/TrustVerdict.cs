namespace LoRaNode.Core.Trust;

/// <summary>What a node does with a signed item.</summary>
public enum TrustVerdict : byte
{
    /// <summary>Genuine: show, store, relay.</summary>
    Accept,

    /// <summary>The signature is being checked; the verdict comes from <see cref="AlertVerifier.Step"/>.</summary>
    Pending,

    /// <summary>Never shown, stored or relayed.</summary>
    Refuse,

    /// <summary>Cannot be judged now (issuer unknown, too much waiting): drop it without remembering, so that it can be offered again.</summary>
    Later,
}
