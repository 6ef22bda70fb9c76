using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>A volume that refuses every change while the battery is so low that a write may be cut. Reading goes on.</summary>
internal sealed class WriteGate : IFileVolume
{
    private readonly IFileVolume _volume;

    internal WriteGate(IFileVolume volume)
    {
        _volume = volume;
    }

    /// <summary>True while changes are let through.</summary>
    internal bool IsOpen { get; set; } = true;

    /// <summary>Changes that were let through so far.</summary>
    internal int Changes { get; private set; }

    /// <inheritdoc/>
    public int Length(string name)
    {
        return _volume.Length(name);
    }

    /// <inheritdoc/>
    public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count)
    {
        return _volume.Read(name, offset, buffer, bufferOffset, count);
    }

    /// <inheritdoc/>
    public bool Replace(string name, byte[] content, int offset, int count)
    {
        return Pass() && _volume.Replace(name, content, offset, count);
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] content, int offset, int count)
    {
        return Pass() && _volume.Append(name, content, offset, count);
    }

    /// <inheritdoc/>
    public void Prepare(string name, byte[] content, int offset, int count)
    {
        if (Pass())
        {
            _volume.Prepare(name, content, offset, count);
        }
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        return Pass() && _volume.Delete(name);
    }

    /// <inheritdoc/>
    public string[] List()
    {
        return _volume.List();
    }

    private bool Pass()
    {
        Changes += IsOpen ? 1 : 0;
        return IsOpen;
    }
}
