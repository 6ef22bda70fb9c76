using System;
using System.Security.Cryptography;

namespace LoRaNode.Core.Trust;

/// <summary>
/// The keys under which a new network key travels. Nodes are leaves of a complete binary tree; a node holds the key of every
/// position from its leaf to the top, so all nodes but some are addressed by the few subtrees that contain none of those (complete
/// subtree method; Naor, Naor, Lotspiech 2001, "Revocation and Tracing Schemes for Stateless Receivers"). Positions count as in
/// a heap: 1 is the top, the children of p are 2p and 2p + 1. Every key is ratcheted forward at each epoch, so that who seizes a
/// node cannot open changes recorded earlier.
/// </summary>
public static class KeyTree
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 16;

    /// <summary>Least levels below the top.</summary>
    public const int MinDepth = 1;

    /// <summary>Most levels below the top: 4,096 nodes.</summary>
    public const int MaxDepth = 12;

    private const byte RatchetLabel = (byte)'R';
    private const byte PadLabel = (byte)'P';
    private const byte PositionLabel = (byte)'K';

    /// <summary>Position of a leaf.</summary>
    public static int PositionOf(int leaf, int depth)
    {
        return (1 << depth) + leaf;
    }

    /// <summary>Levels from a position up to one of its ancestors (0 when they are the same), or -1 when it is no ancestor.</summary>
    public static int LevelsUp(int position, int ancestor)
    {
        for (int levels = 0; position >= ancestor && position != 0; levels++, position >>= 1)
        {
            if (position == ancestor)
            {
                return levels;
            }
        }

        return -1;
    }

    /// <summary>The key of a position in epoch 0, from the community's tree secret. Host side only.</summary>
    public static byte[] FirstKey(byte[] treeSecret, int position)
    {
        return Short(HMACSHA256.HashData(treeSecret, new byte[] { PositionLabel, (byte)position, (byte)(position >> 8) }));
    }

    /// <summary>The key of the same position in the next epoch.</summary>
    public static byte[] Next(byte[] key)
    {
        return Short(HMACSHA256.HashData(key, new byte[] { RatchetLabel }));
    }

    /// <summary>
    /// Wraps or unwraps a network key for a position: exclusive or with a pad of the position's key in the new epoch, used for one
    /// statement (serial) only. The root's signature protects it against change.
    /// </summary>
    public static void Wrap(byte[] positionKey, uint serial, int position, byte[] source, int sourceOffset, byte[] target, int targetOffset)
    {
        byte[] input =
        {
            PadLabel, (byte)serial, (byte)(serial >> 8), (byte)(serial >> 16), (byte)position, (byte)(position >> 8),
        };
        byte[] pad = HMACSHA256.HashData(positionKey, input);
        for (int i = 0; i < KeySize; i++)
        {
            target[targetOffset + i] = (byte)(source[sourceOffset + i] ^ pad[i]);
        }

        Array.Clear(pad, 0, pad.Length);
    }

    private static byte[] Short(byte[] code)
    {
        byte[] key = new byte[KeySize];
        Array.Copy(code, 0, key, 0, KeySize);
        Array.Clear(code, 0, code.Length);
        return key;
    }
}
