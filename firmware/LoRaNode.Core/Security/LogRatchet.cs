using System;
using System.Security.Cryptography;

namespace LoRaNode.Core.Security;

/// <summary>
/// Encrypts log records so that they open only with the first key, which the technician's tool keeps. At each start the stored key
/// gives a key for this boot and is replaced by its successor; within a boot each record gives way to the next key in memory. All
/// steps are HMAC-SHA-256, so nothing that the node holds opens anything it wrote before.
/// <code>
///   stored:  K1 -next-> K2 -next-> K3 ...        (one step at each boot, kept on the medium)
///             |boot      |boot
///   memory:  B1,0 -> B1,1 -> B1,2 ...            (one step at each record)
/// </code>
/// A sealed record is: step of the stored key (4 bytes, little endian), number within the boot (4), the record encrypted (24), tag
/// (8). One thread owns the object.
/// </summary>
public sealed class LogRatchet
{
    /// <summary>Bytes of a record in the clear.</summary>
    public const int RecordSize = 24;

    /// <summary>Bytes of a sealed record.</summary>
    public const int SealedSize = 8 + RecordSize + TagSize;

    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of the stored form: the key and its step.</summary>
    public const int StoredSize = KeySize + 4;

    private const int TagSize = 8;
    private const byte NextLabel = (byte)'N';
    private const byte BootLabel = (byte)'B';
    private const byte StreamLabel = (byte)'S';
    private const byte TagLabel = (byte)'T';

    private readonly byte[] _label = new byte[1];
    private readonly byte[] _tagInput = new byte[1 + RecordSize];
    private byte[] _key;
    private uint _step;
    private uint _number;

    /// <summary>Takes the stored form and steps it on. The owner must put the result on the medium before anything is sealed.</summary>
    /// <param name="stored">Key (32 bytes) and step (4 bytes, little endian, 0 at provisioning); replaced by the successor.</param>
    public LogRatchet(byte[] stored)
    {
        byte[] key = new byte[KeySize];
        Array.Copy(stored, 0, key, 0, KeySize);
        _step = Primitives.LittleEndian.Get32(stored, KeySize);
        _key = Derive(key, BootLabel);
        byte[] next = Derive(key, NextLabel);
        Array.Copy(next, 0, stored, 0, KeySize);
        Primitives.LittleEndian.Put32(stored, KeySize, _step + 1);
        Array.Clear(next, 0, KeySize);
        Array.Clear(key, 0, KeySize);
    }

    /// <summary>Seals a record of 24 bytes and forgets the key that did it.</summary>
    public void Seal(byte[] record, int offset, byte[] target, int targetOffset)
    {
        Primitives.LittleEndian.Put32(target, targetOffset, _step);
        Primitives.LittleEndian.Put32(target, targetOffset + 4, _number++);
        byte[] stream = Derive(_key, StreamLabel);
        for (int i = 0; i < RecordSize; i++)
        {
            target[targetOffset + 8 + i] = (byte)(record[offset + i] ^ stream[i]);
        }

        byte[] tag = Tag(_key, target, targetOffset + 8);
        Array.Copy(tag, 0, target, targetOffset + 8 + RecordSize, TagSize);
        byte[] next = Derive(_key, NextLabel);
        Array.Clear(_key, 0, KeySize);
        Array.Clear(stream, 0, stream.Length);
        _key = next;
    }

    /// <summary>Erases the key.</summary>
    public void Wipe()
    {
        Array.Clear(_key, 0, KeySize);
    }

    /// <summary>The successor of a stored key, or of a boot's key. For the host, which walks from the first key.</summary>
    public static byte[] Next(byte[] key)
    {
        return HMACSHA256.HashData(key, new byte[] { NextLabel });
    }

    /// <summary>The first key of a boot. For the host.</summary>
    public static byte[] BootKey(byte[] storedKey)
    {
        return HMACSHA256.HashData(storedKey, new byte[] { BootLabel });
    }

    /// <summary>Opens a sealed record with the key that sealed it. False when it was changed or the key is another. For the host.</summary>
    public static bool TryOpen(byte[] key, byte[] sealedRecord, int offset, byte[] record, int recordOffset)
    {
        byte[] tagInput = new byte[1 + RecordSize];
        tagInput[0] = TagLabel;
        Array.Copy(sealedRecord, offset + 8, tagInput, 1, RecordSize);
        byte[] tag = HMACSHA256.HashData(key, tagInput);
        int difference = 0;
        for (int i = 0; i < TagSize; i++)
        {
            difference |= tag[i] ^ sealedRecord[offset + 8 + RecordSize + i];
        }

        if (difference != 0)
        {
            return false;
        }

        byte[] stream = HMACSHA256.HashData(key, new byte[] { StreamLabel });
        for (int i = 0; i < RecordSize; i++)
        {
            record[recordOffset + i] = (byte)(sealedRecord[offset + 8 + i] ^ stream[i]);
        }

        return true;
    }

    private byte[] Derive(byte[] key, byte label)
    {
        _label[0] = label;
        return HMACSHA256.HashData(key, _label);
    }

    private byte[] Tag(byte[] key, byte[] encrypted, int offset)
    {
        _tagInput[0] = TagLabel;
        Array.Copy(encrypted, offset, _tagInput, 1, RecordSize);
        return HMACSHA256.HashData(key, _tagInput);
    }
}
