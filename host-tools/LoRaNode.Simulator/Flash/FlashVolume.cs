using LoRaNode.Core.Journal;

namespace LoRaNode.Simulator.Flash;

/// <summary>The node's files on a simulated flash.</summary>
public sealed class FlashVolume : IFileVolume
{
    private readonly FlashFileStore _store;

    /// <summary>Mounts the store of a flash.</summary>
    public FlashVolume(NorFlash flash)
    {
        _store = FlashFileStore.Mount(flash);
    }

    /// <summary>Sectors that nothing uses.</summary>
    public int FreeSectors => _store.FreeSectors;

    /// <inheritdoc/>
    public int Length(string name) => _store.Length(name);

    /// <inheritdoc/>
    public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count)
        => _store.Read(name, offset, buffer.AsSpan(bufferOffset, count));

    /// <inheritdoc/>
    public bool Replace(string name, byte[] content, int offset, int count)
        => _store.Replace(name, content.AsSpan(offset, count));

    /// <inheritdoc/>
    public bool Append(string name, byte[] content, int offset, int count)
        => _store.Append(name, content.AsSpan(offset, count));

    /// <inheritdoc/>
    public void Prepare(string name, byte[] content, int offset, int count)
        => _store.Prepare(name, content.AsSpan(offset, count));

    /// <inheritdoc/>
    public bool Delete(string name) => _store.Delete(name);

    /// <inheritdoc/>
    public string[] List() => [.. _store.Names];
}
