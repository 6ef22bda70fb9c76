using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Flood frames that the node keeps for those who come later, as they were on the air: sealed, so that they are worthless once the
/// epoch's key is erased. Alerts and trust frames stay until they expire; messages stay until they expire or newer ones need their
/// place. A record is: expiry (4), frame; a removal is: 0 (4), type (1), origin (2), counter (4); little endian.
/// <para>Time is the owner's calendar in seconds, which must go on across starts (network time, or a stored floor of it).</para>
/// RAM: 13 bytes a place, about 2.5 KB, and two journals. Not for use by several threads.
/// </summary>
public sealed class FrameArchive
{
    /// <summary>Most alerts and trust frames. One more replaces the one that expires first.</summary>
    public const int MaxKept = 64;

    /// <summary>Most messages. One more replaces the oldest.</summary>
    public const int MaxMessages = 128;

    private const int ExpiryBytes = 4;
    private const int RemovalBytes = 11;

    /// <summary>One segment's live frames, packed anew, may need two; the third is for the frame that is being added.</summary>
    private const int FreeAlertSegments = 3;

    private readonly RecordJournal _alerts;
    private readonly RecordJournal _messages;
    private readonly FrameIndex _kept = new FrameIndex(MaxKept);
    private readonly FrameIndex _recent = new FrameIndex(MaxMessages);
    private readonly byte[] _record = new byte[ExpiryBytes + FrameHeader.MaxFrame];
    private readonly byte[] _header = new byte[FrameHeader.Size];

    /// <summary>Opens the store and reads what it holds.</summary>
    /// <param name="storage">Where the journals are.</param>
    /// <param name="nowS">The owner's calendar; what has expired by then is left out.</param>
    public FrameArchive(INodeStorage storage, uint nowS)
    {
        _alerts = storage.OpenJournal(StorageNames.Alerts, StorageNames.AlertSegments, JournalRole.Kept);
        _messages = storage.OpenJournal(StorageNames.Messages, StorageNames.MessageSegments, JournalRole.Rolling);
        Load(_alerts, _kept);
        Load(_messages, _recent);
        Expire(nowS);
    }

    /// <summary>Frames held.</summary>
    public int Count
    {
        get { return _kept.Count + _recent.Count; }
    }

    /// <summary>Alerts and trust frames held.</summary>
    public int KeptCount
    {
        get { return _kept.Count; }
    }

    /// <summary>True when the frame with this identity is held.</summary>
    public bool Holds(FrameType type, ushort origin, uint counter)
    {
        return IndexOf(type).Find(type, origin, counter) >= 0;
    }

    /// <summary>
    /// Keeps a frame. True when it is stored or was already. False when it has expired, when the medium refuses, or when it is not a
    /// plausible flood frame.
    /// </summary>
    /// <param name="frame">The frame as on the air.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="expiresS">Second of the owner's calendar from which on it is worth nothing; above 0.</param>
    /// <param name="nowS">The owner's calendar.</param>
    public bool Add(byte[] frame, int length, uint expiresS, uint nowS)
    {
        if (expiresS <= nowS || !FrameHeader.IsPlausible(frame, length))
        {
            return false;
        }

        FrameType type = FrameHeader.Type(frame);
        ushort origin = FrameHeader.Origin(frame);
        uint counter = FrameHeader.Counter(frame);
        FrameIndex index = IndexOf(type);
        if (index.Find(type, origin, counter) >= 0)
        {
            return true;
        }

        if (index == _kept && !PrepareKept(nowS))
        {
            return false;
        }

        RecordJournal journal = index == _kept ? _alerts : _messages;
        LittleEndian.Put32(_record, 0, expiresS);
        Array.Copy(frame, 0, _record, ExpiryBytes, length);
        uint number = journal.Next;
        if (!journal.Append(_record, 0, ExpiryBytes + length))
        {
            return false;
        }

        if (index.Count == index.Capacity)
        {
            index.RemoveAt(index == _kept ? index.FirstToExpire() : 0);
        }

        index.Add(type, origin, counter, expiresS, number);
        DropLost(_messages, _recent);
        return true;
    }

