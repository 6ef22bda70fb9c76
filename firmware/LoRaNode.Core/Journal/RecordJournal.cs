using System;

namespace LoRaNode.Core.Journal;

/// <summary>
/// Numbered records that are only ever added at the end, on a bounded number of files, safe against a power cut at any byte.
/// <para>
/// New records grow a small file, the tail. A full tail is copied, as one page, to the end of a segment file of one flash sector, and
/// a new tail begins over the old one. So a record reaches the medium at once, by a write of its own size, and a sector is erased
/// only once per page. The tail is given up only after its copy is stored; a start that finds records both in a segment and in
/// the tail knows them by their numbers. A copy that was torn is never appended to: the next one goes to a new segment.
/// </para>
/// <para>
/// When all segments are used, the oldest goes (<c>dropsOldest</c>) or the record is refused and the owner makes room with
/// <see cref="Release"/>.
/// </para>
/// Numbers are not reused as long as one record is left. RAM: 0.5 KB, and
/// the <see cref="JournalBuffers"/>, which journals may share: a journal reads its tail again when another was added to meanwhile. Not for use by several threads.
/// </summary>
public sealed class RecordJournal : ISpaceReserve
{
    /// <summary>Bytes of a segment: one flash sector, which littlefs fills before it begins a second block.</summary>
    public const int SegmentBytes = 4096;

    /// <summary>Most segments of one journal.</summary>
    public const int MaxSegments = 32;

    /// <summary>
    /// Parts of the reserve that one write may cost: a write takes at most a few sectors, so a medium that still refuses is worn out, not
    /// full, and giving up more would only lose the log.
    /// </summary>
    public const int MaxReleases = 4;

    private const int None = -1;
    private const uint NotUsed = uint.MaxValue;

    private readonly IFileVolume _volume;
    private readonly ISpaceReserve _reserve;
    private readonly bool _dropsOldest;
    private readonly string _name;
    private readonly string _tailName;

    // Number of the first record of each segment; NotUsed for one that holds none.
    private readonly uint[] _firsts;
    private readonly JournalBuffers _shared;
    private readonly JournalPage _tail;
    private readonly JournalPage _page;
    private int _head = None;
    private int _headLength;
    private bool _headTorn;
    private bool _tailUnsure;
    private int _pageSlot = None;
    private int _pageOffset;
    private uint _next;
    // Of the record that was added last; 0 when the medium refused upkeep since.
    private int _lastLength = 1;
    private bool _isPrepared;

    /// <summary>Opens a journal and repairs what a power cut left.</summary>
    /// <param name="volume">Where the files are.</param>
    /// <param name="name">Names the files: <c>name.t</c> and <c>name.0</c>, <c>name.1</c>, …</param>
    /// <param name="segments">Number of segment files: 2 to <see cref="MaxSegments"/>.</param>
    /// <param name="dropsOldest">True to drop the oldest segment when all are used; false to refuse records then.</param>
    /// <param name="reserve">Asked for room when the medium is full; null for none.</param>
    /// <param name="shared">Journals of one thread may share it; null for one of its own.</param>
    public RecordJournal(IFileVolume volume, string name, int segments, bool dropsOldest, ISpaceReserve reserve, JournalBuffers shared)
    {
        if (segments < 2 || segments > MaxSegments)
        {
            throw new ArgumentOutOfRangeException(nameof(segments));
        }

        _volume = volume;
        _reserve = reserve;
        _dropsOldest = dropsOldest;
        _shared = shared ?? new JournalBuffers();
        _page = _shared.Page;
        _tail = new JournalPage(_shared.Tail);
        _name = name + ".";
        _tailName = name + ".t";
        _firsts = new uint[segments];
        FindSegments();
        FindHead();
        LoadTail();
    }

    /// <summary>First part of its files' names.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>
    /// True when the next record, if it is as long as the last one, would have to wait for what <see cref="Upkeep"/> does ahead of it.
    /// </summary>
    public bool NeedsUpkeep
    {
        get { return _lastLength > 0 && (_isPrepared || MustClose(_lastLength) || MustDrop()); }
    }

