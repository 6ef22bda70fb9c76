namespace LoRaNode.Core.Security;

/// <summary>
/// Whole blocks for the native calls of AES, which take whole arrays: one array for each ten blocks, made when first needed. Ciphers of
/// one thread share a set, for none keeps anything in it from call to call. About half a kilobyte once frames of every length have come.
/// </summary>
public sealed class CipherBlocks
{
    /// <summary>Bytes of an AES block.</summary>
    internal const int BlockSize = 16;

    private const int Step = 10;

    // The longest frame takes 17 blocks of key stream and 18 of input to the MAC.
    private const int KeptBlocks = 20;

    /// <summary>The tag that a cipher is computing.</summary>
    internal readonly byte[] Tag = new byte[BlockSize];

    /// <summary>The nonce that a cipher of frames is using.</summary>
    internal readonly byte[] Nonce = new byte[AesCcm.MinNonceSize];

    private readonly byte[][] _kept = new byte[KeptBlocks / Step][];

    /// <summary>An array of at least so many blocks (1 or more), with any content; that of the call before may be the same.</summary>
    internal byte[] Of(int blocks)
    {
        int place = (blocks - 1) / Step;
        if (place >= _kept.Length)
        {
            return new byte[blocks * BlockSize];
        }

        if (_kept[place] == null)
        {
            _kept[place] = new byte[(place + 1) * Step * BlockSize];
        }

        return _kept[place];
    }
}
