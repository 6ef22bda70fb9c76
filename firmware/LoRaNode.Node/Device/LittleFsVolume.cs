using System;
using System.IO;
using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Files in one folder of the board's littlefs. The runtime's driver commits a file when its stream is closed, so each write is one
/// stream, one <c>Write</c> and one close. Errors of the medium are refusals, not exceptions.
/// </summary>
public sealed class LittleFsVolume : IFileVolume
{
    private readonly string _folder;
    private readonly string _path;
    private string _preparedName;
    private FileStream _prepared;

    /// <summary>Uses a folder, creating it when absent.</summary>
    /// <param name="folder">Path without a separator at its end, such as <c>I:\node</c>.</param>
    public LittleFsVolume(string folder)
    {
        _path = folder;
        _folder = folder + "\\";
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <inheritdoc/>
    public int Length(string name)
    {
        string path = _folder + name;
        if (!File.Exists(path))
        {
            return -1;
        }

        try
        {
            using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            {
                return (int)stream.Length;
            }
        }
        catch (Exception)
        {
            return -1;
        }
    }

    /// <inheritdoc/>
    public int Read(string name, int offset, byte[] buffer, int bufferOffset, int count)
    {
        string path = _folder + name;
        if (!File.Exists(path))
        {
            return 0;
        }

        try
        {
            using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            {
                long rest = stream.Length - offset;
                if (rest <= 0)
                {
                    return 0;
                }

                // The runtime's stream reports the end by a negative count: never ask for more than there is.
                stream.Seek(offset, SeekOrigin.Begin);
                return stream.Read(buffer, bufferOffset, rest < count ? (int)rest : count);
            }
        }
        catch (Exception)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public bool Replace(string name, byte[] content, int offset, int count)
    {
        Settle(name);
        return Write(name, FileMode.Create, content, offset, count);
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] content, int offset, int count)
    {
        return name == _preparedName ? Settle(name) : Write(name, FileMode.Append, content, offset, count);
    }

    /// <inheritdoc/>
    public void Prepare(string name, byte[] content, int offset, int count)
    {
        // The write takes a fresh sector, erases it and copies; littlefs notes it when the file is closed, and until then it shows to nobody.
        FileStream stream = null;
        try
        {
            stream = new FileStream(_folder + name, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(content, offset, count);
            _prepared = stream;
            _preparedName = name;
        }
        catch (Exception)
        {
            Close(stream);
        }
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        string path = _folder + name;
        Settle(name);
        try
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public string[] List()
    {
        string[] paths = Directory.GetFiles(_path);
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = Path.GetFileName(paths[i]);
        }

        return paths;
    }

    /// <summary>Closes a file that was prepared: what was written to it counts. False when the medium refused.</summary>
    private bool Settle(string name)
    {
        if (name != _preparedName)
        {
            return false;
        }

        FileStream stream = _prepared;
        _prepared = null;
        _preparedName = null;
        return Close(stream);
    }

    private static bool Close(FileStream stream)
    {
        try
        {
            if (stream != null)
            {
                stream.Dispose();
            }

            return stream != null;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private bool Write(string name, FileMode mode, byte[] content, int offset, int count)
    {
        try
        {
            using (var stream = new FileStream(_folder + name, mode, FileAccess.Write))
            {
                stream.Write(content, offset, count);
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
