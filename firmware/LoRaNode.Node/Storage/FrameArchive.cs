using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Relay;

namespace LoRaNode.Node.Storage;

/// <summary>
/// Frames that the node keeps for those who come later and for those who read them here, as they were on the air: sealed, so that they
/// are worthless once the epoch's key is erased. Alerts and trust frames stay until they expire; messages stay until they expire or newer
/// ones need their place. A record is: frame, expiry (4), arrival (4); a removal, shorter than any of those, is: 0 (4), type (1), origin (2),
/// counter (4); little endian.
/// <para>Time is the owner's calendar in seconds, which must go on across starts (network time, or a stored floor of it).</para>
/// <para>
/// A frame that is shown has a place here also when the medium refused it or it was not worth a write; then its bytes are the owner's
/// concern. After a start nothing is shown before the owner says so.
/// </para>
/// RAM: 17 bytes a place, about 3 KB, and two journals. Not for use by several threads.
/// </summary>
public sealed partial class FrameArchive : IFramePages
{
    /// <summary>Most alerts and trust frames. One more replaces the one that expires first.</summary>
    public const int MaxKept = 64;

    /// <summary>Most messages. One more replaces the oldest.</summary>
    public const int MaxMessages = 104;

    private const int ExpiryBytes = 4;
    private const int TimesBytes = 8;
    private const int RemovalBytes = 11;

    private readonly RecordJournal _alerts;
    private readonly RecordJournal _messages;
    private readonly FrameIndex _kept = new FrameIndex(MaxKept, true);
    private readonly FrameIndex _recent = new FrameIndex(MaxMessages, false);
    private readonly byte[] _record = new byte[FrameHeader.MaxFrame + TimesBytes];
    private uint _nextExpiryS;

    /// <summary>Opens the store and reads what it holds.</summary>
    /// <param name="storage">Where the journals are.</param>
    /// <param name="nowS">The owner's calendar; what has expired by then is left out.</param>
    public FrameArchive(INodeStorage storage, uint nowS)
    {
        _alerts = storage.OpenJournal(StorageNames.Alerts, StorageNames.AlertSegments, JournalRole.Kept);
        _messages = storage.OpenJournal(StorageNames.Messages, StorageNames.MessageSegments, JournalRole.Rolling);
        Load(_alerts, _kept);
        Load(_messages, _recent);
        _kept.SetAllWaiting();
        _recent.SetAllWaiting();
        Expire(nowS);
    }

