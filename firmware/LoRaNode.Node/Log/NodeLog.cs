using LoRaNode.Core.Journal;
using LoRaNode.Core.Security;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Log;

/// <summary>
/// The node's log: numbered records in a journal of bounded size. The oldest go first, also when anything else needs their room. Once
/// <see cref="SealWith"/> was called, records are sealed as they are written, and nothing that the node holds opens them again.
/// </summary>
public sealed class NodeLog
{
    private readonly RecordJournal _journal;
    private readonly LogRecord _record = new LogRecord();
    private readonly byte[] _buffer = new byte[LogRecord.Size];
    private readonly byte[] _sealed = new byte[LogRatchet.SealedSize];
    private readonly ushort _boot;
    private readonly long _startedMs;
    private LogRatchet _ratchet;
    private bool _seals;

    /// <summary>Opens the log and continues its numbering.</summary>
    /// <param name="storage">Where the journal is.</param>
    /// <param name="boot">Number of this boot.</param>
    /// <param name="nowMs">Monotonic milliseconds at the boot.</param>
    public NodeLog(INodeStorage storage, uint boot, long nowMs)
    {
        _journal = storage.OpenJournal(StorageNames.Log, StorageNames.LogSegments, JournalRole.Reserve);
        _boot = (ushort)boot;
        _startedMs = nowMs;
    }

    /// <summary>Number that the next record will have.</summary>
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
    /// Seals what is written from now on. Without a ratchet (null: its key could not be stored) nothing is written any more, for no two
    /// records may ever be sealed under one key.
    /// </summary>
    public void SealWith(LogRatchet ratchet)
    {
        if (_ratchet != null)
        {
            _ratchet.Wipe();
        }

        _ratchet = ratchet;
        _seals = true;
    }

    /// <summary>Adds a record. A medium that refuses costs the record, nothing else.</summary>
    public void Write(LogCode code, int a, int b, long nowMs)
    {
        if (_seals && _ratchet == null)
        {
            return;
        }

        _record.Index = _journal.Next;
        _record.Boot = _boot;
        _record.Code = code;
        _record.UptimeMs = nowMs - _startedMs;
        _record.A = a;
        _record.B = b;
        _record.Write(_buffer, 0);
        if (!_seals)
        {
            _journal.Append(_buffer, 0, LogRecord.Size);
            return;
        }

        _ratchet.Seal(_buffer, 0, _sealed, 0);
        _journal.Append(_sealed, 0, LogRatchet.SealedSize);
        System.Array.Clear(_buffer, 0, LogRecord.Size);
    }

    /// <summary>
    /// Copies whole records from number <paramref name="fromIndex"/> on (or the oldest kept) into <paramref name="buffer"/>.
    /// Returns the bytes copied; 0 when there are no newer ones.
    /// </summary>
    public int Read(uint fromIndex, byte[] buffer, int offset, int maxBytes)
    {
        uint index = fromIndex < _journal.Oldest ? _journal.Oldest : fromIndex;
        int copied = 0;
        int size = _seals ? LogRatchet.SealedSize : LogRecord.Size;
        while (index < _journal.Next && copied + size <= maxBytes)
        {
            // A record that the medium lost is passed over: each record tells its own number.
            copied += _journal.Read(index, buffer, offset + copied);
            index++;
        }

        return copied;
    }
}
