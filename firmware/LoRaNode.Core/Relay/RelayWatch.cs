using System;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Items that this node has sent lately, and the backbone nodes that only it served and that should be heard passing them on:
/// the implicit acknowledgement of a flood. A handful at a time; older ones make room.
/// </summary>
internal sealed class RelayWatch
{
    public const int Capacity = 8;

    /// <summary>Slot of the store, or -1.</summary>
    public readonly short[] Slot = new short[Capacity];
    public readonly long[] DueMs = new long[Capacity];
    public readonly byte[] Tries = new byte[Capacity];

    /// <summary>End of the transmission.</summary>
    public readonly long[] SentMs = new long[Capacity];

    /// <summary>True until the channel was looked at.</summary>
    public readonly bool[] Look = new bool[Capacity];

    /// <summary>True when something was on the air that could not be read.</summary>
    public readonly bool[] Noise = new bool[Capacity];

    /// <summary>When that was, if it may yet be read.</summary>
    public readonly long[] NoiseMs = new long[Capacity];

    /// <summary>True when another relay was read while it was waited for: one that sends at the same time would have been drowned.</summary>
    public readonly bool[] Drowned = new bool[Capacity];

    /// <summary>True when one of the expected is enough.</summary>
    public readonly bool[] Any = new bool[Capacity];

    /// <summary>Who has not been heard yet: one <see cref="NodeSet"/> for each entry.</summary>
    public readonly uint[] Expected = new uint[Capacity * NodeSet.Words];

    public RelayWatch()
    {
        Clear();
    }

    /// <summary>When the next entry is due.</summary>
    public long NextDueMs
    {
        get
        {
            long due = long.MaxValue;
            for (int i = 0; i < Capacity; i++)
            {
                if (Slot[i] >= 0 && DueMs[i] < due)
                {
                    due = DueMs[i];
                }
            }

            return due;
        }
    }

    /// <summary>Entry of a slot, or -1.</summary>
    public int Find(int slot)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (Slot[i] == slot)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Begins to watch a slot; the set is copied. Replaces what is due first when all entries are taken.</summary>
    public void Add(int slot, uint[] expected, bool any, long dueMs, long nowMs)
    {
        int entry = Find(slot);
        for (int i = 0; i < Capacity && entry < 0; i++)
        {
            entry = Slot[i] < 0 ? i : -1;
        }

        if (entry < 0)
        {
            entry = 0;
            for (int i = 1; i < Capacity; i++)
            {
                entry = DueMs[i] < DueMs[entry] ? i : entry;
            }
        }

        Slot[entry] = (short)slot;
        DueMs[entry] = dueMs;
        Tries[entry] = 0;
        Any[entry] = any;
        Look[entry] = true;
        SentMs[entry] = nowMs;
        Noise[entry] = false;
        Drowned[entry] = false;
        NodeSet.Copy(expected, 0, Expected, entry * NodeSet.Words);
    }

    public void Remove(int entry)
    {
        Slot[entry] = -1;
    }

    public void Clear()
    {
        for (int i = 0; i < Capacity; i++)
        {
            Slot[i] = -1;
        }
    }
}
