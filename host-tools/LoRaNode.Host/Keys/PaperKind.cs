namespace LoRaNode.Host.Keys;

/// <summary>What a paper back-up holds.</summary>
public enum PaperKind : byte
{
    /// <summary>The root's private key, whole.</summary>
    Root = 1,

    /// <summary>An issuer's private key, whole.</summary>
    Issuer = 2,

    /// <summary>One of the three shares of the root's private key, two of which restore it.</summary>
    RootShare = 3,
}
