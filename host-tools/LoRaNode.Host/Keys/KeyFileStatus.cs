namespace LoRaNode.Host.Keys;

/// <summary>What came of opening a key file.</summary>
public enum KeyFileStatus
{
    /// <summary>It is open.</summary>
    Opened,

    /// <summary>The bytes are no key file of the kind asked for.</summary>
    NotKeyFile,

    /// <summary>The passphrase is wrong or the file was changed; the two cannot be told apart.</summary>
    WrongPassphrase,
}
