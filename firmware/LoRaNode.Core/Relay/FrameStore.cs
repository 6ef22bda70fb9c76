using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>Where an item of the store stands.</summary>
internal enum ItemState : byte
{
    Free,

    /// <summary>The owner has not yet decided.</summary>
    Judging,

    /// <summary>Accepted; offered to whoever lacks it.</summary>
    Held,
}

/// <summary>
/// The frames that a node holds: those on their way, and those kept for repair and late joiners. Fields are parallel arrays of
/// numbers, because an object costs the device 12 bytes a field. Frames lie in chained blocks of one arena, so short ones cost
/// little; nothing is allocated after construction. When the arena is full, the oldest frames that the owner has on its medium
/// (<see cref="IFramePages"/>) leave it and are read back when they are needed.
/// </summary>
internal sealed class FrameStore
{
    /// <summary>Due time of an item that nothing is planned for.</summary>
    public const long Never = long.MaxValue;

    private const int BlockSize = 64;

    public readonly ItemState[] State;
    public readonly FrameType[] Type;
    public readonly ushort[] Origin;
    public readonly uint[] Counter;
    public readonly byte[] Length;
    public readonly byte[] FragmentIndex;
    public readonly byte[] FragmentCount;
    public readonly long[] ReceivedMs;

    /// <summary>When the item is to be sent; <see cref="Never"/> when it is not.</summary>
    public readonly long[] DueMs;

    /// <summary>Hops the first copy had left.</summary>
    public readonly byte[] HopsLeft;

    /// <summary>Copies heard, capped.</summary>
    public readonly byte[] Copies;

    /// <summary>Transmissions by this node, capped.</summary>
    public readonly byte[] Sent;

    /// <summary>Bits of <see cref="ItemFlags"/>.</summary>
    public readonly byte[] Flags;

    /// <summary>Known nodes that have the item or heard it being sent: one <see cref="NodeSet"/> for each slot.</summary>
    public readonly uint[] Covered;

    private readonly uint[] _expiresS;
    private readonly byte[] _generation;
    private readonly short[] _firstBlock;
    private readonly byte[] _arena;
    private readonly short[] _nextBlock;
    private short _freeBlock;
    private readonly IFramePages _pages;
    private readonly byte[] _scratch;
    private int _freeBlocks;
    private int _count;
    private int _top;

    /// <summary>Most frames of any store: a slot's number and one more fit a byte.</summary>
    public const int MaxSlots = 254;

    /// <summary>Creates an empty store.</summary>
    /// <param name="slots">Most frames: 1 to <see cref="MaxSlots"/>.</param>
    /// <param name="bytes">Bytes of those that are in memory.</param>
    /// <param name="pages">The owner's medium; null to hold everything in memory.</param>
    /// <param name="scratch">255 bytes, used within <see cref="IsSame"/> only.</param>
    public FrameStore(int slots, int bytes, IFramePages pages, byte[] scratch)
    {
        if (slots < 1 || slots > MaxSlots)
        {
            throw new ArgumentOutOfRangeException(nameof(slots));
        }

        _pages = pages;
        _scratch = scratch;
        State = new ItemState[slots];
        Type = new FrameType[slots];
        Origin = new ushort[slots];
        Counter = new uint[slots];
        Length = new byte[slots];
        FragmentIndex = new byte[slots];
        FragmentCount = new byte[slots];
        ReceivedMs = new long[slots];
        _expiresS = new uint[slots];
        DueMs = new long[slots];
        HopsLeft = new byte[slots];
        Copies = new byte[slots];
        Sent = new byte[slots];
        Flags = new byte[slots];
        Covered = new uint[slots * NodeSet.Words];
        _generation = new byte[slots];
        _firstBlock = new short[slots];
        int blocks = Math.Min(bytes / BlockSize, short.MaxValue);
        _arena = new byte[blocks * BlockSize];
        _nextBlock = new short[blocks];
        for (int i = 0; i < blocks; i++)
        {
            _nextBlock[i] = (short)(i + 1 < blocks ? i + 1 : -1);
        }

        _freeBlocks = blocks;
        for (int i = 0; i < slots; i++)
        {
            DueMs[i] = Never;
            _firstBlock[i] = -1;
        }
    }

