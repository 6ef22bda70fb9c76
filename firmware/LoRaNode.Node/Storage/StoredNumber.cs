using System;

namespace LoRaNode.Node.Storage;

/// <summary>
/// A 32-bit number that survives power cuts: eight bytes, the value and its complement, so that a torn or worn record is
/// noticed rather than believed.
/// </summary>
public sealed class StoredNumber
{
    private readonly INodeStorage _storage;
    private readonly string _name;
    private readonly byte[] _record = new byte[8];

    /// <summary>Binds a number to a file.</summary>
    public StoredNumber(INodeStorage storage, string name)
    {
        _storage = storage;
        _name = name;
    }

    /// <summary>Reads the number. False when it was never written or its record is damaged; <paramref name="value"/> is then 0.</summary>
    public bool TryRead(out uint value)
    {
        value = 0;
        if (_storage.Read(_name, _record) != _record.Length)
        {
            return false;
        }

        uint stored = BitConverter.ToUInt32(_record, 0);
        if (stored != ~BitConverter.ToUInt32(_record, 4))
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
        for (int i = 0; i < 4; i++)
        {
            _record[i] = (byte)(value >> (8 * i));
            _record[4 + i] = (byte)(complement >> (8 * i));
        }

        return _storage.Write(_name, _record, _record.Length);
    }
}