    /// <summary>Number that the next record will have.</summary>
    public uint Next
    {
        get { return _next; }
    }

    /// <summary>Number of the oldest record kept; equal to <see cref="Next"/> when there is none.</summary>
    public uint Oldest
    {
        get
        {
            int oldest = OldestSegment();
            return oldest != None ? _firsts[oldest] : _tail.Count > 0 ? _tail.First : _next;
        }
    }

    /// <summary>Segments that are not used.</summary>
    public int FreeSegments
    {
        get
        {
            int free = 0;
            for (int i = 0; i < _firsts.Length; i++)
            {
                free += _firsts[i] == NotUsed ? 1 : 0;
            }

            return free;
        }
    }

    /// <summary>
    /// Number of the first record that <see cref="Release"/> would not give up; what must be kept of the records before it has to be
    /// added again first.
    /// </summary>
    public uint SecondOldestSegmentFirst
    {
        get
        {
            int oldest = OldestSegment();
            uint second = _tail.Count > 0 ? _tail.First : _next;
            for (int i = 0; i < _firsts.Length; i++)
            {
                if (i != oldest && _firsts[i] < second)
                {
                    second = _firsts[i];
                }
            }

            return second;
        }
    }

    /// <summary>
    /// Adds a record of 1 to <see cref="JournalPage.MaxRecord"/> bytes. True when it is stored and survives a power cut. False when
    /// the medium refuses or, in a journal that drops nothing, when all segments are used.
    /// </summary>
    public bool Append(byte[] record, int offset, int length)
    {
        if (length < 1 || length > JournalPage.MaxRecord)
        {
            return false;
        }

        for (int released = 0; ; released++)
        {
            if (TryAppend(record, offset, length))
            {
                _lastLength = length;
                return true;
            }

            if (released == MaxReleases || !MakeRoom())
            {
                return false;
            }
        }
    }

    /// <summary>Reads a record into <paramref name="buffer"/>. Returns its length, or 0 when it is not kept or does not fit. Reading in order is cheapest.</summary>
    public int Read(uint number, byte[] buffer, int offset)
    {
        if (_tail.Holds(number))
        {
            return !TakeTail() ? 0 : CopyRecord(_tail, number, buffer, offset);
        }

        int slot = SegmentOf(number);
        if (slot == None)
        {
            return 0;
        }

        int position = slot == _pageSlot && _page.Owner == this && _page.First <= number ? _pageOffset : 0;
        while (LoadPage(slot, position, true))
        {
            if (_page.Holds(number))
            {
                return CopyRecord(_page, number, buffer, offset);
            }

            if (_page.First > number || _page.ClosedBytes == 0)
            {
                return 0;
            }

            position += JournalPage.HeaderSize + _page.ClosedBytes;
        }

        return 0;
    }

    /// <summary>Drops the oldest segment. False when there is none.</summary>
    public bool Release()
    {
        int oldest = OldestSegment();
        return oldest != None && Drop(oldest);
    }

    /// <summary>
    /// Does one thing that the next record would need: lets the oldest segment go, has the flash erase the sector that the tail goes to, or
    /// moves the tail there. Each erases one sector at most, but for a compaction of the file system's metadata, which may come with any write.
    /// </summary>
    public void Upkeep()
    {
        if (MustDrop())
        {
            _lastLength = Drop(OldestSegment()) ? _lastLength : 0;
            return;
        }

        if (!TakeTail())
        {
            _lastLength = 0;
            return;
        }

        if (!_isPrepared && FitsHead())
        {
            _tail.Close();
            _volume.Prepare(NameOf(_head), _tail.Bytes, 0, _tail.Length);
            _isPrepared = true;
            return;
        }

        // A medium that refuses is asked again by the next record only.
        _lastLength = CloseTail() ? _lastLength : 0;
    }

