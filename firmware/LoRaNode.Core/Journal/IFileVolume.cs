namespace LoRaNode.Core.Journal;

/// <summary>
/// A flat set of small files, with no more promised than any medium keeps. When the power fails during a
/// <see cref="Replace"/>, the file is afterwards the old one, absent, empty or any prefix of the new one; during an
/// <see cref="Append"/>, the old content is followed by any prefix of the addition; either may have its full length with anything behind the prefix.
/// Other files are not touched. What builds on it
/// (<see cref="AtomicFile"/>, <see cref="RecordJournal"/>) makes whole or nothing of that. Not for use by several threads.
/// </summary>
public interface IFileVolume
{
    /// <summary>Length of a file in bytes, or -1 when there is none.</summary>
    int Length(string name);

    /// <summary>Reads up to <paramref name="count"/> bytes of a file from <paramref name="offset"/>. Returns the bytes read; 0 past the end or without a file.</summary>
    int Read(string name, int offset, byte[] buffer, int bufferOffset, int count);

    /// <summary>Creates a file or gives it new content. False when the medium refuses (full, worn out).</summary>
    bool Replace(string name, byte[] content, int offset, int count);

    /// <summary>Adds bytes at the end of a file, creating it when absent. False when the medium refuses; some of the bytes may then be there.</summary>
    bool Append(string name, byte[] content, int offset, int count);

    /// <summary>
    /// Does ahead what takes the medium long in an <see cref="Append"/> of these bytes, such as erasing a sector; nothing of it shows before. The
    /// next change of the file must be that append, or its removal. For one file at a time; a medium that cannot do it does nothing.
    /// </summary>
    void Prepare(string name, byte[] content, int offset, int count);

    /// <summary>Removes a file. True when it is gone or was never there.</summary>
    bool Delete(string name);

    /// <summary>Names of all files. Allocates: for start and erasure only.</summary>
    string[] List();
}
