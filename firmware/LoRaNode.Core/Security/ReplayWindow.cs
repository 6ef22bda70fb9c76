using LoRaNode.Core.Frames;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Primitives;

namespace LoRaNode.Core.Security;

/// <summary>
/// Remembers for each frame type and origin the highest counter accepted and which of the 64 up to it were (RFC 4303, appendix A2.2),
/// also across power cuts: what <see cref="Accept"/> took is on the medium when it returns. Types of which a node hears many and that
/// are worth little alone (beacons, receipts) are noted ahead in steps, so that after a restart a few of them are refused rather
/// than the flash worn, until the origin proves one to be new.
/// <para>
/// The table is bounded. When it is full, an origin not heard since before the keys last turned twice gives way: nothing it sent can
/// be opened any more. While there is none, new origins are refused; who knows the network key could otherwise push honest ones out
/// and replay them.
/// </para>
/// <para>
/// On the medium is a journal that drops its oldest segment. Every note carries, when it is time, the whole state of one other entry,
/// in turn: so each entry is written again before the records that tell it are dropped, and there is no moment at which everything
/// must be written at once. Record: type (1), origin (2), counter (4), then for the entry whose turn it is type (1), origin (2),
/// highest counter (4), window (8).
/// </para>
/// One thread owns the object. About 6 KB for the usual capacity.
/// </summary>
public sealed class ReplayWindow : IReplayGuard
{
    /// <summary>Pairs of type and origin that a node usually has room for.</summary>
    public const int UsualCapacity = 304;

    /// <summary>
    /// Segments that the journal of so many pairs needs: an entry is written again at the latest after a turn of 320 notes and
    /// <see cref="RefreshAge"/> more, at most 28 bytes each; four segments hold 500 of them, and one is being filled.
    /// </summary>
    public const int JournalSegments = 5;

    private const int WindowBits = 64;
    private const int ShortRecord = 7;
    private const int LongRecord = ShortRecord + 15;
    private const int RefreshAge = 32;
    private const int None = -1;
    private const int TypeMask = 15;
    private const int AgeShift = 4;
    private const int AgeMask = 3;

    // In the kind of an entry: restored with numbers noted ahead, and nothing of the origin has come since.
    private const int AheadMark = 0x80;
    private const int StaleAge = 2;

    // Places for each eight pairs: one in nine stays empty, so that a search ends soon (linear probing, Knuth, TAOCP 3, 6.4).
    private const int PlacesForEight = 9;

    private readonly RecordJournal _journal;
    private readonly int _capacity;

    // The address, and the type with the age: 0 is an empty place, else type + 1 below and, from bit 4 on, epochs since it was heard.
    private readonly ushort[] _origins;
    private readonly byte[] _kinds;
    private readonly uint[] _tops;
    private readonly ulong[] _windows;
    // From the number of the note that told the whole entry, a bit left out, the lowest eight: each entry has its turn before 512 notes have passed.
    private readonly byte[] _bases;
    private readonly byte[] _record = new byte[LongRecord];
    private int _epoch = None;
    private int _turn;
    private int _ahead;

    /// <summary>Restores what the journal holds.</summary>
    /// <param name="journal">A journal of at least <see cref="JournalSegments"/> segments (for the usual capacity) that drops its oldest.</param>
    /// <param name="capacity">Most pairs of type and origin.</param>
    public ReplayWindow(RecordJournal journal, int capacity)
    {
        _journal = journal;
        _capacity = capacity;
        int size = ((capacity * PlacesForEight) / 8) + 1;
        _origins = new ushort[size];
        _kinds = new byte[size];
        _tops = new uint[size];
        _windows = new ulong[size];
        _bases = new byte[size];
        Restore();
    }

    /// <summary>Pairs of type and origin known.</summary>
    public int Count { get; private set; }

    /// <summary>Times that the medium refused to note a frame: those frames are remembered until the power goes only.</summary>
    public int Failures { get; private set; }

    /// <inheritdoc/>
    public bool IsFresh(FrameType type, ushort origin, uint counter)
    {
        int place = Find(type, origin);
        if (_kinds[place] == 0)
        {
            return Count < _capacity || Stale() != None;
        }

        if (counter > _tops[place])
        {
            return true;
        }

        uint age = _tops[place] - counter;
        return age < WindowBits && ((_windows[place] >> (int)age) & 1) == 0;
    }

