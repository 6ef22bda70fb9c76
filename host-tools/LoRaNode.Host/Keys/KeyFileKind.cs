namespace LoRaNode.Host.Keys;

/// <summary>What an encrypted key file holds. The value is authenticated with the file: one kind cannot stand in for another.</summary>
public enum KeyFileKind : byte
{
    /// <summary>Network keys, nodes and issuers of a community.</summary>
    Network = 1,

    /// <summary>The root's private key.</summary>
    Root = 2,

    /// <summary>An issuer's private key.</summary>
    Issuer = 3,
}
