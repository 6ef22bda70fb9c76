using System;
using LoRaNode.Core.Journal;

namespace LoRaNode.Node.Storage;

/// <summary>
/// The node's storage on any <see cref="IFileVolume"/>: the same code on littlefs, a folder, memory and a simulated flash. RAM: 20 bytes a
/// file, and the journals. Not for use by several threads.
/// </summary>
public class VolumeStorage : INodeStorage, ISpaceReserve
{
    /// <summary>Most files; a limit against programming errors.</summary>
    public const int MaxFiles = 16;

    /// <summary>Most journals open at a time.</summary>
    public const int MaxJournals = 4;

    private const int None = -1;

    private readonly WriteGate _volume;
    private readonly AtomicFile _file;
    private readonly int[] _names = new int[MaxFiles];
    private readonly long[] _states = new long[MaxFiles];
    private readonly JournalBuffers _journalBuffers = new JournalBuffers();
    private readonly FreeSpaceEraser _eraser;
    private int _count;
    private int _bound = None;
    private readonly RecordJournal[] _journals = new RecordJournal[MaxJournals];
    private RecordJournal _log;
    private RecordJournal _inUpkeep;
    private VolumeWipe _wipe;

    /// <summary>Opens the storage on a volume.</summary>
    public VolumeStorage(IFileVolume volume)
    {
        _volume = new WriteGate(volume);
        _file = new AtomicFile(_volume);
        _eraser = new FreeSpaceEraser(_volume);

        // Fills that a power cut left take all the room there is: they go before anything else is written.
        FreeLeftovers();
        if (VolumeWipe.IsInterrupted(volume))
        {
            BeginWipe(StorageNames.Secrets());
        }
    }

    /// <inheritdoc/>
    public bool IsErasing
    {
        get { return MayWrite && (_wipe != null || _eraser.IsActive); }
    }

    /// <inheritdoc/>
    public bool MayWrite
    {
        get { return _volume.IsOpen; }
        set { _volume.IsOpen = value; }
    }

    /// <inheritdoc/>
    public int Changes
    {
        get { return _volume.Changes; }
    }

    /// <inheritdoc/>
    public bool NeedsUpkeep
    {
        get { return MayWrite && InNeed() != null; }
    }

    /// <inheritdoc/>
    public void UpkeepStep()
    {
        RecordJournal journal = InNeed();
        if (journal != null && MayWrite)
        {
            _inUpkeep = journal;
            journal.Upkeep();
        }
    }

    /// <inheritdoc/>
    public bool IsWiping
    {
        get { return _wipe != null; }
    }

