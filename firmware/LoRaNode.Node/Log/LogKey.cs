using LoRaNode.Core.Security;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Log;

/// <summary>
/// The stored key of the log: what provisioning wrote (32 bytes), or key and step (36 bytes) from the first boot on. A node without
/// credentials uses a key of zeros, which everybody knows: its records tell nothing but that it was switched on.
/// </summary>
public static class LogKey
{
    /// <summary>Takes the key of this boot and puts its successor on the medium. Null when the medium refuses.</summary>
    public static LogRatchet Open(INodeStorage storage)
    {
        byte[] stored = new byte[LogRatchet.StoredSize];
        int length = storage.Read(StorageNames.LogKey, stored);
        if (length != LogRatchet.StoredSize && length != LogRatchet.KeySize)
        {
            System.Array.Clear(stored, 0, stored.Length);
            length = 0;
        }

        LogRatchet ratchet = new LogRatchet(stored);

        // The common key is not stored: it would be taken for a provisioned one, and it needs no ratchet.
        bool kept = length == 0 || storage.Write(StorageNames.LogKey, stored, stored.Length);
        System.Array.Clear(stored, 0, stored.Length);
        return kept ? ratchet : null;
    }
}
