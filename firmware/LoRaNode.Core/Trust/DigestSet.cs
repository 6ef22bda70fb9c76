using System;
using System.Security.Cryptography;

namespace LoRaNode.Core.Trust;

/// <summary>
/// Remembers the latest payloads by eight bytes of HMAC-SHA-256 under a key that only this node has: nobody outside can make a
/// payload that is taken for another. Fixed size; the oldest goes first.
/// </summary>
internal sealed class DigestSet
{
    internal const int DigestSize = 8;

    private readonly byte[] _digests;
    private readonly int _capacity;
    private int _next;
    private int _count;

    internal DigestSet(int capacity)
    {
        _capacity = capacity;
        _digests = new byte[capacity * DigestSize];
    }

    /// <summary>The digest of a payload: the first eight bytes of the result count.</summary>
    internal static byte[] Digest(byte[] key, byte[] payload, int length)
    {
        byte[] exact = new byte[length];
        Array.Copy(payload, 0, exact, 0, length);
        return HMACSHA256.HashData(key, exact);
    }

    internal bool Contains(byte[] digest)
    {
        for (int i = 0; i < _count; i++)
        {
            if (Equal(digest, i * DigestSize))
            {
                return true;
            }
        }

        return false;
    }

    internal void Add(byte[] digest)
    {
        Array.Copy(digest, 0, _digests, _next * DigestSize, DigestSize);
        _next = (_next + 1) % _capacity;
        if (_count < _capacity)
        {
            _count++;
        }
    }

    internal void Clear()
    {
        Array.Clear(_digests, 0, _digests.Length);
        _count = 0;
        _next = 0;
    }

    private bool Equal(byte[] digest, int at)
    {
        for (int i = 0; i < DigestSize; i++)
        {
            if (_digests[at + i] != digest[i])
            {
                return false;
            }
        }

        return true;
    }
}