    /// <summary>True when the tail has to be moved before a record of this length can be added.</summary>
    private bool MustClose(int length)
    {
        return _tail.Count > 0 && (_tailUnsure || !_tail.HasRoomFor(length));
    }

    /// <summary>True when the newest segment is filled by the tail and there is no other that could be begun.</summary>
    private bool MustDrop()
    {
        return _dropsOldest && _head != None && _headLength + JournalPage.Capacity > SegmentBytes && UnusedSegment() == None;
    }

    /// <summary>True when the tail can be added to the newest segment.</summary>
    private bool FitsHead()
    {
        return _head != None && !_headTorn && _headLength + _tail.Length <= SegmentBytes;
    }

    private bool TryAppend(byte[] record, int offset, int length)
    {
        if (_tail.Count > 0 && !TakeTail())
        {
            return false;
        }

        if ((_isPrepared || MustClose(length)) && !CloseTail())
        {
            return false;
        }

        if (_tail.Count == 0)
        {
            _shared.TailOwner = this;
            _tail.Begin(_next);
        }

        int start = _tail.Length;
        int grownBy = _tail.Add(record, offset, length);
        bool stored = _tail.Count == 1
            ? _volume.Replace(_tailName, _tail.Bytes, 0, _tail.Length)
            : _volume.Append(_tailName, _tail.Bytes, start, grownBy);
        if (!stored)
        {
            // If part of the record is in the file, nothing may be appended behind it.
            _tail.TakeBack(grownBy);
            _tailUnsure = _tail.Count > 0 && _volume.Length(_tailName) != _tail.Length;
            return false;
        }

        _next++;
        return true;
    }

    /// <summary>Makes the shared bytes those of this journal's tail: what is stored is as it was. False when the medium does not give it back.</summary>
    private bool TakeTail()
    {
        if (_shared.TailOwner == this)
        {
            return true;
        }

        _shared.TailOwner = null;
        if (_volume.Read(_tailName, 0, _tail.Bytes, 0, _tail.Length) != _tail.Length)
        {
            return false;
        }

        _shared.TailOwner = this;
        return true;
    }

    /// <summary>Copies the tail to a segment; after that the tail file is only a duplicate.</summary>
    private bool CloseTail()
    {
        _tail.Close();
        _isPrepared = false;
        if (FitsHead())
        {
            if (_volume.Append(NameOf(_head), _tail.Bytes, 0, _tail.Length))
            {
                _headLength += _tail.Length;
                ForgetTail();
                return true;
            }

            // A full medium that wrote nothing leaves the segment as good as it was: sealing it would waste the rest of its sector.
            _headTorn = _volume.Length(NameOf(_head)) != _headLength;
            if (!_headTorn)
            {
                return false;
            }
        }

        int slot = UnusedSegment();
        if (slot == None)
        {
            if (!_dropsOldest)
            {
                return false;
            }

            slot = OldestSegment();
            if (!Drop(slot))
            {
                return false;
            }
        }

        if (_pageSlot == slot)
        {
            _pageSlot = None;
        }

        if (!_volume.Replace(NameOf(slot), _tail.Bytes, 0, _tail.Length))
        {
            _volume.Delete(NameOf(slot));
            return false;
        }

        _firsts[slot] = _tail.First;
        _head = slot;
        _headLength = _tail.Length;
        _headTorn = false;
        ForgetTail();
        return true;
    }

    private void ForgetTail()
    {
        _tail.Clear();
        _tailUnsure = false;
    }

    private bool MakeRoom()
    {
        if (_reserve != null)
        {
            return _reserve.Release();
        }

        return _dropsOldest && Release();
    }

    private bool Drop(int slot)
    {
        if (!_volume.Delete(NameOf(slot)))
        {
            return false;
        }

        _firsts[slot] = NotUsed;
        if (_pageSlot == slot)
        {
            _pageSlot = None;
        }

        if (_head == slot)
        {
            _head = None;
        }

        return true;
    }

