using System;
using System.Security.Cryptography;

namespace LoRaNode.Core.Trust;

/// <summary>
/// Remembers the latest payloads by eight bytes of HMAC-SHA-256 under a key that only this node has: nobody outside can make a
/// payload that is taken for another. Fixed size; the oldest goes first.
/// </summary>
internal sealed class DigestSet
{
    private readonly ulong[] _digests;
    private readonly int _capacity;
    private int _next;
    private int _count;

    internal DigestSet(int capacity)
    {
        _capacity = capacity;
        _digests = new ulong[capacity];
    }

    /// <summary>The digest of a payload.</summary>
    internal static ulong Digest(byte[] key, byte[] payload, int length)
    {
        byte[] exact = new byte[length];
        Array.Copy(payload, 0, exact, 0, length);
        return BitConverter.ToUInt64(HMACSHA256.HashData(key, exact), 0);
    }

    internal bool Contains(ulong digest)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_digests[i] == digest)
            {
                return true;
            }
        }

        return false;
    }

    internal void Add(ulong digest)
    {
        _digests[_next] = digest;
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
}
