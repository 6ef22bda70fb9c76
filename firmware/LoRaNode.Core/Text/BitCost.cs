namespace LoRaNode.Core.Text;

/// <summary>The information in an event of known probability, in integers.</summary>
internal static class BitCost
{
    /// <summary>-log2(<paramref name="probability"/> / 4096) in 1/256 bit, for 1 to 4096; within 1/80 bit.</summary>
    internal static int Of(int probability)
    {
        int cost = 0;
        while (probability < 4096)
        {
            probability <<= 1;
            cost += SymbolCoder.CostPerBit;
        }

        // log2(1 + x) is about x + 0.343 x (1 - x), with x in 1/4096 here.
        int x = probability - 4096;
        int log = x + (((x * (4096 - x)) >> 12) * 88 >> 8);
        return cost - (log >> 4);
    }
}
