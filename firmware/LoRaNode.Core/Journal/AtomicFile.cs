using System;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Journal;

/// <summary>
/// Small files that a power cut leaves either as they were or as they should become. A file lives in two slots that are written in
/// turn; each slot carries a sequence number and a CRC, and the newest slot that is whole counts. One object serves all files of a volume, one
/// at a time: what it knows of a file is a number, <see cref="State"/>, for an object a file would cost the device 240 bytes.
/// <code>
/// 0     0x4C
/// 1     version, 1
/// 2..3  length of the content
/// 4..7  sequence number, one more with every write
/// 8..11 CRC-32 over bytes 0..7 and the content
/// 12..  content
/// </code>
/// All integers are little endian. A replacement writes one slot once: on littlefs, up to 500 bytes of content stay inline in the
/// metadata and cost one commit, no erase of a sector of their own.
/// </summary>
public sealed class AtomicFile
{
    /// <summary>Bytes before the content in a slot.</summary>
    public const int HeaderSize = 12;

    /// <summary>Largest content in bytes: header and content fit one flash sector.</summary>
    public const int MaxContent = 4096 - HeaderSize;

    private const byte Magic = 0x4C;
    private const byte Version = 1;

    private const int LengthBits = 13;
    private const int DamagedBit = 1 << LengthBits;
    private const int FirstSlotBit = 2 << LengthBits;
    private const int SecondSlotBit = 4 << LengthBits;
    private const int StateShift = 16;

    private readonly IFileVolume _volume;
    private string _name;
    private int _current = -1;
    private uint _sequence;
    private int _length;

    /// <summary>Binds the object to a volume; <see cref="Open"/> or <see cref="Resume"/> names a file.</summary>
    public AtomicFile(IFileVolume volume)
    {
        _volume = volume;
    }

    /// <summary>What is known of the file: give it to <see cref="Resume"/> later, when nobody else has written the file meanwhile.</summary>
    public long State
    {
        get
        {
            int slot = _current == 0 ? FirstSlotBit : _current == 1 ? SecondSlotBit : 0;
            return ((long)_sequence << StateShift) | (long)(slot | (IsDamaged ? DamagedBit : 0) | _length);
        }
    }

    /// <summary>Length of the content in bytes, or -1 when there is none.</summary>
    public int Length
    {
        get { return _current < 0 ? -1 : _length; }
    }

    /// <summary>True when both slots are there and neither is whole: the content is lost. A power cut cannot do that, it harms one slot at most.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Names the file and finds its valid slot.</summary>
    /// <param name="name">Name of the file; the slots are <c>name.a</c> and <c>name.b</c>.</param>
    /// <param name="scratch">At least as long as the longest slot; used during the call only.</param>
    public void Open(string name, byte[] scratch)
    {
        _name = name;
        _current = -1;
        _sequence = 0;
        _length = 0;
        uint first = 0;
        uint second = 0;
        bool firstValid = IsWhole(0, scratch, ref first);
        bool secondValid = IsWhole(1, scratch, ref second);
        if (firstValid || secondValid)
        {
            // The difference, not the order, so that the number may wrap.
            bool secondIsNewer = secondValid && (!firstValid || (int)(second - first) > 0);
            _current = secondIsNewer ? 1 : 0;
            _sequence = secondIsNewer ? second : first;
            _length = _volume.Length(SlotName(_current)) - HeaderSize;
        }

        IsDamaged = _current < 0 && _volume.Length(SlotName(0)) >= 0 && _volume.Length(SlotName(1)) >= 0;
    }

    /// <summary>Names a file of which <see cref="State"/> is known.</summary>
    public void Resume(string name, long state)
    {
        _name = name;
        _current = (state & FirstSlotBit) != 0 ? 0 : (state & SecondSlotBit) != 0 ? 1 : -1;
        _sequence = (uint)(state >> StateShift);
        _length = (int)state & (DamagedBit - 1);
        IsDamaged = (state & DamagedBit) != 0;
    }

    /// <summary>Reads a part of the content. Returns the bytes read, 0 past the end.</summary>
    public int Read(int offset, byte[] buffer, int bufferOffset, int count)
    {
        if (_current < 0 || offset < 0 || offset >= _length)
        {
            return 0;
        }

        int rest = _length - offset;
        return _volume.Read(SlotName(_current), HeaderSize + offset, buffer, bufferOffset, count < rest ? count : rest);
    }

    /// <summary>Replaces the content. False when the medium refuses or the content is too long; the old content then stays.</summary>
    public bool Write(byte[] content, int length, byte[] scratch)
    {
        if (length < 0 || length > MaxContent || length + HeaderSize > scratch.Length)
        {
            return false;
        }

        int slot = _current == 0 ? 1 : 0;
        scratch[0] = Magic;
        scratch[1] = Version;
        LittleEndian.Put16(scratch, 2, length);
        LittleEndian.Put32(scratch, 4, _sequence + 1);
        Array.Copy(content, 0, scratch, HeaderSize, length);
        uint crc = Crc32.Continue(Crc32.Of(scratch, 0, 8), scratch, HeaderSize, length);
        LittleEndian.Put32(scratch, 8, crc);
        if (!_volume.Replace(SlotName(slot), scratch, 0, HeaderSize + length))
        {
            // A half-written slot takes room that others need.
            _volume.Delete(SlotName(slot));
            return false;
        }

        _current = slot;
        _sequence++;
        _length = length;
        IsDamaged = false;
        return true;
    }

    /// <summary>Removes the content: the older slot first, so that a power cut in between cannot bring older content back.</summary>
    public bool Delete()
    {
        int older = _current == 0 ? 1 : 0;
        if (!_volume.Delete(SlotName(older)) || !_volume.Delete(SlotName(1 - older)))
        {
            return false;
        }

        _current = -1;
        _length = 0;
        IsDamaged = false;
        return true;
    }

    // Made when the file is touched, which takes far longer: the names of all slots would take a kilobyte for good.
    private string SlotName(int slot)
    {
        return _name + (slot == 0 ? ".a" : ".b");
    }

    private bool IsWhole(int slot, byte[] scratch, ref uint sequence)
    {
        int read = _volume.Read(SlotName(slot), 0, scratch, 0, scratch.Length);
        if (read < HeaderSize || scratch[0] != Magic || scratch[1] != Version)
        {
            return false;
        }

        int length = LittleEndian.Get16(scratch, 2);
        if (length > MaxContent || read != HeaderSize + length || _volume.Length(SlotName(slot)) != read)
        {
            return false;
        }

        sequence = LittleEndian.Get32(scratch, 4);
        uint crc = Crc32.Continue(Crc32.Of(scratch, 0, 8), scratch, HeaderSize, length);
        return crc == LittleEndian.Get32(scratch, 8);
    }
}
