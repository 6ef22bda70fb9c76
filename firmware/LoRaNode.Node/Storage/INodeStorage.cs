using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>
/// What the node remembers: a flat set of small files, each replaced as a whole or, when the power fails, not at all, and
/// journals of records. On the board it is <c>I:\</c> (littlefs), elsewhere a folder, memory or a simulated flash. A full medium drops
/// the oldest log records and nothing else.
/// </summary>
public interface INodeStorage
{
    /// <summary>False while the battery is so low that a write may be cut: the medium then refuses every change.</summary>
    bool MayWrite { get; set; }

    /// <summary>Changes of the medium so far, any of which may have erased a sector of the flash: an event loop that sees it grow leaves other work to its next pass.</summary>
    int Changes { get; }

    /// <summary>True when <see cref="UpkeepStep"/> has something to do.</summary>
    bool NeedsUpkeep { get; }

    /// <summary>Does ahead one thing that a journal would otherwise need to do in the middle of an addition: at most one sector erased.</summary>
    void UpkeepStep();

    /// <summary>Reads a file into <paramref name="buffer"/>. Returns its length, or -1 when there is none or it does not fit.</summary>
    int Read(string name, byte[] buffer);

    /// <summary>Creates or replaces a file of at most <see cref="AtomicFile.MaxContent"/> bytes. False when the medium refuses (full, worn out); the old content then stays.</summary>
    bool Write(string name, byte[] content, int length);

    /// <summary>
    /// Replaces a file and makes its old content unreadable, also to somebody who reads the flash chip: for keys when the epoch turns.
    /// Takes about 5 s on the board and erases every free sector once; an event loop uses <see cref="BeginReplace"/>. False when the
    /// medium refuses.
    /// </summary>
    bool Replace(string name, byte[] content, int length);

    /// <summary>
    /// Replaces a file at once and begins to make its old content unreadable; <see cref="EraseStep"/> goes on with that, also after a restart
    /// if free sectors were being filled. Anything may be written meanwhile: the filling gives way. False when the medium refuses.
    /// </summary>
    bool BeginReplace(string name, byte[] content, int length);

    /// <summary>Does one write of the erasure, at most 60 ms on the board. True when nothing is left to do.</summary>
    bool EraseStep();

    /// <summary>True while an erasure is to be gone on with, at the start after one that was cut, too.</summary>
    bool IsErasing { get; }

    /// <summary>Length of a file in bytes, or -1 when there is none.</summary>
    int Length(string name);

    /// <summary>Removes a file; no error when there is none.</summary>
    void Delete(string name);

    /// <summary>True when there is a file of which no whole content is left: worn flash, never a power cut of a file written before.</summary>
    bool IsDamaged(string name);

    /// <summary>Opens a journal; once per name.</summary>
    /// <param name="name">Name of the journal.</param>
    /// <param name="segments">Most flash sectors it takes.</param>
    /// <param name="role">What it gives up when its segments or the medium are full.</param>
    RecordJournal OpenJournal(string name, int segments, JournalRole role);

    /// <summary>
    /// Begins to erase everything so that a dump of the flash shows nothing of it: the files named are removed at once, then their remains are
    /// overwritten, then the rest goes, then every free sector is overwritten. <see cref="EraseStep"/> goes on with it, also after a restart, some
    /// 5 s in all on the board; until <see cref="IsWiping"/> is false nothing that is written stays. False when the medium refused a removal.
    /// </summary>
    bool BeginWipe(string[] first);

    /// <summary>True until what <see cref="BeginWipe"/> began is done.</summary>
    bool IsWiping { get; }

    /// <summary>Does all of <see cref="BeginWipe"/> in one go: not for an event loop.</summary>
    bool Wipe(string[] first);
}
