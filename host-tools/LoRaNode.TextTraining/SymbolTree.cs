using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// How often symbols came that no list had, after one symbol or several: as the decisions of a tree with a level for each bit of a
/// symbol, the highest first (<see cref="ModelFormat"/>).
/// </summary>
internal sealed class SymbolTree
{
    private const double PriorStrength = 10;
    private const double Least = 0.4;

    private readonly double[] _tries = new double[ModelFormat.TreeSize];
    private readonly double[] _zeros = new double[ModelFormat.TreeSize];

    /// <summary>Counts a symbol.</summary>
    internal void Add(int symbol, double weight)
    {
        int node = 1;
        for (int bit = TextAlphabet.MaxSymbols >> 1; bit > 0; bit >>= 1)
        {
            bool isZero = (symbol & bit) == 0;
            _tries[node] += weight;
            _zeros[node] += isZero ? weight : 0;
            node = (node << 1) | (isZero ? 0 : 1);
        }
    }

    /// <summary>Counts all that another tree has counted.</summary>
    internal void Add(SymbolTree other)
    {
        for (int node = 1; node < _tries.Length; node++)
        {
            _tries[node] += other._tries[node];
            _zeros[node] += other._zeros[node];
        }
    }

    /// <summary>The bytes of the tree in a model, smoothed with a tree of all symbols.</summary>
    internal byte[] Codes(SymbolTree all)
    {
        byte[] codes = new byte[ModelFormat.TreeSize];
        for (int node = 1; node < codes.Length; node++)
        {
            double prior = (all._zeros[node] + Least) / (all._tries[node] + (2 * Least));
            double zero = (_zeros[node] + (PriorStrength * prior)) / (_tries[node] + PriorStrength);
            codes[node] = (byte)Math.Clamp(Math.Round(zero * 256), 1, 255);
        }

        return codes;
    }

    /// <summary>The bits that its symbols take, when the tree is made for them.</summary>
    internal double Bits()
    {
        double bits = 0;
        for (int node = 1; node < _tries.Length; node++)
        {
            bits += Bits(_zeros[node], _tries[node]);
        }

        return bits;
    }

    /// <summary>The bits that its symbols and those of another take, when one tree is made for both.</summary>
    internal double BitsWith(SymbolTree other)
    {
        double bits = 0;
        for (int node = 1; node < _tries.Length; node++)
        {
            bits += Bits(_zeros[node] + other._zeros[node], _tries[node] + other._tries[node]);
        }

        return bits;
    }

    /// <summary>The bits that each symbol takes with the bytes of a tree.</summary>
    internal static double[] Costs(byte[] codes)
    {
        double[] costs = new double[TextAlphabet.MaxSymbols];
        for (int symbol = 0; symbol < costs.Length; symbol++)
        {
            int node = 1;
            for (int bit = TextAlphabet.MaxSymbols >> 1; bit > 0; bit >>= 1)
            {
                bool isZero = (symbol & bit) == 0;
                double zero = codes[node] / 256.0;
                costs[symbol] -= Math.Log2(isZero ? zero : 1 - zero);
                node = (node << 1) | (isZero ? 0 : 1);
            }
        }

        return costs;
    }

    private static double Bits(double zeros, double tries)
    {
        if (tries <= 0)
        {
            return 0;
        }

        double zero = (zeros + Least) / (tries + (2 * Least));
        return -(zeros * Math.Log2(zero)) - ((tries - zeros) * Math.Log2(1 - zero));
    }
}
