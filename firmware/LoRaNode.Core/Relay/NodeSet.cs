using System;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Sets of known nodes: 128 bits as four words somewhere in a larger array, one bit for each index of
/// <see cref="KnownNodes"/>. A set is named by the array and the number of its first word.
/// </summary>
internal static class NodeSet
{
    /// <summary>Words of one set.</summary>
    public const int Words = KnownNodes.Capacity / 32;

    public static bool Has(uint[] sets, int at, int index)
    {
        return (sets[at + (index >> 5)] & (1u << (index & 31))) != 0;
    }

    public static void Add(uint[] sets, int at, int index)
    {
        sets[at + (index >> 5)] |= 1u << (index & 31);
    }

    public static void Remove(uint[] sets, int at, int index)
    {
        sets[at + (index >> 5)] &= ~(1u << (index & 31));
    }

    public static void Clear(uint[] sets, int at)
    {
        Array.Clear(sets, at, Words);
    }

    public static void Copy(uint[] from, int fromAt, uint[] to, int toAt)
    {
        Array.Copy(from, fromAt, to, toAt, Words);
    }

    public static void AddAll(uint[] sets, int at, uint[] others, int othersAt)
    {
        for (int i = 0; i < Words; i++)
        {
            sets[at + i] |= others[othersAt + i];
        }
    }

    /// <summary>Size of a set without the members of another.</summary>
    public static int CountWithout(uint[] sets, int at, uint[] others, int othersAt)
    {
        int count = 0;
        for (int i = 0; i < Words; i++)
        {
            uint word = sets[at + i] & ~others[othersAt + i];
            if (word != 0)
            {
                count += BitCount(word);
            }
        }

        return count;
    }

    public static int Count(uint[] sets, int at)
    {
        int count = 0;
        for (int i = 0; i < Words; i++)
        {
            if (sets[at + i] != 0)
            {
                count += BitCount(sets[at + i]);
            }
        }

        return count;
    }

    public static bool IsEmpty(uint[] sets, int at)
    {
        for (int i = 0; i < Words; i++)
        {
            if (sets[at + i] != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the two sets share a member.</summary>
    public static bool Meets(uint[] sets, int at, uint[] others, int othersAt)
    {
        for (int i = 0; i < Words; i++)
        {
            if ((sets[at + i] & others[othersAt + i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Number of bits that are set (Warren, Hacker's Delight, 2nd ed., figure 5-2).</summary>
    public static int BitCount(uint word)
    {
        word -= (word >> 1) & 0x55555555;
        word = (word & 0x33333333) + ((word >> 2) & 0x33333333);
        word = (word + (word >> 4)) & 0x0F0F0F0F;
        return (int)((word * 0x01010101) >> 24);
    }
}
