using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Trust;

/// <summary>
/// Which alert of each thread counts. A new alert opens a thread under its sequence; updates and cancellations name the alert
/// that opened the thread, and of all of them the latest counts. Kept on the medium, so that a withdrawn alert does not come back
/// after a reboot. Bounded: the thread that expires first goes first.
/// </summary>
public sealed class AlertIndex
{
    /// <summary>Threads remembered.</summary>
    public const int Capacity = 64;

    /// <summary>Largest stored form in bytes.</summary>
    public const int MaxStored = 2 + (Capacity * EntrySize);

    private const int EntrySize = 1 + 2 + 1 + 4;
    private const byte Format = 1;

    private readonly byte[] _issuers = new byte[Capacity];
    private readonly ushort[] _threads = new ushort[Capacity];
    private readonly byte[] _distances = new byte[Capacity];
    private readonly uint[] _expires = new uint[Capacity];
    private int _count;

    /// <summary>True when the index has changed since it was stored last; the owner stores it and sets this to false.</summary>
    public bool HasChanges { get; set; }

    /// <summary>Sequence that names the thread of an alert: its own, or that of the alert it replaces.</summary>
    public static int ThreadOf(AlertPayload alert)
    {
        return alert.Distance == 0 ? alert.Sequence : alert.ReplacedSequence;
    }

    /// <summary>True when an alert of the same thread that is as new or newer was accepted.</summary>
    public bool IsSuperseded(AlertPayload alert, uint nowMinutes)
    {
        int index = Find(alert.Issuer, ThreadOf(alert));
        return index >= 0 && _expires[index] > nowMinutes && _distances[index] >= alert.Distance;
    }

    /// <summary>True when this is the newest alert of its thread that was accepted.</summary>
    public bool IsNewest(AlertPayload alert)
    {
        int index = Find(alert.Issuer, ThreadOf(alert));
        return index >= 0 && _distances[index] == alert.Distance;
    }

    /// <summary>Remembers an alert whose signature was checked.</summary>
    public void Add(AlertPayload alert, uint nowMinutes)
    {
        int thread = ThreadOf(alert);
        int index = Find(alert.Issuer, thread);
        uint expires = alert.ExpiresMinutes;
        if (index < 0)
        {
            index = _count < Capacity ? _count++ : FirstToExpire();
        }
        else if (_expires[index] > expires && _expires[index] > nowMinutes)
        {
            // A cancellation that is valid for less time than the alert must still hold it down until the alert's end.
            expires = _expires[index];
        }

        _issuers[index] = alert.Issuer;
        _threads[index] = (ushort)thread;
        _distances[index] = alert.Distance;
        _expires[index] = expires;
        HasChanges = true;
    }

    /// <summary>Writes the stored form. Returns its length, at most <see cref="MaxStored"/>.</summary>
    public int Save(byte[] buffer)
    {
        buffer[0] = Format;
        buffer[1] = (byte)_count;
        int at = 2;
        for (int i = 0; i < _count; i++)
        {
            buffer[at] = _issuers[i];
            LittleEndian.Put16(buffer, at + 1, _threads[i]);
            buffer[at + 3] = _distances[i];
            LittleEndian.Put32(buffer, at + 4, _expires[i]);
            at += EntrySize;
        }

        return at;
    }

    /// <summary>Reads a stored form of any bytes. False, and the index empty, when they are none.</summary>
    public bool TryLoad(byte[] buffer, int length)
    {
        _count = 0;
        if (length < 2 || buffer[0] != Format || buffer[1] > Capacity || length != 2 + (buffer[1] * EntrySize))
        {
            return false;
        }

        _count = buffer[1];
        for (int i = 0; i < _count; i++)
        {
            int at = 2 + (i * EntrySize);
            _issuers[i] = buffer[at];
            _threads[i] = (ushort)LittleEndian.Get16(buffer, at + 1);
            _distances[i] = buffer[at + 3];
            _expires[i] = LittleEndian.Get32(buffer, at + 4);
        }

        return true;
    }

    private int Find(byte issuer, int thread)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_issuers[i] == issuer && _threads[i] == thread)
            {
                return i;
            }
        }

        return -1;
    }

    private int FirstToExpire()
    {
        int first = 0;
        for (int i = 1; i < _count; i++)
        {
            if (_expires[i] < _expires[first])
            {
                first = i;
            }
        }

        return first;
    }
}
