using System;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Items that this node has sent lately, whom it expects to pass them on (the implicit acknowledgement of a flood), and who may have
/// missed them. A handful at a time; older ones make room.
/// </summary>
internal sealed class RelayWatch
{
    public const int Capacity = 8;

    /// <summary>A time that never comes.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Slot of the store, or -1.</summary>
    public readonly short[] Slot = new short[Capacity];

    /// <summary>When to look at the channel, or to send again; <see cref="Never"/> when nobody is expected.</summary>
    public readonly long[] DueMs = new long[Capacity];

    /// <summary>When to ask who lacks the item; <see cref="Never"/> when nobody is at risk.</summary>
    public readonly long[] HintMs = new long[Capacity];

    /// <summary>End of the transmission.</summary>
    public readonly long[] SentMs = new long[Capacity];

    /// <summary>How many others tell before this node does.</summary>
    public readonly byte[] Turn = new byte[Capacity];

    /// <summary>Repetitions so far.</summary>
    public readonly byte[] Tries = new byte[Capacity];

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

    /// <summary>Who has not been heard passing the item on: one <see cref="NodeSet"/> for each entry.</summary>
    public readonly uint[] Expected = new uint[Capacity * NodeSet.Words];

    /// <summary>Who was served by this node's transmission only, as far as was heard, and may have lost it to a relay out of hearing.</summary>
    public readonly uint[] Risk = new uint[Capacity * NodeSet.Words];

    public RelayWatch()
    {
        Clear();
    }

    /// <summary>When the next entry is due.</summary>
    public long NextDueMs
    {
        get
        {
            long due = Never;
            for (int i = 0; i < Capacity; i++)
            {
                if (Slot[i] >= 0)
                {
                    due = DueMs[i] < due ? DueMs[i] : due;
                    due = HintMs[i] < due ? HintMs[i] : due;
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

    /// <summary>Begins to watch a slot, with empty sets. Replaces what was sent first when all entries are taken.</summary>
    public int Add(int slot, long nowMs)
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
                entry = SentMs[i] < SentMs[entry] ? i : entry;
            }
        }

        Slot[entry] = (short)slot;
        DueMs[entry] = Never;
        HintMs[entry] = Never;
        SentMs[entry] = nowMs;
        Tries[entry] = 0;
        Look[entry] = true;
        Noise[entry] = false;
        Drowned[entry] = false;
        Any[entry] = false;
        NodeSet.Clear(Expected, entry * NodeSet.Words);
        NodeSet.Clear(Risk, entry * NodeSet.Words);
        return entry;
    }

    /// <summary>Nobody is expected any more.</summary>
    public void EndExpecting(int entry)
    {
        DueMs[entry] = Never;
        NodeSet.Clear(Expected, entry * NodeSet.Words);
        RemoveIdle(entry);
    }

    /// <summary>Nobody is at risk any more.</summary>
    public void EndRisk(int entry)
    {
        HintMs[entry] = Never;
        NodeSet.Clear(Risk, entry * NodeSet.Words);
        RemoveIdle(entry);
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

    private void RemoveIdle(int entry)
    {
        if (DueMs[entry] == Never && HintMs[entry] == Never)
        {
            Slot[entry] = -1;
        }
    }
}
