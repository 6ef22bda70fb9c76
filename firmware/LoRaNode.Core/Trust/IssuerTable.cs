using System;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Trust;

/// <summary>
/// The issuers that the root has named, by slot: the newest certificate or revocation of each. Bounded; only statements whose
/// signature was checked come in. One thread owns the object.
/// </summary>
public sealed class IssuerTable
{
    /// <summary>Most slots that a node remembers.</summary>
    public const int Capacity = 32;

    /// <summary>Largest stored form in bytes.</summary>
    public const int MaxStored = 2 + (Capacity * EntrySize);

    private const int EntrySize = 1 + 3 + 1 + 2 + 3 + 4 + KeySize + 1 + CertificatePayload.MaxName;
    private const int KeySize = 32;
    private const byte Format = 1;

    private readonly byte[] _slots = new byte[Capacity];
    private readonly uint[] _serials = new uint[Capacity];
    private readonly bool[] _revoked = new bool[Capacity];
    private readonly ushort[] _scopes = new ushort[Capacity];
    private readonly uint[] _from = new uint[Capacity];
    private readonly uint[] _until = new uint[Capacity];
    private readonly byte[] _keys = new byte[Capacity * KeySize];
    private readonly byte[] _nameLengths = new byte[Capacity];
    private readonly byte[] _names = new byte[Capacity * CertificatePayload.MaxName];

    /// <summary>Slots known, revoked ones included.</summary>
    public int Count { get; private set; }

    /// <summary>True when the table has changed since it was stored last; the owner stores it and sets this to false.</summary>
    public bool HasChanges { get; set; }

    /// <summary>All keys in one array; that of an entry begins at <see cref="KeyOffset"/>.</summary>
    public byte[] Keys
    {
        get { return _keys; }
    }

    /// <summary>Index of a slot, or -1.</summary>
    public int Find(int slot)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_slots[i] == slot)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Slot of the entry at an index.</summary>
    public byte Slot(int index)
    {
        return _slots[index];
    }

    /// <summary>True when the newest statement about the slot is a revocation.</summary>
    public bool IsRevoked(int index)
    {
        return _revoked[index];
    }

    /// <summary>Serial of the newest statement about the slot.</summary>
    public uint Serial(int index)
    {
        return _serials[index];
    }

    /// <summary>What the issuer may do; see <see cref="IssuerScope"/>.</summary>
    public int Scope(int index)
    {
        return _scopes[index];
    }

    /// <summary>First minute of validity.</summary>
    public uint ValidFromMinutes(int index)
    {
        return _from[index];
    }

    /// <summary>First minute after the validity.</summary>
    public uint ValidUntilMinutes(int index)
    {
        return _until[index];
    }

    /// <summary>Where the public key of an entry begins in <see cref="Keys"/>.</summary>
    public static int KeyOffset(int index)
    {
        return index * KeySize;
    }

    /// <summary>Copies the name in UTF-8 (at most 32 bytes). Returns its length.</summary>
    public int CopyName(int index, byte[] target, int offset)
    {
        Array.Copy(_names, index * CertificatePayload.MaxName, target, offset, _nameLengths[index]);
        return _nameLengths[index];
    }

    /// <summary>Takes a certificate. False when an equal or newer statement about the slot is known or there is no room.</summary>
    public bool Apply(CertificatePayload certificate, byte[] payload)
    {
        int index = Place(certificate.Slot, certificate.Serial);
        if (index < 0)
        {
            return false;
        }

        _revoked[index] = false;
        _scopes[index] = (ushort)certificate.Scope;
        _from[index] = certificate.ValidFromMinutes;
        _until[index] = certificate.ValidUntilMinutes;
        Array.Copy(payload, CertificatePayload.KeyOffset, _keys, index * KeySize, KeySize);
        _nameLengths[index] = (byte)certificate.NameLength;
        Array.Copy(payload, CertificatePayload.NameOffset, _names, index * CertificatePayload.MaxName, certificate.NameLength);
        return true;
    }

    /// <summary>Takes a revocation. False when a newer statement about the slot is known or there is no room.</summary>
    public bool Apply(RevocationPayload revocation)
    {
        int index = Place(revocation.Slot, revocation.Serial);
        if (index < 0)
        {
            return false;
        }

        _revoked[index] = true;
        _scopes[index] = 0;
        Array.Clear(_keys, index * KeySize, KeySize);
        return true;
    }

    /// <summary>True when a statement about a slot would be older than what is known.</summary>
    public bool IsOlder(int slot, uint serial)
    {
        int index = Find(slot);
        return index >= 0 && serial < _serials[index];
    }

    /// <summary>True when a statement about a slot has a place in the table.</summary>
    public bool HasRoom(int slot)
    {
        return Count < Capacity || Find(slot) >= 0;
    }

    /// <summary>Writes the stored form. Returns its length, at most <see cref="MaxStored"/>.</summary>
    public int Save(byte[] buffer)
    {
        buffer[0] = Format;
        buffer[1] = (byte)Count;
        int at = 2;
        for (int i = 0; i < Count; i++)
        {
            buffer[at] = _slots[i];
            StatementNumbers.Put24(buffer, at + 1, _serials[i]);
            buffer[at + 4] = (byte)(_revoked[i] ? 1 : 0);
            LittleEndian.Put16(buffer, at + 5, _scopes[i]);
            StatementNumbers.Put24(buffer, at + 7, _from[i]);
            LittleEndian.Put32(buffer, at + 10, _until[i]);
            Array.Copy(_keys, i * KeySize, buffer, at + 14, KeySize);
            buffer[at + 46] = _nameLengths[i];
            Array.Copy(_names, i * CertificatePayload.MaxName, buffer, at + 47, CertificatePayload.MaxName);
            at += EntrySize;
        }

        return at;
    }

    /// <summary>Reads a stored form of any bytes. False, and the table empty, when they are none.</summary>
    public bool TryLoad(byte[] buffer, int length)
    {
        Count = 0;
        if (length < 2 || buffer[0] != Format || buffer[1] > Capacity || length != 2 + (buffer[1] * EntrySize))
        {
            return false;
        }

        for (int i = 0; i < buffer[1]; i++)
        {
            int at = 2 + (i * EntrySize);
            if (buffer[at] == 0 || buffer[at + 46] > CertificatePayload.MaxName)
            {
                Count = 0;
                return false;
            }

            _slots[i] = buffer[at];
            _serials[i] = StatementNumbers.Get24(buffer, at + 1);
            _revoked[i] = buffer[at + 4] != 0;
            _scopes[i] = (ushort)LittleEndian.Get16(buffer, at + 5);
            _from[i] = StatementNumbers.Get24(buffer, at + 7);
            _until[i] = LittleEndian.Get32(buffer, at + 10);
            Array.Copy(buffer, at + 14, _keys, i * KeySize, KeySize);
            _nameLengths[i] = buffer[at + 46];
            Array.Copy(buffer, at + 47, _names, i * CertificatePayload.MaxName, CertificatePayload.MaxName);
            Count = i + 1;
        }

        return true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Count = 0;
        Array.Clear(_keys, 0, _keys.Length);
        Array.Clear(_names, 0, _names.Length);
    }

    private int Place(byte slot, uint serial)
    {
        int index = Find(slot);
        if (index >= 0 && serial <= _serials[index])
        {
            return -1;
        }

        if (index < 0)
        {
            if (Count == Capacity)
            {
                return -1;
            }

            index = Count++;
        }

        _slots[index] = slot;
        _serials[index] = serial;
        HasChanges = true;
        return index;
    }
}
