using LoRaNode.Core.Journal;

namespace LoRaNode.Simulator.Flash;

/// <summary>
/// Files in memory with a limit, for large simulations and tests. An observer sees each change before it happens and may photograph
/// the state that a power cut would leave, down to any byte of a write.
/// </summary>
public sealed class MemoryVolume : IFileVolume
{
    private readonly Dictionary<string, byte[]> _files;
    private readonly int _capacityBytes;

    /// <summary>Creates an empty volume.</summary>
    /// <param name="capacityBytes">Bytes of all files together.</param>
    public MemoryVolume(int capacityBytes = 192 * 1024)
        : this(capacityBytes, new Dictionary<string, byte[]>(StringComparer.Ordinal))
    {
    }

    private MemoryVolume(int capacityBytes, Dictionary<string, byte[]> files)
    {
        _capacityBytes = capacityBytes;
        _files = files;
    }

    /// <summary>Called before each change with the name, the content that would stay and the bytes that would follow it; null for a removal.</summary>
    public Action<string, byte[], byte[]?>? Observer { get; set; }

    /// <summary>Bytes of all files together.</summary>
    public int UsedBytes => _files.Values.Sum(file => file.Length);

    /// <summary>A copy in which one file is as given; null for removed.</summary>
    public MemoryVolume CloneWith(string name, byte[]? content)
    {
        var files = new Dictionary<string, byte[]>(_files, StringComparer.Ordinal);
        if (content is null)
        {
            files.Remove(name);
        }
        else
        {
            files[name] = content;
        }

        return new MemoryVolume(_capacityBytes, files);
    }

    /// <inheritdoc/>
    public int Length(string name) => _files.TryGetValue(name, out var file) ? file.Length : -1;

    /// <inheritdoc/>
    public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count)
    {
        if (!_files.TryGetValue(name, out var file) || offset >= file.Length)
        {
            return 0;
        }

        var read = Math.Min(count, file.Length - offset);
        Array.Copy(file, offset, buffer, bufferOffset, read);
        return read;
    }

    /// <inheritdoc/>
    public bool Replace(string name, byte[] content, int offset, int count)
        => Store(name, [], content.AsSpan(offset, count).ToArray());

    /// <inheritdoc/>
    public bool Append(string name, byte[] content, int offset, int count)
        => Store(name, _files.TryGetValue(name, out var file) ? file : [], content.AsSpan(offset, count).ToArray());

    /// <inheritdoc/>
    public void Prepare(string name, byte[] content, int offset, int count)
    {
        // Nothing takes long in memory.
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        if (_files.ContainsKey(name))
        {
            Observer?.Invoke(name, [], null);
            _files.Remove(name);
        }

        return true;
    }

    /// <inheritdoc/>
    public string[] List() => [.. _files.Keys];

    private bool Store(string name, byte[] stays, byte[] added)
    {
        var before = _files.TryGetValue(name, out var file) ? file.Length : 0;
        if (UsedBytes - before + stays.Length + added.Length > _capacityBytes)
        {
            return false;
        }

        Observer?.Invoke(name, stays, added);
        _files[name] = [.. stays, .. added];
        return true;
    }
}
