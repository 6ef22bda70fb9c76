namespace LoRaNode.Core.Primitives;

/// <summary>
/// Small repeatable generator (xorshift32, Marsaglia 2003, "Xorshift RNGs", triple 13, 17, 5) for jitter and back-off.
/// Never for keys or nonces. The device's own <c>Random</c> cannot be seeded, and runs must repeat.
/// </summary>
public sealed class RandomSource
{
    private uint _state;

    /// <summary>Creates a generator; the same seed gives the same sequence.</summary>
    public RandomSource(uint seed)
    {
        // Consecutive seeds (node 1, node 2, …) must not give similar sequences: spread them (Murmur3 finaliser).
        seed ^= seed >> 16;
        seed *= 0x85EBCA6B;
        seed ^= seed >> 13;
        seed *= 0xC2B2AE35;
        seed ^= seed >> 16;
        _state = seed == 0 ? 0x9E3779B9 : seed;
    }

    /// <summary>The next 32 bits.</summary>
    public uint NextUInt32()
    {
        uint x = _state;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        _state = x;
        return x;
    }

    /// <summary>A number from 0 to <paramref name="exclusiveMax"/> - 1; 0 when the bound is below 2.</summary>
    public int Next(int exclusiveMax)
    {
        return exclusiveMax < 2 ? 0 : (int)(((ulong)NextUInt32() * (uint)exclusiveMax) >> 32);
    }
}