    /// <inheritdoc/>
    public int Read(string name, byte[] buffer)
    {
        AtomicFile file = Find(name);
        int length = file.Length;
        if (length < 0 || length > buffer.Length || file.Read(0, buffer, 0, length) != length)
        {
            return -1;
        }

        return length;
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] content, int length)
    {
        if (length > AtomicFile.MaxContent)
        {
            return false;
        }

        AtomicFile file = Find(name);
        for (int released = 0; ; released++)
        {
            byte[] scratch = Scratch(AtomicFile.HeaderSize + length);
            bool isStored = file.Write(content, length, scratch);

            // Keys must not stay in memory longer than their owner keeps them.
            Array.Clear(scratch, 0, scratch.Length);
            if (isStored)
            {
                return true;
            }

            if (released == RecordJournal.MaxReleases || !Release())
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public bool Replace(string name, byte[] content, int length)
    {
        if (!BeginReplace(name, content, length))
        {
            return false;
        }

        while (!_eraser.Step())
        {
        }

        return true;
    }

    /// <inheritdoc/>
    public bool BeginReplace(string name, byte[] content, int length)
    {
        // Twice, so that neither slot holds the old content.
        if (!Write(name, content, length) || !Write(name, content, length))
        {
            return false;
        }

        _eraser.Begin(name);
        return true;
    }

    /// <inheritdoc/>
    public bool EraseStep()
    {
        if (!MayWrite)
        {
            return false;
        }

        if (_wipe == null)
        {
            return _eraser.Step();
        }

        if (!_wipe.Step())
        {
            return false;
        }

        _wipe = null;
        return true;
    }

    /// <inheritdoc/>
    public int Length(string name)
    {
        return Find(name).Length;
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        Find(name).Delete();
    }

    /// <inheritdoc/>
    public bool IsDamaged(string name)
    {
        return Find(name).IsDamaged;
    }

    /// <inheritdoc/>
    public RecordJournal OpenJournal(string name, int segments, JournalRole role)
    {
        var journal = new RecordJournal(_volume, name, segments, role != JournalRole.Kept, this, _journalBuffers);
        if (role == JournalRole.Reserve)
        {
            _log = journal;
        }

        // One that is opened anew takes the place of its former self.
        int place = 0;
        while (_journals[place] != null && _journals[place].Name != journal.Name)
        {
            place++;
        }

        _journals[place] = journal;
        return journal;
    }

    /// <summary>Gives up what an erasure fills, then the oldest part of the log. False when there is neither.</summary>
    public bool Release()
    {
        return _eraser.Release() || (_log != null && _log.Release());
    }

    /// <inheritdoc/>
    public bool Wipe(string[] first)
    {
        bool gone = BeginWipe(first);
        while (!EraseStep())
        {
        }

        return gone;
    }

    /// <inheritdoc/>
    public bool BeginWipe(string[] first)
    {
        _log = null;
        _inUpkeep = null;
        Array.Clear(_journals, 0, _journals.Length);
        ForgetFiles();
        _wipe = new VolumeWipe(_volume, _eraser, first);
        return _wipe.Begin();
    }

    /// <summary>The journal in need; the one that was begun with until it is done, since the medium prepares for one at a time.</summary>
    private RecordJournal InNeed()
    {
        if (_inUpkeep != null && _inUpkeep.NeedsUpkeep)
        {
            return _inUpkeep;
        }

        for (int i = 0; i < MaxJournals && _journals[i] != null; i++)
        {
            if (_journals[i].NeedsUpkeep)
            {
                return _journals[i];
            }
        }

        return null;
    }

    private void FreeLeftovers()
    {
        while (_eraser.IsActive && !_eraser.HasFreedLeftovers)
        {
            _eraser.Step();
        }
    }

    /// <summary>Turns to a file. What is known of the one before is put aside.</summary>
    private AtomicFile Find(string name)
    {
        int key = KeyOf(name);
        int place = PlaceOf(key);
        if (_bound >= 0 && place == _bound)
        {
            return _file;
        }

        if (_bound >= 0)
        {
            _states[_bound] = _file.State;
        }

        _bound = place;
        if (place < _count)
        {
            _file.Resume(name, _states[place]);
            return _file;
        }

        int longest = AtomicFile.HeaderSize;
        longest = Longer(longest, _volume.Length(name + ".a"));
        longest = Longer(longest, _volume.Length(name + ".b"));
        byte[] scratch = Scratch(longest);
        _file.Open(name, scratch);
        Array.Clear(scratch, 0, scratch.Length);
        _names[_count++] = key;
        return _file;
    }

    /// <summary>Stands for a name, which would take the heap five times as much. The names of <see cref="StorageNames"/> all have keys of their own.</summary>
    internal static int KeyOf(string name)
    {
        int key = 0;
        char[] characters = name.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            key = (key * 31) + characters[i];
        }

        return key;
    }

    private int PlaceOf(int key)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_names[i] == key)
            {
                return i;
            }
        }

        return _count < MaxFiles ? _count : throw new InvalidOperationException("Too many files.");
    }

    private void ForgetFiles()
    {
        _count = 0;
        _bound = None;
    }

    private static int Longer(int length, int other)
    {
        if (other <= length)
        {
            return length;
        }

        int most = AtomicFile.HeaderSize + AtomicFile.MaxContent;
        return other > most ? most : other;
    }

    /// <summary>Bytes to put a file together in: those of a journal's page, or, for the few longer files, new ones.</summary>
    private byte[] Scratch(int bytes)
    {
        return bytes <= JournalPage.Capacity ? _journalBuffers.Borrow() : new byte[bytes];
    }
}
