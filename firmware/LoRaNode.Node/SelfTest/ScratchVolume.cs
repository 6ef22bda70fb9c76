using System;
using LoRaNode.Core.Journal;

namespace LoRaNode.Node.SelfTest;

/// <summary>A volume in memory for one small file, which is all that a short journal makes. It forgets everything with the object.</summary>
internal sealed class ScratchVolume : IFileVolume
{
    private const int Capacity = 512;

    private readonly byte[] _content = new byte[Capacity];
    private string _name;
    private int _length;

    /// <inheritdoc/>
    public int Length(string name)
    {
        return name == _name ? _length : -1;
    }

    /// <inheritdoc/>
    public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count)
    {
        int rest = name == _name ? _length - offset : 0;
        int read = rest < count ? rest : count;
        if (read <= 0)
        {
            return 0;
        }

        Array.Copy(_content, offset, buffer, bufferOffset, read);
        return read;
    }

    /// <inheritdoc/>
    public bool Replace(string name, byte[] content, int offset, int count)
    {
        if ((_name != null && name != _name) || count > Capacity)
        {
            return false;
        }

        _name = name;
        Array.Copy(content, offset, _content, 0, count);
        _length = count;
        return true;
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] content, int offset, int count)
    {
        if (name != _name)
        {
            return Replace(name, content, offset, count);
        }

        if (_length + count > Capacity)
        {
            return false;
        }

        Array.Copy(content, offset, _content, _length, count);
        _length += count;
        return true;
    }

    /// <inheritdoc/>
    public void Prepare(string name, byte[] content, int offset, int count)
    {
        // Nothing takes long in memory.
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        if (name == _name)
        {
            _name = null;
            _length = 0;
        }

        return true;
    }

    /// <inheritdoc/>
    public string[] List()
    {
        return _name == null ? new string[0] : new string[] { _name };
    }

    /// <summary>The last bytes never reached the medium.</summary>
    internal void Tear(int bytes)
    {
        _length -= bytes;
    }
}
