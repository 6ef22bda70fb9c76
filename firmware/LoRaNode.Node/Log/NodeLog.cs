using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Log;

/// <summary>
/// The node's log: two files of records; when the newer is full it becomes the older one and the oldest records go. Its size is
/// bounded, and every write is an append.
/// </summary>
public sealed class NodeLog
{
    /// <summary>Records in one file; the log holds between this many and twice as many of the latest.</summary>
    public const int RecordsPerFile = 128;

    private readonly INodeStorage _storage;
    private readonly LogRecord _record = new LogRecord();
    private readonly byte[] _buffer = new byte[LogRecord.Size];
    private readonly byte[] _moving = new byte[RecordsPerFile * LogRecord.Size];
    private readonly ushort _boot;
    private readonly long _startedMs;
    private uint _next;

    /// <summary>Opens the log and continues its numbering.</summary>
    /// <param name="storage">Where the files are.</param>
    /// <param name="boot">Number of this boot.</param>
    /// <param name="nowMs">Monotonic milliseconds at the boot.</param>
    public NodeLog(INodeStorage storage, uint boot, long nowMs)
    {
        _storage = storage;
        _boot = (ushort)boot;
        _startedMs = nowMs;
        _next = IndexAfter(StorageNames.Log, IndexAfter(StorageNames.OldLog, 0));
    }

    /// <summary>Number that the next record will have.</summary>
    public uint NextIndex
    {
        get { return _next; }
    }

    /// <summary>Adds a record. A medium that refuses costs the record, nothing else.</summary>
    public void Write(LogCode code, int a, int b, long nowMs)
    {
        if (_storage.Length(StorageNames.Log) >= RecordsPerFile * LogRecord.Size)
        {
            int length = _storage.Read(StorageNames.Log, _moving);
            if (length > 0 && _storage.Write(StorageNames.OldLog, _moving, length))
            {
                _storage.Delete(StorageNames.Log);
            }
        }

        _record.Index = _next++;
        _record.Boot = _boot;
        _record.Code = code;
        _record.UptimeMs = nowMs - _startedMs;
        _record.A = a;
        _record.B = b;
        _record.Write(_buffer, 0);
        _storage.Append(StorageNames.Log, _buffer, LogRecord.Size);
    }

    /// <summary>
    /// Copies whole records from number <paramref name="fromIndex"/> on (or the oldest kept) into <paramref name="buffer"/>.
    /// Returns the bytes copied; 0 when there are no newer ones.
    /// </summary>
    public int Read(uint fromIndex, byte[] buffer, int offset, int maxBytes)
    {
        int copied = ReadFile(StorageNames.OldLog, fromIndex, buffer, offset, maxBytes);
        return copied > 0 ? copied : ReadFile(StorageNames.Log, fromIndex, buffer, offset, maxBytes);
    }

    private int ReadFile(string name, uint fromIndex, byte[] buffer, int offset, int maxBytes)
    {
        if (_storage.ReadAt(name, 0, _buffer, LogRecord.Size) != LogRecord.Size)
        {
            return 0;
        }

        _record.Read(_buffer, 0);
        uint skip = fromIndex > _record.Index ? fromIndex - _record.Index : 0;
        int copied = 0;
        int position = (int)(skip > RecordsPerFile ? RecordsPerFile : skip) * LogRecord.Size;
        while (copied + LogRecord.Size <= maxBytes
            && _storage.ReadAt(name, position + copied, _buffer, LogRecord.Size) == LogRecord.Size)
        {
            for (int i = 0; i < LogRecord.Size; i++)
            {
                buffer[offset + copied + i] = _buffer[i];
            }

            copied += LogRecord.Size;
        }

        return copied;
    }

    /// <summary>The number after the last whole record of a file, or the given one when the file has none.</summary>
    private uint IndexAfter(string name, uint otherwise)
    {
        int length = _storage.Length(name);
        int last = (length / LogRecord.Size) - 1;
        if (last < 0 || _storage.ReadAt(name, last * LogRecord.Size, _buffer, LogRecord.Size) != LogRecord.Size)
        {
            return otherwise;
        }

        _record.Read(_buffer, 0);
        return _record.Index + 1;
    }
}
