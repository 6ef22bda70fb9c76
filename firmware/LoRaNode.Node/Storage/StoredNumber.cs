using System;

namespace LoRaNode.Node.Storage;

/// <summary>
/// A 32-bit number that survives power cuts: eight bytes, the value and its complement, so that a torn or worn record is
/// noticed rather than believed.
/// </summary>
public sealed class StoredNumber
{
    private const int Size = 8;

    private readonly INodeStorage _storage;
    private readonly string _name;

    /// <summary>Binds a number to a file.</summary>
    public StoredNumber(INodeStorage storage, string name)
    {
        _storage = storage;
        _name = name;
    }

    /// <summary>Name of the file.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Reads the number. False when it was never written or its record is damaged; <paramref name="value"/> is then 0.</summary>
    public bool TryRead(out uint value)
    {
        value = 0;
        byte[] record = new byte[Size];
        if (_storage.Read(_name, record) != Size)
        {
            return false;
        }

        uint stored = BitConverter.ToUInt32(record, 0);
        if (stored != ~BitConverter.ToUInt32(record, 4))
        {
            return false;
        }

        value = stored;
        return true;
    }

    /// <summary>Writes the number. False when the medium refuses.</summary>
    public bool Write(uint value)
    {
        uint complement = ~value;
        byte[] record = new byte[Size];
        for (int i = 0; i < 4; i++)
        {
            record[i] = (byte)(value >> (8 * i));
            record[4 + i] = (byte)(complement >> (8 * i));
        }

        return _storage.Write(_name, record, Size);
    }
}