    /// <inheritdoc/>
    public bool IsNotedAhead(FrameType type, ushort origin, uint counter)
    {
        int place = Find(type, origin);
        return (_kinds[place] & AheadMark) != 0 && counter <= _tops[place] && Ahead(type, counter) == _tops[place];
    }

    /// <inheritdoc/>
    public void AcceptProved(FrameType type, ushort origin, uint counter, long nowMs)
    {
        // What the medium says stays true: no higher number of this step needs a note.
        int place = Find(type, origin);
        if (IsNotedAhead(type, origin, counter))
        {
            _kinds[place] &= TypeMask;
            _tops[place] = counter;
            _windows[place] = ulong.MaxValue;
            _ahead--;
        }
    }

    /// <inheritdoc/>
    public bool HasNotedAhead
    {
        get { return _ahead > 0; }
    }

    /// <inheritdoc/>
    public void Accept(FrameType type, ushort origin, uint counter, long nowMs)
    {
        int place = Find(type, origin);
        if (_kinds[place] == 0)
        {
            place = Enter(type, origin);
            if (place == None)
            {
                return;
            }

            _tops[place] = counter;
            _windows[place] = 1;
            Note(place, type, counter);
            return;
        }

        _ahead -= _kinds[place] >> 7;
        _kinds[place] &= TypeMask;
        uint noted = Ahead(type, _tops[place]);
        bool isNew = counter > _tops[place];
        Mark(place, counter);
        int step = Step(type);
        if (step == 1 || (isNew && Ahead(type, counter) != noted))
        {
            Note(place, type, counter);
        }
    }

    /// <summary>
    /// The network key has turned: entries not heard under this epoch or the one before may give way when room is short. What was restored counts as
    /// heard under the first epoch told.
    /// </summary>
    public void OnEpoch(int epoch)
    {
        if (epoch == _epoch)
        {
            return;
        }

        int older = _epoch == None ? 0 : epoch - _epoch > 1 || epoch < _epoch ? StaleAge : 1;
        _epoch = epoch;
        for (int i = 0; i < _kinds.Length; i++)
        {
            int age = ((_kinds[i] >> AgeShift) & AgeMask) + older;
            if (_kinds[i] != 0)
            {
                _kinds[i] = (byte)((_kinds[i] & (TypeMask | AheadMark)) | ((age > StaleAge ? StaleAge : age) << AgeShift));
            }
        }
    }

    private FrameType TypeAt(int place)
    {
        return (FrameType)((_kinds[place] & TypeMask) - 1);
    }

    /// <summary>Counters that one note covers.</summary>
    private static int Step(FrameType type)
    {
        switch (type)
        {
            case FrameType.Beacon: return 16;
            case FrameType.Receipt: return 8;
            default: return 1;
        }
    }

    /// <summary>The highest counter that the note made at this one covers.</summary>
    private static uint Ahead(FrameType type, uint counter)
    {
        return counter | (uint)(Step(type) - 1);
    }

    private void Mark(int place, uint counter)
    {
        if (counter > _tops[place])
        {
            uint step = counter - _tops[place];
            _windows[place] = step >= WindowBits ? 1 : (_windows[place] << (int)step) | 1;
            _tops[place] = counter;
        }
        else if (_tops[place] - counter < WindowBits)
        {
            _windows[place] |= 1UL << (int)(_tops[place] - counter);
        }
    }

    /// <summary>The place of a key, or the empty place where it would be entered.</summary>
    private int Find(FrameType type, ushort origin)
    {
        int kind = (int)type + 1;
        int place = (int)((((uint)((kind << 16) | origin) * 2654435761u) >> 16) % (uint)_kinds.Length);
        while (_kinds[place] != 0 && (_origins[place] != origin || (_kinds[place] & TypeMask) != kind))
        {
            place = After(place);
        }

        return place;
    }

    private int After(int place)
    {
        return place + 1 < _kinds.Length ? place + 1 : 0;
    }

    private int Enter(FrameType type, ushort origin)
    {
        if (Count >= _capacity)
        {
            int stale = Stale();
            if (stale == None)
            {
                return None;
            }

            Remove(stale);
        }

        int place = Find(type, origin);
        _kinds[place] = (byte)((int)type + 1);
        _origins[place] = origin;
        _bases[place] = BaseOf(_journal.Next);
        Count++;
        return place;
    }

