namespace LoRaNode.Core.Security;

/// <summary>
/// The platform's native AES-128 under one key. On the device each call is one native call whatever the length, so callers
/// hand over whole runs of blocks. Not for use by several threads.
/// </summary>
public interface IAes
{
    /// <summary>Sets the 16-byte key.</summary>
    void SetKey(byte[] key);

    /// <summary>Encrypts whole blocks, each on its own (ECB). Returns an array of the same length; it may be reused by the next call.</summary>
    byte[] EncryptEcb(byte[] blocks);

    /// <summary>Encrypts whole blocks in CBC mode from a zero initialisation vector, without padding. The result may be reused by the next call.</summary>
    byte[] EncryptCbc(byte[] blocks);
}
