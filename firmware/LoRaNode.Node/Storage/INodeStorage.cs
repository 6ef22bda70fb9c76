namespace LoRaNode.Node.Storage;

/// <summary>
/// The node's files: a flat set of names, each at most a few kilobytes. On the board it is <c>I:\</c> (littlefs), elsewhere a
/// folder or memory. A write replaces the file as a whole or, when the power fails, not at all.
/// </summary>
public interface INodeStorage
{
    /// <summary>Reads a file into <paramref name="buffer"/>. Returns its length, or -1 when there is none or it does not fit.</summary>
    int Read(string name, byte[] buffer);

    /// <summary>Creates or replaces a file. False when the medium refuses (full, worn out).</summary>
    bool Write(string name, byte[] content, int length);

    /// <summary>Adds bytes at the end of a file, creating it when absent. False when the medium refuses.</summary>
    bool Append(string name, byte[] content, int length);

    /// <summary>Length of a file in bytes, or -1 when there is none.</summary>
    int Length(string name);

    /// <summary>Reads a part of a file into <paramref name="buffer"/> from its start. Returns the bytes read, 0 past the end.</summary>
    int ReadAt(string name, int offset, byte[] buffer, int count);

    /// <summary>Removes a file; no error when there is none.</summary>
    void Delete(string name);
}
