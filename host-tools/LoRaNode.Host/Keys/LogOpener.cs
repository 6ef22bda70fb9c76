using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;

namespace LoRaNode.Host.Keys;

/// <summary>
/// Opens the sealed log records of one node with the first key of its log (see <see cref="LogRatchet"/> and
/// <see cref="Community.LogKey"/>). Records in order are opened at a few steps each.
/// </summary>
public sealed class LogOpener
{
    /// <summary>Most boots and most records of one boot that are followed: a damaged record must not take hours.</summary>
    public const uint MaxSteps = 1_000_000;

    private readonly byte[] _firstKey;
    private byte[] _storedKey;
    private uint _step;
    private byte[] _bootKey;
    private uint _number;

    /// <summary>Creates an opener.</summary>
    /// <param name="firstKey">The first key of the log, 32 bytes.</param>
    public LogOpener(byte[] firstKey)
    {
        ArgumentNullException.ThrowIfNull(firstKey);
        _firstKey = firstKey;
        _storedKey = firstKey;
        _bootKey = LogRatchet.BootKey(firstKey);
    }

    /// <summary>Opens a sealed record of 40 bytes. Null when it is none of this log, was changed, or is too far ahead.</summary>
    public byte[]? Open(ReadOnlySpan<byte> sealedRecord)
    {
        if (sealedRecord.Length != LogRatchet.SealedSize)
        {
            return null;
        }

        byte[] bytes = sealedRecord.ToArray();
        uint step = LittleEndian.Get32(bytes, 0);
        uint number = LittleEndian.Get32(bytes, 4);
        if (step > MaxSteps || number > MaxSteps)
        {
            return null;
        }

        GoTo(step, number);
        byte[] record = new byte[LogRatchet.RecordSize];
        return LogRatchet.TryOpen(_bootKey, bytes, 0, record, 0) ? record : null;
    }

    private void GoTo(uint step, uint number)
    {
        if (step < _step)
        {
            _storedKey = _firstKey;
            _step = 0;
            _bootKey = LogRatchet.BootKey(_storedKey);
            _number = 0;
        }

        if (step > _step || number < _number)
        {
            for (; _step < step; _step++)
            {
                _storedKey = LogRatchet.Next(_storedKey);
            }

            _bootKey = LogRatchet.BootKey(_storedKey);
            _number = 0;
        }

        for (; _number < number; _number++)
        {
            _bootKey = LogRatchet.Next(_bootKey);
        }
    }
}
