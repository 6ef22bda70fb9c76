namespace LoRaNode.VirtualRadio.Links;

/// <summary>
/// Chance that does not depend on the order of questions: a number for each (seed, frame, receiver, purpose), by the finaliser of
/// SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"). So a run repeats exactly, and adding
/// a node far away changes nothing here.
/// </summary>
public static class LinkDraw
{
    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public static double Uniform(uint seed, long frame, int receiver, int purpose)
    {
        return (Bits(seed, frame, receiver, purpose) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number of the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public static double Normal(uint seed, long frame, int receiver, int purpose)
    {
        double u = 1 - Uniform(seed, frame, receiver, purpose);
        double v = Uniform(seed ^ 0x5BF03635, frame, receiver, purpose);
        return Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v);
    }

    /// <summary>64 well mixed bits.</summary>
    public static ulong Bits(uint seed, long frame, int receiver, int purpose)
    {
        ulong x = Mix(seed + 0x9E3779B97F4A7C15);
        x = Mix(x + (ulong)frame);
        return Mix(x + ((ulong)(uint)receiver << 32) + (uint)purpose);
    }

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
