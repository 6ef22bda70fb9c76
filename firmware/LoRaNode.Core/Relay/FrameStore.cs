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
/// little; nothing is allocated after construction.
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
    public readonly long[] ExpiresMs;

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

    private readonly byte[] _generation;
    private readonly short[] _firstBlock;
    private readonly byte[] _arena;
    private readonly short[] _nextBlock;
    private short _freeBlock;
    private int _freeBlocks;
    private int _count;

    public FrameStore(int slots, int bytes)
    {
        State = new ItemState[slots];
        Type = new FrameType[slots];
        Origin = new ushort[slots];
        Counter = new uint[slots];
        Length = new byte[slots];
        FragmentIndex = new byte[slots];
        FragmentCount = new byte[slots];
        ReceivedMs = new long[slots];
        ExpiresMs = new long[slots];
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

    /// <summary>Slots, free ones included.</summary>
    public int Slots
    {
        get { return State.Length; }
    }

    /// <summary>Slots in use.</summary>
    public int Count
    {
        get { return _count; }
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
        for (int i = 0; i < Counter.Length; i++)
        {
            if (Counter[i] == counter && Origin[i] == origin && Type[i] == type && State[i] != ItemState.Free)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True when a frame of this length fits without evicting anything.</summary>
    public bool HasRoom(int length)
    {
        return _count < State.Length && BlocksOf(length) <= _freeBlocks;
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
        State[slot] = state;
        Type[slot] = FrameHeader.Type(frame);
        Origin[slot] = FrameHeader.Origin(frame);
        Counter[slot] = FrameHeader.Counter(frame);
        Length[slot] = (byte)length;
        FragmentIndex[slot] = 0;
        FragmentCount[slot] = 1;
        ReceivedMs[slot] = nowMs;
        ExpiresMs[slot] = expiresMs;
        DueMs[slot] = Never;
        HopsLeft[slot] = (byte)FrameHeader.HopsLeft(frame);
        Copies[slot] = 0;
        Sent[slot] = 0;
        Flags[slot] = 0;
        NodeSet.Clear(Covered, slot * NodeSet.Words);
        return slot;
    }

    /// <summary>Copies a stored frame into <paramref name="target"/>. Returns its length.</summary>
    public int Copy(int slot, byte[] target)
    {
        int length = Length[slot];
        short block = _firstBlock[slot];
        for (int at = 0; at < length; at += BlockSize)
        {
            Array.Copy(_arena, block * BlockSize, target, at, Math.Min(BlockSize, length - at));
            block = _nextBlock[block];
        }

        return length;
    }

    /// <summary>True when a received copy is the stored frame, byte for byte but for what relays change (bytes 1 to 3): a forged copy must not count as a relay heard.</summary>
    public bool IsSame(int slot, byte[] frame, int length)
    {
        if (length != Length[slot] || frame[0] != _arena[_firstBlock[slot] * BlockSize])
        {
            return false;
        }

        // The tag authenticates the rest; comparing it is comparing all.
        short block = _firstBlock[slot];
        int tag = length - FrameHeader.TagSize;
        int start = 0;
        while (start + BlockSize <= tag)
        {
            start += BlockSize;
            block = _nextBlock[block];
        }

        for (int at = tag; at < length; at++)
        {
            if (at - start == BlockSize)
            {
                start += BlockSize;
                block = _nextBlock[block];
            }

            if (frame[at] != _arena[(block * BlockSize) + at - start])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Epoch bits of a stored frame.</summary>
    public int EpochLow(int slot)
    {
        return _arena[_firstBlock[slot] * BlockSize] & 7;
    }

    /// <summary>Frees a slot and its blocks.</summary>
    public void Remove(int slot)
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
        State[slot] = ItemState.Free;
        DueMs[slot] = Never;
        _generation[slot] = (byte)((_generation[slot] + 1) & 0x7F);
        _count--;
    }

    private static int BlocksOf(int length)
    {
        return (length + BlockSize - 1) / BlockSize;
    }
}