    /// <summary>At least 255 bytes for one frame: that of the last call of this object, until the next one. An owner of the same thread may use them as its own buffer; what is to be kept is written there after <see cref="TryMakeRoom"/>.</summary>
    public byte[] Frame
    {
        get { return _record; }
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

    /// <summary>True while frames of the time before the start wait for <see cref="TakeWaiting"/>.</summary>
    public bool HasWaiting
    {
        get { return _kept.WaitingCount + _recent.WaitingCount > 0; }
    }

    /// <summary>True when the frame with this identity is on the medium.</summary>
    public bool Holds(FrameType type, ushort origin, uint counter)
    {
        FrameIndex index = IndexOf(type);
        int place = index.Find(type, origin, counter);
        return place >= 0 && index.IsStored(place);
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
        int known = index.Find(type, origin, counter);
        if (known >= 0 && index.IsStored(known))
        {
            return true;
        }

        if (index == _kept && !HasRoomFor(frame, nowS))
        {
            return false;
        }

        RecordJournal journal = index == _kept ? _alerts : _messages;
        Array.Copy(frame, 0, _record, 0, length);
        LittleEndian.Put32(_record, length, expiresS);
        LittleEndian.Put32(_record, length + ExpiryBytes, nowS);
        uint number = journal.Next;
        if (!journal.Append(_record, 0, length + TimesBytes))
        {
            return false;
        }

        if (known >= 0)
        {
            index.SetNumber(known, number);
        }
        else
        {
            Place(index, type, origin, counter, expiresS, nowS, number);
        }

        _recent.RemoveOlder(_messages.Oldest, _messages.Next);
        return true;
    }

    /// <summary>Puts a frame that was sealed anew in the place of the alert that is kept there, with the same times. False when the medium refuses.</summary>
    public bool Replace(int place, byte[] frame, int length, uint nowS)
    {
        if (!HasRoomFor(frame, nowS))
        {
            return false;
        }

        Array.Copy(frame, 0, _record, 0, length);
        LittleEndian.Put32(_record, length, _kept.ExpiresS(place));
        LittleEndian.Put32(_record, length + ExpiryBytes, _kept.ArrivedS(place));
        uint number = _alerts.Next;
        if (!_alerts.Append(_record, 0, length + TimesBytes))
        {
            return false;
        }

        _kept.SetNumber(place, number);
        return true;
    }

    /// <summary>
    /// Reads the next frame of the time before the start into <paramref name="frame"/>: alerts and trust first, the newest first. Returns its
    /// length, or 0 when the medium lost it. Ask while <see cref="HasWaiting"/>.
    /// </summary>
    public int TakeWaiting(byte[] frame, out uint expiresS)
    {
        FrameIndex index = _kept.WaitingCount > 0 ? _kept : _recent;
        int place = index.TakeWaiting();
        expiresS = place < 0 ? 0 : index.ExpiresS(place);
        return place < 0 ? 0 : ReadAt(index, place, frame);
    }

    /// <summary>Reads frame <paramref name="i"/> (0 to <see cref="Count"/> - 1, alerts and trust first, then the oldest message first). Returns its length, or 0 when the medium lost it.</summary>
    public int Read(int i, byte[] frame, out uint expiresS)
    {
        FrameIndex index = i < _kept.Count ? _kept : _recent;
        int place = i < _kept.Count ? i : i - _kept.Count;
        expiresS = index.ExpiresS(place);
        return ReadAt(index, place, frame);
    }

    /// <inheritdoc/>
    public int Read(FrameType type, ushort origin, uint counter, byte[] frame)
    {
        FrameIndex index = IndexOf(type);
        int place = index.Find(type, origin, counter);
        return place < 0 ? 0 : ReadAt(index, place, frame);
    }

    /// <summary>The owner's calendar had been late by so much: what came since the start keeps its age and the time that it has left.</summary>
    public void Shift(uint seconds)
    {
        _kept.Shift(seconds);
        _recent.Shift(seconds);
        _nextExpiryS = 0;
    }

    /// <summary>Forgets what is known; the medium is the caller's.</summary>
    public void Clear()
    {
        _kept.Clear();
        _recent.Clear();
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

        if (!index.IsStored(place))
        {
            index.RemoveAt(place);
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
        if (nowS < _nextExpiryS)
        {
            return;
        }

        uint kept = _kept.RemoveExpired(nowS);
        uint recent = _recent.RemoveExpired(nowS);
        _nextExpiryS = kept < recent ? kept : recent;
    }

    private int ReadAt(FrameIndex index, int place, byte[] frame)
    {
        RecordJournal journal = index == _kept ? _alerts : _messages;
        int length = index.IsStored(place) ? journal.Read(index.Number(place, journal.Next), _record, 0) - TimesBytes : 0;
        if (length < FrameHeader.Overhead || length > frame.Length)
        {
            return 0;
        }

        Array.Copy(_record, 0, frame, 0, length);
        return length;
    }

    private int Place(FrameIndex index, FrameType type, ushort origin, uint counter, uint expiresS, uint arrivedS, uint number)
    {
        if (index.Count == index.Capacity)
        {
            index.RemoveAt(index == _kept ? index.FirstToExpire() : 0);
        }

        _nextExpiryS = expiresS < _nextExpiryS ? expiresS : _nextExpiryS;
        index.Add(type, origin, counter, expiresS, arrivedS, number);
        return index.Count - 1;
    }

    private FrameIndex IndexOf(FrameType type)
    {
        return type == FrameType.Alert || type == FrameType.Trust ? _kept : _recent;
    }

    private void Load(RecordJournal journal, FrameIndex index)
    {
        for (uint number = journal.Oldest; number != journal.Next; number++)
        {
            int length = journal.Read(number, _record, 0);
            if (length == RemovalBytes)
            {
                int gone = index.Find((FrameType)_record[4], (ushort)LittleEndian.Get16(_record, 5), LittleEndian.Get32(_record, 7));
                if (gone >= 0)
                {
                    index.RemoveAt(gone);
                }

                continue;
            }

            if (length < FrameHeader.Overhead + TimesBytes)
            {
                continue;
            }

            uint expiresS = LittleEndian.Get32(_record, length - TimesBytes);
            uint arrivedS = LittleEndian.Get32(_record, length - TimesBytes + ExpiryBytes);
            FrameType type = FrameHeader.Type(_record);
            ushort origin = FrameHeader.Origin(_record);
            uint counter = FrameHeader.Counter(_record);
            int known = index.Find(type, origin, counter);
            if (known >= 0)
            {
                // Added again when its first segment was about to go.
                index.SetNumber(known, number);
                continue;
            }

            Place(index, type, origin, counter, expiresS, arrivedS, number);
        }
    }
}
