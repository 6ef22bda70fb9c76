namespace LoRaNode.TextTraining;

/// <summary>
/// Sixteen probabilities that stand for all those of a class of decisions, chosen so that the texts grow least (Lloyd's
/// algorithm under the divergence of a binary decision).
/// </summary>
internal static class CodeBook
{
    internal const int Size = 16;
    private const int Rounds = 30;

    /// <summary>Chooses the book for a class and gives each entry its code.</summary>
    internal static ushort[] Fit(IReadOnlyList<ContextEntry> entries, double priorStrength)
    {
        double[] values = [.. entries.Select(entry => entry.Probability(priorStrength))];
        double[] sorted = [.. values];
        Array.Sort(sorted);
        double[] centres = new double[Size];
        for (int i = 0; i < Size; i++)
        {
            centres[i] = sorted.Length == 0 ? (i + 1) / 18.0 : sorted[(int)((i + 0.5) / Size * sorted.Length)];
        }

        for (int round = 0; round < Rounds; round++)
        {
            double[] sums = new double[Size];
            double[] weights = new double[Size];
            for (int i = 0; i < values.Length; i++)
            {
                int best = Closest(centres, values[i]);
                double weight = entries[i].Tries + priorStrength;
                sums[best] += weight * values[i];
                weights[best] += weight;
            }

            for (int k = 0; k < Size; k++)
            {
                centres[k] = weights[k] > 0 ? sums[k] / weights[k] : centres[k];
            }
        }

        ushort[] book = [.. centres.Select(c => (ushort)Math.Clamp(Math.Round(c * 4096), 1, 4095))];
        for (int i = 0; i < values.Length; i++)
        {
            entries[i].Code = Closest([.. book.Select(b => b / 4096.0)], values[i]);
        }

        return book;
    }

    private static int Closest(double[] centres, double value)
    {
        int best = 0;
        double least = double.MaxValue;
        for (int k = 0; k < centres.Length; k++)
        {
            double cost = -(value * Math.Log(centres[k])) - ((1 - value) * Math.Log(1 - centres[k]));
            if (cost < least)
            {
                least = cost;
                best = k;
            }
        }

        return best;
    }
}
