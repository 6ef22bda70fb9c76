using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// Chooses the probabilities of <see cref="ProbabilityBooks"/> for the decisions of several trees together: sixteen pairs for each
/// class, so that the texts grow least (Lloyd's algorithm under the divergence of binary decisions).
/// </summary>
internal sealed class CodeBookFitting
{
    private const int Kinds = 2;
    private const int Rounds = 60;

    private readonly ContextEntry[] _entries;
    private readonly double[][] _centres = [new double[ProbabilityBooks.BookSize], new double[ProbabilityBooks.BookSize]];

    private CodeBookFitting(ContextEntry[] entries)
    {
        _entries = entries;
        double[] sorted = [.. entries.Select(entry => entry.Probability()).Order()];
        for (int code = 0; code < ProbabilityBooks.BookSize; code++)
        {
            double share = (code + 0.5) / ProbabilityBooks.BookSize;
            _centres[0][code] = sorted.Length == 0 ? share : sorted[(int)(share * sorted.Length)];
            _centres[1][code] = _centres[0][code];
        }
    }

    /// <summary>The probabilities in 1/4096, in the order of <see cref="ProbabilityBooks"/>.</summary>
    internal static ushort[] Fit(IReadOnlyList<ContextTree> trees)
    {
        ushort[] values = new ushort[Kinds * ProbabilityBooks.Escaped];
        ILookup<int, List<ContextEntry>> classes = trees.SelectMany(CodeBook.Classes).ToLookup(pair => pair.Key, pair => pair.Value);
        for (int book = 0; book < ProbabilityBooks.Escaped; book += ProbabilityBooks.BookSize)
        {
            var fitting = new CodeBookFitting([.. classes[book].SelectMany(entries => entries)]);
            for (int round = 0; round < Rounds; round++)
            {
                fitting.Improve();
            }

            for (int kind = 0; kind < Kinds; kind++)
            {
                for (int code = 0; code < ProbabilityBooks.BookSize; code++)
                {
                    double rounded = Math.Round(fitting._centres[kind][code] * 4096);
                    values[book + (kind * ProbabilityBooks.Escaped) + code] = (ushort)Math.Clamp(rounded, 1, 4095);
                }
            }
        }

        return values;
    }

    private void Improve()
    {
        double[][][] logarithms = CodeBook.Logarithms(_centres);
        double[][] sums = [new double[ProbabilityBooks.BookSize], new double[ProbabilityBooks.BookSize]];
        double[][] weights = [new double[ProbabilityBooks.BookSize], new double[ProbabilityBooks.BookSize]];
        foreach (ContextEntry entry in _entries)
        {
            int code = CodeBook.Closest(entry, logarithms);
            for (int kind = 0; kind < Kinds; kind++)
            {
                sums[kind][code] += entry.Weight(kind) * entry.Probability(kind);
                weights[kind][code] += entry.Weight(kind);
            }
        }

        for (int kind = 0; kind < Kinds; kind++)
        {
            for (int code = 0; code < ProbabilityBooks.BookSize; code++)
            {
                _centres[kind][code] = weights[kind][code] > 0 ? sums[kind][code] / weights[kind][code] : _centres[kind][code];
            }
        }
    }
}