    /// <summary>Reads frame <paramref name="i"/> (0 to <see cref="Count"/> - 1, alerts and trust first, then the oldest message first). Returns its length, or 0 when the medium lost it.</summary>
    public int Read(int i, byte[] frame, out uint expiresS)
    {
        FrameIndex index = i < _kept.Count ? _kept : _recent;
        int place = i < _kept.Count ? i : i - _kept.Count;
        expiresS = index.ExpiresS(place);
        int length = (index == _kept ? _alerts : _messages).Read(index.Number(place), _record, 0) - ExpiryBytes;
        if (length < FrameHeader.Overhead || length > frame.Length)
        {
            return 0;
        }

        Array.Copy(_record, ExpiryBytes, frame, 0, length);
        return length;
    }

    /// <summary>Forgets a frame before its time, for instance an alert whose issuer was revoked. False when the medium refuses.</summary>
    public bool Remove(FrameType type, ushort origin, uint counter)
    {
        FrameIndex index = IndexOf(type);
        int place = index.Find(type, origin, counter);
        if (place < 0)
        {
            return true;
        }

        LittleEndian.Put32(_record, 0, 0);
        _record[4] = (byte)type;
        LittleEndian.Put16(_record, 5, origin);
        LittleEndian.Put32(_record, 7, counter);
        if (!(index == _kept ? _alerts : _messages).Append(_record, 0, RemovalBytes))
        {
            return false;
        }

        index.RemoveAt(place);
        return true;
    }

    /// <summary>Forgets what has expired. Costs no write: a start leaves it out by its expiry.</summary>
    public void Expire(uint nowS)
    {
        _kept.RemoveExpired(nowS);
        _recent.RemoveExpired(nowS);
    }

    private FrameIndex IndexOf(FrameType type)
    {
        return type == FrameType.Alert || type == FrameType.Trust ? _kept : _recent;
    }

    /// <summary>
    /// Keeps some segments of the alerts free: what still lives in the oldest segment is added again at the end before the segment goes.
    /// The largest frames of all places fill less than half of the segments, so this ends.
    /// </summary>
    private bool PrepareKept(uint nowS)
    {
        for (int round = 0; round < StorageNames.AlertSegments && _alerts.FreeSegments < FreeAlertSegments; round++)
        {
            _kept.RemoveExpired(nowS);
            uint keepFrom = _alerts.SecondOldestSegmentFirst;
            for (int place = _kept.Count - 1; place >= 0; place--)
            {
                if (_kept.Number(place) >= keepFrom)
                {
                    continue;
                }

                int length = _alerts.Read(_kept.Number(place), _record, 0);
                uint number = _alerts.Next;
                if (length == 0)
                {
                    _kept.RemoveAt(place);
                }
                else if (_alerts.Append(_record, 0, length))
                {
                    _kept.SetNumber(place, number);
                }
                else
                {
                    return false;
                }
            }

            if (!_alerts.Release())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A rolling journal drops whole segments: the frames in them are gone.</summary>
    private static void DropLost(RecordJournal journal, FrameIndex index)
    {
        uint oldest = journal.Oldest;
        while (index.Count > 0 && index.Number(0) < oldest)
        {
            index.RemoveAt(0);
        }
    }

    private void Load(RecordJournal journal, FrameIndex index)
    {
        for (uint number = journal.Oldest; number != journal.Next; number++)
        {
            int length = journal.Read(number, _record, 0);
            if (length == RemovalBytes && LittleEndian.Get32(_record, 0) == 0)
            {
                int gone = index.Find((FrameType)_record[4], (ushort)LittleEndian.Get16(_record, 5), LittleEndian.Get32(_record, 7));
                if (gone >= 0)
                {
                    index.RemoveAt(gone);
                }

                continue;
            }

            if (length < ExpiryBytes + FrameHeader.Overhead)
            {
                continue;
            }

            Array.Copy(_record, ExpiryBytes, _header, 0, FrameHeader.Size);
            FrameType type = FrameHeader.Type(_header);
            ushort origin = FrameHeader.Origin(_header);
            uint counter = FrameHeader.Counter(_header);
            uint expiresS = LittleEndian.Get32(_record, 0);
            int known = index.Find(type, origin, counter);
            if (known >= 0)
            {
                // Added again when its first segment was about to go.
                index.SetNumber(known, number);
                continue;
            }

            if (index.Count == index.Capacity)
            {
                index.RemoveAt(index == _kept ? index.FirstToExpire() : 0);
            }

            index.Add(type, origin, counter, expiresS, number);
        }
    }
}
