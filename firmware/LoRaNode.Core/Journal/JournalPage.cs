using System;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Journal;

/// <summary>
/// A run of consecutive records in one buffer, as it stands in files.
/// <code>
/// 0     0x4A
/// 1     version, 1
/// 2..3  bytes of the entries when the page is closed; 0 while it grows
/// 4..7  number of the first record
/// 8..11 CRC-32 over bytes 0..7
/// 12..  entries: length (2), record, CRC-32 over both, mixed with the record's number
/// </code>
/// All integers are little endian. A page ends at its closed length or at the first entry that is not whole, so that a torn
/// write costs only the record being written. The number in the CRC refuses bytes that are left from another page.
/// </summary>
public sealed class JournalPage
{
    /// <summary>Bytes before the entries.</summary>
    public const int HeaderSize = 12;

    /// <summary>Bytes of an entry that are not the record.</summary>
    public const int EntryOverhead = 6;

    /// <summary>
    /// Largest page in bytes: what littlefs keeps inline in its metadata on the ESP32 image (the smaller of the cache, 512, and an
    /// eighth of a block), with a margin.
    /// </summary>
    public const int Capacity = 500;

    /// <summary>Largest record in bytes.</summary>
    public const int MaxRecord = Capacity - HeaderSize - EntryOverhead;

    private const byte Magic = 0x4A;
    private const byte Version = 1;

    /// <summary>Knuth's multiplicative constant: spreads consecutive numbers over the CRC.</summary>
    private const uint NumberMix = 0x9E3779B1;

    /// <summary>The page: header, then entries.</summary>
    public readonly byte[] Bytes;

    /// <summary>Whose page it holds, when several journals read through one: a journal looks at nothing that another one left.</summary>
    public object Owner;

    private int _cursor;
    private uint _cursorNumber;

    /// <summary>Creates an empty page over <see cref="Capacity"/> bytes.</summary>
    public JournalPage(byte[] bytes)
    {
        Bytes = bytes;
    }

    /// <summary>Number of the first record.</summary>
    public uint First { get; private set; }

    /// <summary>Whole records in the page.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the page that are used, the header included; 0 when the page was never begun.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes of the entries by the header; 0 while the page grows.</summary>
    public int ClosedBytes { get; private set; }

    /// <summary>Makes the page empty, its first record to be <paramref name="first"/>.</summary>
    public void Begin(uint first)
    {
        First = first;
        Count = 0;
        Length = HeaderSize;
        WriteHeader(0);
        Rewind();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        First = 0;
        Count = 0;
        Length = 0;
        ClosedBytes = 0;
        Rewind();
    }

    /// <summary>True when a record of this length fits behind what is there.</summary>
    public bool HasRoomFor(int recordLength)
    {
        return Length + EntryOverhead + recordLength <= Capacity;
    }

    /// <summary>Adds a record that fits. Returns the bytes that the page grew by.</summary>
    public int Add(byte[] record, int offset, int length)
    {
        int at = Length;
        LittleEndian.Put16(Bytes, at, length);
        Array.Copy(record, offset, Bytes, at + 2, length);
        LittleEndian.Put32(Bytes, at + 2 + length, EntryCrc(at, length, First + (uint)Count));
        Count++;
        Length = at + EntryOverhead + length;
        return EntryOverhead + length;
    }

    /// <summary>Takes back the last record, which had grown the page by <paramref name="grownBy"/> bytes.</summary>
    public void TakeBack(int grownBy)
    {
        Count--;
        Length -= grownBy;
        Rewind();
    }

    /// <summary>Writes the length into the header: the page is to be stored as it is and never to grow again.</summary>
    public void Close()
    {
        WriteHeader(Length - HeaderSize);
    }

    /// <summary>
    /// Takes the page from the first <paramref name="available"/> bytes of <see cref="Bytes"/>. False when there is no valid header.
    /// <see cref="Count"/> and <see cref="Length"/> then cover the records that are whole.
    /// </summary>
    public bool Parse(int available)
    {
        return Parse(available, true);
    }

    /// <summary>
    /// Takes the page like <see cref="Parse(int)"/> by the lengths of its records alone, for passing by many pages: whoever reads a record has to
    /// ask <see cref="IsWhole"/>.
    /// </summary>
    public bool Skim(int available)
    {
        return Parse(available, false);
    }

    /// <summary>True when the record found at this offset is as it was written.</summary>
    public bool IsWhole(uint number, int at, int length)
    {
        return LittleEndian.Get32(Bytes, at + length) == EntryCrc(at - 2, length, number);
    }

    private bool Parse(int available, bool checksEntries)
    {
        if (available < HeaderSize
            || Bytes[0] != Magic
            || Bytes[1] != Version
            || Crc32.Of(Bytes, 0, 8) != LittleEndian.Get32(Bytes, 8))
        {
            Clear();
            return false;
        }

        ClosedBytes = LittleEndian.Get16(Bytes, 2);
        First = LittleEndian.Get32(Bytes, 4);
        Count = 0;
        int end = ClosedBytes == 0 || HeaderSize + ClosedBytes > available ? available : HeaderSize + ClosedBytes;
        int at = HeaderSize;
        while (at + EntryOverhead < end)
        {
            int length = LittleEndian.Get16(Bytes, at);
            if (length == 0
                || length > MaxRecord
                || at + EntryOverhead + length > end
                || (checksEntries && !IsWhole(First + (uint)Count, at + 2, length)))
            {
                break;
            }

            Count++;
            at += EntryOverhead + length;
        }

        Length = at;
        Rewind();
        return true;
    }

    /// <summary>True when the page holds the record.</summary>
    public bool Holds(uint number)
    {
        return number - First < (uint)Count;
    }

    /// <summary>
    /// Finds a record that the page holds. Returns its offset in <see cref="Bytes"/>. Going through the records in order costs one
    /// step each.
    /// </summary>
    public int Find(uint number, out int length)
    {
        if (_cursorNumber - First > number - First)
        {
            Rewind();
        }

        length = LittleEndian.Get16(Bytes, _cursor);
        while (_cursorNumber != number)
        {
            _cursor += EntryOverhead + length;
            _cursorNumber++;
            length = LittleEndian.Get16(Bytes, _cursor);
        }

        return _cursor + 2;
    }

    private void Rewind()
    {
        _cursor = HeaderSize;
        _cursorNumber = First;
    }

    private void WriteHeader(int closedBytes)
    {
        ClosedBytes = closedBytes;
        Bytes[0] = Magic;
        Bytes[1] = Version;
        LittleEndian.Put16(Bytes, 2, closedBytes);
        LittleEndian.Put32(Bytes, 4, First);
        LittleEndian.Put32(Bytes, 8, Crc32.Of(Bytes, 0, 8));
    }

    private uint EntryCrc(int at, int length, uint number)
    {
        return Crc32.Of(Bytes, at, 2 + length) ^ (number * NumberMix);
    }
}
