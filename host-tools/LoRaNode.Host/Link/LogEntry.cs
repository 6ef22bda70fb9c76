using LoRaNode.Host.Keys;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Link;

/// <summary>A log record as a node gave it: in the clear, or sealed under the log's ratchet.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Bytes">24 bytes in the clear or 40 sealed.</param>
public sealed record LogEntry(uint Number, byte[] Bytes)
{
    /// <summary>True when only the first key of the log opens it.</summary>
    public bool IsSealed => Bytes.Length != LogRecord.Size;

    /// <summary>Reads the record. Null when it is sealed and there is no opener, or the opener cannot open it.</summary>
    public LogRecord? Open(LogOpener? opener)
    {
        byte[]? plain = IsSealed ? opener?.Open(Bytes) : Bytes;
        if (plain is null)
        {
            return null;
        }

        var record = new LogRecord();
        record.Read(plain, 0);
        return record;
    }
}
