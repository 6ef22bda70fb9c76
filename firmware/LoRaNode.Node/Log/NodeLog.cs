using System;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Log;

/// <summary>
/// The node's log: numbered records in a journal of bounded size. The oldest go first, also when anything else needs their room. Once
/// the node has a log key, each record is sealed under it (see <see cref="LogRatchet"/>) and only the technician's tool can read it;
/// before that there is nothing that it could betray.
/// </summary>
public sealed class NodeLog
{
    /// <summary>Bytes before each record on the link: its number (4) and its length (1).</summary>
    public const int EntryHeader = 5;

    /// <summary>Longest record in bytes.</summary>
    public const int MaxRecord = LogRatchet.SealedSize;

    /// <summary>Records that may wait for <see cref="StoreNext"/>.</summary>
    public const int MaxWaiting = 4;

    private readonly INodeStorage _storage;
    private readonly RecordJournal _journal;
    private readonly byte[] _records = new byte[MaxWaiting * LogRecord.Size];
    private int _waiting;
    private readonly byte[] _sealed = new byte[LogRatchet.SealedSize];
    private readonly ushort _boot;
    private readonly long _startedMs;
    private LogRatchet _ratchet;
    private bool _isKeyLost;

    /// <summary>Opens the log and continues its numbering.</summary>
    /// <param name="storage">Where the journal is.</param>
    /// <param name="boot">Number of this boot.</param>
    /// <param name="nowMs">Monotonic milliseconds at the boot.</param>
    public NodeLog(INodeStorage storage, uint boot, long nowMs)
    {
        _storage = storage;
        _journal = storage.OpenJournal(StorageNames.Log, StorageNames.LogSegments, JournalRole.Reserve);
        _boot = (ushort)boot;
        _startedMs = nowMs;
        TakeKey();
    }

    /// <summary>
    /// True when records wait for <see cref="StoreNext"/>, so that an event loop can give each a pass of its own: a write may take as long as all
    /// else in a pass. A restart calls <see cref="StoreAll"/> first; a power cut costs those that wait.
    /// </summary>
    public bool Defers { get; set; }

    /// <summary>True while records wait.</summary>
    public bool HasWaiting
    {
        get { return _waiting > 0; }
    }

    /// <summary>Number that the next record will have on the medium.</summary>
    public uint NextIndex
    {
        get { return _journal.Next; }
    }

    /// <summary>Number of the oldest record kept.</summary>
    public uint OldestIndex
    {
        get { return _journal.Oldest; }
    }

    /// <summary>
    /// Takes the stored log key, if there is one, and puts its successor in its place. Without that write the next boot would use the
    /// key again, so then nothing more is logged. The remains of the old key are overwritten by the storage in slices.
    /// </summary>
    public void TakeKey()
    {
        byte[] stored = new byte[LogRatchet.StoredSize];
        if (_storage.Read(StorageNames.LogKey, stored) == stored.Length)
        {
            _ratchet = new LogRatchet(stored);
            _isKeyLost = !_storage.BeginReplace(StorageNames.LogKey, stored, stored.Length);
        }

        Array.Clear(stored, 0, stored.Length);
    }

    /// <summary>True while nothing may be written: everything is being erased.</summary>
    public bool IsMuted { get; set; }

    /// <summary>Adds a record. A medium that refuses costs the record, nothing else.</summary>
    public void Write(LogCode code, int a, int b, long nowMs)
    {
        if (IsMuted)
        {
            return;
        }

        if (_waiting == MaxWaiting)
        {
            StoreNext();
        }

        LogRecord.WriteBody(_records, _waiting * LogRecord.Size, _boot, code, nowMs - _startedMs, a, b);
        _waiting++;
        if (!Defers)
        {
            StoreAll();
        }
    }

    /// <summary>Stores all records that wait.</summary>
    public void StoreAll()
    {
        while (_waiting > 0)
        {
            StoreNext();
        }
    }

    /// <summary>Stores the record that waits longest, if there is one.</summary>
    public void StoreNext()
    {
        if (_waiting == 0)
        {
            return;
        }

        // Its number is the first field: that of the place where it goes.
        LittleEndian.Put32(_records, 0, _journal.Next);
        if (_ratchet == null)
        {
            _journal.Append(_records, 0, LogRecord.Size);
        }
        else if (!_isKeyLost)
        {
            _ratchet.Seal(_records, 0, _sealed, 0);
            _journal.Append(_sealed, 0, LogRatchet.SealedSize);
        }

        _waiting--;
        Array.Copy(_records, LogRecord.Size, _records, 0, _waiting * LogRecord.Size);
        Array.Clear(_records, _waiting * LogRecord.Size, LogRecord.Size);
    }

    /// <summary>Copies one record as it is stored: 24 bytes in the clear or 40 sealed. Returns its length; 0 when it is not kept.</summary>
    public int ReadOne(uint index, byte[] buffer, int offset)
    {
        return index < _journal.Oldest || index >= _journal.Next ? 0 : _journal.Read(index, buffer, offset);
    }

    /// <summary>
    /// Copies records from number <paramref name="fromIndex"/> on (or the oldest kept) into <paramref name="buffer"/>, each as its number
    /// (4), its length (1) and its bytes. Returns the bytes copied; 0 when there are no newer ones.
    /// </summary>
    public int Read(uint fromIndex, byte[] buffer, int offset, int maxBytes)
    {
        uint index = fromIndex < _journal.Oldest ? _journal.Oldest : fromIndex;
        int copied = 0;
        while (index < _journal.Next && copied + EntryHeader + MaxRecord <= maxBytes)
        {
            // A record that the medium lost is passed over: each entry tells its own number.
            int length = _journal.Read(index, buffer, offset + copied + EntryHeader);
            if (length > 0)
            {
                LittleEndian.Put32(buffer, offset + copied, index);
                buffer[offset + copied + 4] = (byte)length;
                copied += EntryHeader + length;
            }

            index++;
        }

        return copied;
    }

    /// <summary>Erases the key in memory; the medium is the caller's.</summary>
    public void Wipe()
    {
        _waiting = 0;
        Array.Clear(_records, 0, _records.Length);
        if (_ratchet != null)
        {
            _ratchet.Wipe();
        }
    }
}