    /// <summary>One more than the last slot in use: those behind it are free, some before it may be.</summary>
    public int Slots
    {
        get { return _top; }
    }

    /// <summary>Name of an item for the owner; it is never that of a later item in the same slot (until 256 have passed).</summary>
    public int HandleOf(int slot)
    {
        return (_generation[slot] << 16) | slot;
    }

    /// <summary>Slot of a handle, or -1 when the item is gone.</summary>
    public int SlotOf(int handle)
    {
        int slot = handle & 0xFFFF;
        return handle >= 0 && slot < State.Length && State[slot] != ItemState.Free && _generation[slot] == handle >> 16
            ? slot
            : -1;
    }

    /// <summary>Slot of an item, or -1.</summary>
    public int Find(FrameType type, ushort origin, uint counter)
    {
        for (int i = 0; i < _top; i++)
        {
            if (Counter[i] == counter && Origin[i] == origin && Type[i] == type && State[i] != ItemState.Free)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Until when an item lives, in monotonic milliseconds: a second late at most.</summary>
    public long ExpiresMs(int slot)
    {
        return _expiresS[slot] * 1000L;
    }

    /// <summary>Sets until when an item lives.</summary>
    public void SetExpiresMs(int slot, long expiresMs)
    {
        _expiresS[slot] = (uint)((expiresMs + 999) / 1000);
    }

    /// <summary>True when a frame of this length fits without forgetting any; frames on the medium leave the memory for it.</summary>
    public bool HasRoom(int length)
    {
        if (_count == State.Length)
        {
            return false;
        }

        while (BlocksOf(length) > _freeBlocks)
        {
            if (!PageOut())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Stores a frame. Returns its slot, or -1 without room. Due time, flags and coverage start empty.</summary>
    public int Add(byte[] frame, int length, ItemState state, long nowMs, long expiresMs)
    {
        if (!HasRoom(length))
        {
            return -1;
        }

        int slot = 0;
        while (State[slot] != ItemState.Free)
        {
            slot++;
        }

        short previous = -1;
        for (int at = 0; at < length; at += BlockSize)
        {
            short block = _freeBlock;
            _freeBlock = _nextBlock[block];
            _freeBlocks--;
            _nextBlock[block] = -1;
            if (previous < 0)
            {
                _firstBlock[slot] = block;
            }
            else
            {
                _nextBlock[previous] = block;
            }

            Array.Copy(frame, at, _arena, block * BlockSize, Math.Min(BlockSize, length - at));
            previous = block;
        }

        _count++;
        _top = slot < _top ? _top : slot + 1;
        State[slot] = state;
        Type[slot] = FrameHeader.Type(frame);
        Origin[slot] = FrameHeader.Origin(frame);
        Counter[slot] = FrameHeader.Counter(frame);
        Length[slot] = (byte)length;
        FragmentIndex[slot] = 0;
        FragmentCount[slot] = 1;
        ReceivedMs[slot] = nowMs;
        SetExpiresMs(slot, expiresMs);
        DueMs[slot] = Never;
        HopsLeft[slot] = (byte)FrameHeader.HopsLeft(frame);
        Copies[slot] = 0;
        Sent[slot] = 0;
        Flags[slot] = 0;
        NodeSet.Clear(Covered, slot * NodeSet.Words);
        return slot;
    }

    /// <summary>Copies a stored frame into <paramref name="target"/>. Returns its length, or 0 when the medium lost it.</summary>
    public int Copy(int slot, byte[] target)
    {
        int length = Length[slot];
        if (_firstBlock[slot] < 0)
        {
            return _pages.Read(Type[slot], Origin[slot], Counter[slot], target) == length ? length : 0;
        }

        short block = _firstBlock[slot];
        for (int at = 0; at < length; at += BlockSize)
        {
            Array.Copy(_arena, block * BlockSize, target, at, Math.Min(BlockSize, length - at));
            block = _nextBlock[block];
        }

        return length;
    }

    /// <summary>Puts other bytes in the place of a stored frame; its length, identity and standing stay. What is on the medium is the owner's.</summary>
    public void Overwrite(int slot, byte[] frame)
    {
        short block = _firstBlock[slot];
        for (int at = 0; block >= 0; at += BlockSize)
        {
            Array.Copy(frame, at, _arena, block * BlockSize, Math.Min(BlockSize, Length[slot] - at));
            block = _nextBlock[block];
        }
    }

    /// <summary>True when a received copy is the stored frame, byte for byte but for what relays change (bytes 1 to 3): a forged copy must not count as a relay heard.</summary>
    public bool IsSame(int slot, byte[] frame, int length)
    {
        if (length != Length[slot])
        {
            return false;
        }

        // The tag authenticates the rest; comparing it is comparing all.
        int tag = length - FrameHeader.TagSize;
        short block = _firstBlock[slot];
        if (block < 0)
        {
            return Copy(slot, _scratch) == length && frame[0] == _scratch[0] && IsSameTag(frame, tag, _scratch, tag, FrameHeader.TagSize);
        }

        if (frame[0] != _arena[block * BlockSize])
        {
            return false;
        }

        int start = 0;
        while (start + BlockSize <= tag)
        {
            start += BlockSize;
            block = _nextBlock[block];
        }

        int here = Math.Min(FrameHeader.TagSize, start + BlockSize - tag);
        return IsSameTag(frame, tag, _arena, (block * BlockSize) + tag - start, here)
            && (here == FrameHeader.TagSize
                || IsSameTag(frame, tag + here, _arena, _nextBlock[block] * BlockSize, FrameHeader.TagSize - here));
    }

    /// <summary>Frees a slot and its blocks.</summary>
    public void Remove(int slot)
    {
        FreeBlocks(slot);
        State[slot] = ItemState.Free;
        DueMs[slot] = Never;
        _generation[slot] = (byte)((_generation[slot] + 1) & 0x7F);
        _count--;
        while (_top > 0 && State[_top - 1] == ItemState.Free)
        {
            _top--;
        }
    }

    /// <summary>Takes the oldest frame that is on the medium out of memory. False when none is.</summary>
    private bool PageOut()
    {
        int tried = -1;
        while (_pages != null)
        {
            int oldest = -1;
            for (int i = 0; i < _top; i++)
            {
                if (State[i] == ItemState.Held && _firstBlock[i] >= 0 && (tried < 0 || IsOlder(tried, i)) && (oldest < 0 || IsOlder(i, oldest)))
                {
                    oldest = i;
                }
            }

            if (oldest < 0)
            {
                return false;
            }

            if (_pages.Holds(Type[oldest], Origin[oldest], Counter[oldest]))
            {
                FreeBlocks(oldest);
                return true;
            }

            tried = oldest;
        }

        return false;
    }

    private bool IsOlder(int slot, int other)
    {
        return ReceivedMs[slot] < ReceivedMs[other] || (ReceivedMs[slot] == ReceivedMs[other] && slot < other);
    }

    private void FreeBlocks(int slot)
    {
        short block = _firstBlock[slot];
        while (block >= 0)
        {
            short next = _nextBlock[block];
            _nextBlock[block] = _freeBlock;
            _freeBlock = block;
            _freeBlocks++;
            block = next;
        }

        _firstBlock[slot] = -1;
    }

    private static bool IsSameTag(byte[] frame, int at, byte[] stored, int storedAt, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (frame[at + i] != stored[storedAt + i])
            {
                return false;
            }
        }

        return true;
    }

    private static int BlocksOf(int length)
    {
        return (length + BlockSize - 1) / BlockSize;
    }
}
