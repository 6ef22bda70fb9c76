namespace LoRaNode.TextTraining;

/// <summary>
/// Sixteen pairs of probabilities that stand for all those of a class of decisions, chosen so that the texts grow least
/// (Lloyd's algorithm under the divergence of binary decisions). The first of a pair is for searches that begin in the
/// entry's context, the second for those that come from longer ones.
/// </summary>
internal static class CodeBook
{
    internal const int Size = 16;
    private const int Rounds = 30;

    /// <summary>Chooses the book for a class and gives each entry its code. Returns the probabilities in 1/4096, by kind of search.</summary>
    internal static ushort[][] Fit(IReadOnlyList<ContextEntry> entries)
    {
        double[][] values = [[.. entries.Select(entry => entry.Probability(0))], [.. entries.Select(entry => entry.Probability(1))]];
        double[][] weights = [[.. entries.Select(entry => entry.Weight(0))], [.. entries.Select(entry => entry.Weight(1))]];
        double[] sorted = [.. entries.Select(entry => entry.Probability())];
        Array.Sort(sorted);
        double[][] centres = [new double[Size], new double[Size]];
        for (int k = 0; k < Size; k++)
        {
            centres[0][k] = sorted.Length == 0 ? (k + 1) / 18.0 : sorted[(int)((k + 0.5) / Size * sorted.Length)];
            centres[1][k] = centres[0][k];
        }

        for (int round = 0; round < Rounds; round++)
        {
            Improve(values, weights, centres);
        }

        ushort[][] book = [Rounded(centres[0]), Rounded(centres[1])];
        double[][] final = [[.. book[0].Select(p => p / 4096.0)], [.. book[1].Select(p => p / 4096.0)]];
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i].Code = Closest(values, weights, Logarithms(final), i);
        }

        return book;
    }

    private static void Improve(double[][] values, double[][] weights, double[][] centres)
    {
        double[][][] logarithms = Logarithms(centres);
        double[][] sums = [new double[Size], new double[Size]];
        double[][] totals = [new double[Size], new double[Size]];
        for (int i = 0; i < values[0].Length; i++)
        {
            int best = Closest(values, weights, logarithms, i);
            for (int kind = 0; kind < 2; kind++)
            {
                sums[kind][best] += weights[kind][i] * values[kind][i];
                totals[kind][best] += weights[kind][i];
            }
        }

        for (int kind = 0; kind < 2; kind++)
        {
            for (int k = 0; k < Size; k++)
            {
                centres[kind][k] = totals[kind][k] > 0 ? sums[kind][k] / totals[kind][k] : centres[kind][k];
            }
        }
    }

    private static double[][][] Logarithms(double[][] centres)
    {
        return [.. centres.Select(kind => new[] { kind.Select(p => Math.Log(p)).ToArray(), [.. kind.Select(p => Math.Log(1 - p))] })];
    }

    private static ushort[] Rounded(double[] centres)
    {
        return [.. centres.Select(p => (ushort)Math.Clamp(Math.Round(p * 4096), 1, 4095))];
    }

    private static int Closest(double[][] values, double[][] weights, double[][][] logarithms, int entry)
    {
        int best = 0;
        double least = double.MaxValue;
        for (int k = 0; k < Size; k++)
        {
            double cost = 0;
            for (int kind = 0; kind < 2; kind++)
            {
                double value = values[kind][entry];
                cost -= weights[kind][entry] * ((value * logarithms[kind][0][k]) + ((1 - value) * logarithms[kind][1][k]));
            }

            if (cost < least)
            {
                least = cost;
                best = k;
            }
        }

        return best;
    }
}