    // Names are made when a file is touched, which takes far longer: those of all segments would take two kilobytes for good.
    private string NameOf(int slot)
    {
        return _name + slot.ToString();
    }

    private int OldestSegment()
    {
        int oldest = None;
        for (int i = 0; i < _firsts.Length; i++)
        {
            if (_firsts[i] != NotUsed && (oldest == None || _firsts[i] < _firsts[oldest]))
            {
                oldest = i;
            }
        }

        return oldest;
    }

    private int UnusedSegment()
    {
        // In turn, so that littlefs spreads the wear and a segment's name tells its age at a glance.
        for (int i = 1; i <= _firsts.Length; i++)
        {
            int slot = (_head + i) % _firsts.Length;
            if (_firsts[slot] == NotUsed)
            {
                return slot;
            }
        }

        return None;
    }

    private int SegmentOf(uint number)
    {
        int best = None;
        for (int i = 0; i < _firsts.Length; i++)
        {
            if (_firsts[i] != NotUsed && _firsts[i] <= number && (best == None || _firsts[i] > _firsts[best]))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Loads a page; one that is only to be read from is skimmed, since a check sum over each page on the way costs more than reading it.</summary>
    private bool LoadPage(int slot, int position, bool skims)
    {
        if (_page.Owner == this && _pageSlot == slot && _pageOffset == position && _page.Length > 0)
        {
            return true;
        }

        _page.Owner = this;
        _pageSlot = slot;
        _pageOffset = position;
        int read = _volume.Read(NameOf(slot), position, _page.Bytes, 0, JournalPage.Capacity);
        if (skims ? _page.Skim(read) : _page.Parse(read))
        {
            return true;
        }

        _pageSlot = None;
        return false;
    }

    private static int CopyRecord(JournalPage page, uint number, byte[] buffer, int offset)
    {
        int at = page.Find(number, out int length);
        if (length > buffer.Length - offset || !page.IsWhole(number, at, length))
        {
            return 0;
        }

        Array.Copy(page.Bytes, at, buffer, offset, length);
        return length;
    }

    private void FindSegments()
    {
        for (int i = 0; i < _firsts.Length; i++)
        {
            _firsts[i] = NotUsed;
            if (!LoadPage(i, 0, false) || _page.Count == 0)
            {
                continue;
            }

            _firsts[i] = _page.First;
        }
    }

    /// <summary>Finds the newest segment, where it ends, and whether it may be appended to.</summary>
    private void FindHead()
    {
        _head = None;
        for (int i = 0; i < _firsts.Length; i++)
        {
            if (_firsts[i] != NotUsed && (_head == None || _firsts[i] > _firsts[_head]))
            {
                _head = i;
            }
        }

        if (_head == None)
        {
            return;
        }

        int length = _volume.Length(NameOf(_head));
        int position = 0;
        while (position < length && LoadPage(_head, position, false))
        {
            _next = _page.First + (uint)_page.Count;
            if (_page.ClosedBytes == 0 || _page.Length != JournalPage.HeaderSize + _page.ClosedBytes)
            {
                break;
            }

            position += _page.Length;
        }

        _headLength = position;
        _headTorn = position != length;
    }

    private void LoadTail()
    {
        _shared.TailOwner = this;
        int length = _volume.Read(_tailName, 0, _tail.Bytes, 0, JournalPage.Capacity);
        if (!_tail.Parse(length) || _tail.Count == 0 || _tail.First + (uint)_tail.Count <= _next)
        {
            // Never begun, torn at its first record, or already copied to a segment.
            _tail.Clear();
            return;
        }

        if (_head != None && _firsts[_head] >= _tail.First)
        {
            // A torn copy of this tail and nothing else: left there, it would hide the whole one that follows.
            Drop(_head);
            FindHead();
        }

        _tailUnsure = _tail.Length != _volume.Length(_tailName);
        _next = _tail.First + (uint)_tail.Count;
    }
}
