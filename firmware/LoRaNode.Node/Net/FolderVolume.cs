using System;
using System.IO;
using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Files in a folder, for the node on a Raspberry Pi and on a desktop. Every write reaches the disk before the call returns
/// (<c>fsync</c>). Input and output errors are refusals, not exceptions.
/// </summary>
public sealed class FolderVolume : IFileVolume
{
    private readonly string _folder;

    /// <summary>Uses a folder, creating it when absent.</summary>
    public FolderVolume(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <inheritdoc/>
    public int Length(string name)
    {
        var file = new FileInfo(PathOf(name));
        return file.Exists ? (int)Math.Min(file.Length, int.MaxValue) : -1;
    }

    /// <inheritdoc/>
    public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count)
    {
        try
        {
            using var stream = new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
            stream.Position = offset;
            return stream.ReadAtLeast(buffer.AsSpan(bufferOffset, count), count, false);
        }
        catch (IOException)
        {
            return 0;
        }
        catch (UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public bool Replace(string name, byte[] content, int offset, int count)
    {
        return Write(name, FileMode.Create, content, offset, count);
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] content, int offset, int count)
    {
        return Write(name, FileMode.Append, content, offset, count);
    }

    /// <inheritdoc/>
    public void Prepare(string name, byte[] content, int offset, int count)
    {
        // Nothing takes long here.
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        try
        {
            File.Delete(PathOf(name));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public string[] List()
    {
        string[] paths = Directory.GetFiles(_folder);
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = Path.GetFileName(paths[i]);
        }

        return paths;
    }

    private bool Write(string name, FileMode mode, byte[] content, int offset, int count)
    {
        try
        {
            using var stream = new FileStream(PathOf(name), mode, FileAccess.Write, FileShare.Read, 1);
            stream.Write(content, offset, count);
            stream.Flush(true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string PathOf(string name)
    {
        return Path.Combine(_folder, name);
    }
}
