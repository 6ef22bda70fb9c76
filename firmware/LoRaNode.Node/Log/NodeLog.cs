using LoRaNode.Core.Journal;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Log;

/// <summary>
/// The node's log: numbered records in a journal of bounded size. The oldest go first, also when anything else needs their room.
/// </summary>
public sealed class NodeLog
{
    private readonly RecordJournal _journal;
    private readonly LogRecord _record = new LogRecord();
    private readonly byte[] _buffer = new byte[LogRecord.Size];
    private readonly ushort _boot;
    private readonly long _startedMs;

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

    /// <summary>Adds a record. A medium that refuses costs the record, nothing else.</summary>
    public void Write(LogCode code, int a, int b, long nowMs)
    {
        _record.Index = _journal.Next;
        _record.Boot = _boot;
        _record.Code = code;
        _record.UptimeMs = nowMs - _startedMs;
        _record.A = a;
        _record.B = b;
        _record.Write(_buffer, 0);
        _journal.Append(_buffer, 0, LogRecord.Size);
    }

    /// <summary>
    /// Copies whole records from number <paramref name="fromIndex"/> on (or the oldest kept) into <paramref name="buffer"/>.
    /// Returns the bytes copied; 0 when there are no newer ones.
    /// </summary>
    public int Read(uint fromIndex, byte[] buffer, int offset, int maxBytes)
    {
        uint index = fromIndex < _journal.Oldest ? _journal.Oldest : fromIndex;
        int copied = 0;
        while (index < _journal.Next && copied + LogRecord.Size <= maxBytes)
        {
            // A record that the medium lost is passed over: each record tells its own number.
            copied += _journal.Read(index, buffer, offset + copied);
            index++;
        }

        return copied;
    }
}