    /// <summary>An entry whose frames were all under keys erased since. Trust frames are under a key that stays.</summary>
    private int Stale()
    {
        for (int i = 0; i < _kinds.Length; i++)
        {
            if (((_kinds[i] >> AgeShift) & AgeMask) >= StaleAge && TypeAt(i) != FrameType.Trust)
            {
                return i;
            }
        }

        return None;
    }

    /// <summary>Removes an entry and moves back what had to step over it.</summary>
    private void Remove(int place)
    {
        _ahead -= _kinds[place] >> 7;
        _kinds[place] = 0;
        Count--;
        for (int next = After(place); _kinds[next] != 0; next = After(next))
        {
            byte kind = _kinds[next];
            FrameType type = TypeAt(next);
            _kinds[next] = 0;
            int target = Find(type, _origins[next]);
            _kinds[target] = kind;
            _origins[target] = _origins[next];
            _tops[target] = _tops[next];
            _windows[target] = _windows[next];
            _bases[target] = _bases[next];
        }
    }

    /// <summary>Puts an accepted counter on the medium, and the whole of the entry whose turn it is when its records grow old.</summary>
    private void Note(int place, FrameType type, uint counter)
    {
        uint number = _journal.Next;
        PutHead(0, place, Ahead(type, counter));
        int length = ShortRecord;
        int due = NextDue(number);
        if (due != None)
        {
            PutHead(ShortRecord, due, Ahead(TypeAt(due), _tops[due]));
            LittleEndian.Put64(_record, ShortRecord + 7, (long)StoredWindow(due));
            length = LongRecord;
        }

        if (!_journal.Append(_record, 0, length))
        {
            Failures++;
            return;
        }

        if (due != None)
        {
            _bases[due] = BaseOf(number);
        }
    }

    /// <summary>Passes to the next entry; the entry, when the records that tell it are old enough to be written again.</summary>
    private int NextDue(uint number)
    {
        do
        {
            _turn = After(_turn);
        }
        while (_kinds[_turn] == 0);

        return (byte)(BaseOf(number) - _bases[_turn]) > RefreshAge / 2 ? _turn : None;
    }

    private static byte BaseOf(uint number)
    {
        return (byte)(number >> 1);
    }

    private void PutHead(int at, int place, uint counter)
    {
        _record[at] = (byte)TypeAt(place);
        LittleEndian.Put16(_record, at + 1, _origins[place]);
        LittleEndian.Put32(_record, at + 3, counter);
    }

    /// <summary>A note ahead covers counters that may not have come yet: all of them count as seen.</summary>
    private ulong StoredWindow(int place)
    {
        return Step(TypeAt(place)) == 1 ? _windows[place] : ulong.MaxValue;
    }

    private void Restore()
    {
        for (uint number = _journal.Oldest; number < _journal.Next; number++)
        {
            int length = _journal.Read(number, _record, 0);
            if (length != ShortRecord && length != LongRecord)
            {
                continue;
            }

            RestoreEntry(0, number, 1);
            if (length == LongRecord)
            {
                int place = RestoreEntry(ShortRecord, number, (ulong)LittleEndian.Get64(_record, ShortRecord + 7));
                if (place != None)
                {
                    _bases[place] = BaseOf(number);
                }
            }
        }
    }

    private int RestoreEntry(int at, uint number, ulong window)
    {
        if (_record[at] > (byte)FrameType.Receipt)
        {
            return None;
        }

        FrameType type = (FrameType)_record[at];
        ushort origin = (ushort)LittleEndian.Get16(_record, at + 1);
        uint counter = LittleEndian.Get32(_record, at + 3);
        int place = Find(type, origin);
        if (_kinds[place] == 0)
        {
            if (Count >= _capacity)
            {
                return None;
            }

            _kinds[place] = (byte)((int)type + 1);
            _origins[place] = origin;
            _tops[place] = counter;
            _windows[place] = 1;
            _bases[place] = BaseOf(number);
            Count++;
        }

        Mark(place, counter);
        uint age = _tops[place] - counter;
        if (Step(type) > 1)
        {
            _ahead += 1 - (_kinds[place] >> 7);
            _kinds[place] |= AheadMark;
            _windows[place] = ulong.MaxValue;
        }
        else if (age < WindowBits)
        {
            _windows[place] |= window << (int)age;
        }

        return place;
    }
}
