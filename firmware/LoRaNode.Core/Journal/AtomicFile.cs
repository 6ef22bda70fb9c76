using System;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Journal;

/// <summary>
/// One small file that a power cut leaves either as it was or as it should become. It lives in two slots that are written in
/// turn; each slot carries a sequence number and a CRC, and the newest slot that is whole counts.
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

    private readonly IFileVolume _volume;
    private readonly string[] _slots;
    private int _current;
    private uint _sequence;
    private int _length;

    /// <summary>Finds the valid slot of a file.</summary>
    /// <param name="volume">Where the slots are.</param>
    /// <param name="name">Name of the file; the slots are <c>name.a</c> and <c>name.b</c>.</param>
    /// <param name="scratch">At least as long as the longest slot to be read or written; used during calls only.</param>
    public AtomicFile(IFileVolume volume, string name, byte[] scratch)
    {
        _volume = volume;
        Name = name;
        _slots = new string[] { name + ".a", name + ".b" };
        _current = -1;
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
            _length = _volume.Length(_slots[_current]) - HeaderSize;
        }

        IsDamaged = _current < 0 && _volume.Length(_slots[0]) >= 0 && _volume.Length(_slots[1]) >= 0;
    }

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>Length of the content in bytes, or -1 when there is none.</summary>
    public int Length
    {
        get { return _current < 0 ? -1 : _length; }
    }

    /// <summary>True when both slots are there and neither is whole: the content is lost. A power cut cannot do that, it harms one slot at most.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Reads a part of the content. Returns the bytes read, 0 past the end.</summary>
    public int Read(int offset, byte[] buffer, int bufferOffset, int count)
    {
        if (_current < 0 || offset < 0 || offset >= _length)
        {
            return 0;
        }

        int rest = _length - offset;
        return _volume.Read(_slots[_current], HeaderSize + offset, buffer, bufferOffset, count < rest ? count : rest);
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
        if (!_volume.Replace(_slots[slot], scratch, 0, HeaderSize + length))
        {
            // A half-written slot takes room that others need.
            _volume.Delete(_slots[slot]);
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
        if (!_volume.Delete(_slots[older]) || !_volume.Delete(_slots[1 - older]))
        {
            return false;
        }

        _current = -1;
        _length = 0;
        IsDamaged = false;
        return true;
    }

    private bool IsWhole(int slot, byte[] scratch, ref uint sequence)
    {
        int read = _volume.Read(_slots[slot], 0, scratch, 0, scratch.Length);
        if (read < HeaderSize || scratch[0] != Magic || scratch[1] != Version)
        {
            return false;
        }

        int length = LittleEndian.Get16(scratch, 2);
        if (length > MaxContent || read != HeaderSize + length || _volume.Length(_slots[slot]) != read)
        {
            return false;
        }

        sequence = LittleEndian.Get32(scratch, 4);
        uint crc = Crc32.Continue(Crc32.Of(scratch, 0, 8), scratch, HeaderSize, length);
        return crc == LittleEndian.Get32(scratch, 8);
    }
}
