using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// Gives each decision of a tree its code: of the sixteen pairs of probabilities of its class (<see cref="ProbabilityBooks"/>), the one
/// with which the texts grow least. The first of a pair is for searches that begin in the entry's context, the second for
/// those that come from longer ones.
/// </summary>
internal static class CodeBook
{
    private const int Kinds = 2;

    /// <summary>The decisions of a tree by the first index of their class.</summary>
    internal static Dictionary<int, List<ContextEntry>> Classes(ContextTree tree)
    {
        Dictionary<int, List<ContextEntry>> classes = [];
        foreach (ContextNode root in tree.Roots)
        {
            Collect(root, classes);
        }

        return classes;
    }

    /// <summary>Chooses the codes of all decisions of a tree.</summary>
    internal static void Encode(ContextTree tree)
    {
        foreach ((int book, List<ContextEntry> entries) in Classes(tree))
        {
            double[][] centres = [.. Enumerable.Range(0, Kinds).Select(kind => Enumerable.Range(0, ProbabilityBooks.BookSize)
                .Select(code => ProbabilityBooks.Probability(book + (kind * ProbabilityBooks.Escaped) + code) / 4096.0).ToArray())];
            double[][][] logarithms = Logarithms(centres);
            foreach (ContextEntry entry in entries)
            {
                entry.Code = Closest(entry, logarithms);
            }
        }
    }

    /// <summary>The natural logarithms of probabilities and of what they leave.</summary>
    internal static double[][][] Logarithms(double[][] centres)
    {
        return [.. centres.Select(kind => new[] { kind.Select(p => Math.Log(p)).ToArray(), [.. kind.Select(p => Math.Log(1 - p))] })];
    }

    /// <summary>The code with which the texts grow least.</summary>
    internal static int Closest(ContextEntry entry, double[][][] logarithms)
    {
        int best = 0;
        double least = double.MaxValue;
        for (int code = 0; code < ProbabilityBooks.BookSize; code++)
        {
            double cost = 0;
            for (int kind = 0; kind < Kinds; kind++)
            {
                double value = entry.Probability(kind);
                cost -= entry.Weight(kind) * ((value * logarithms[kind][0][code]) + ((1 - value) * logarithms[kind][1][code]));
            }

            if (cost < least)
            {
                least = cost;
                best = code;
            }
        }

        return best;
    }

    private static void Collect(ContextNode node, Dictionary<int, List<ContextEntry>> classes)
    {
        int count = node.Depth == 1 ? ModelFormat.TriedFollowers : node.Entries.Count;
        for (int place = 0; place < count; place++)
        {
            int book = node.Depth == 1
                ? ProbabilityBooks.OfFollower(place)
                : ProbabilityBooks.OfDepth(node.Depth) + (Math.Min(place, 2) * ProbabilityBooks.BookSize);
            if (!classes.TryGetValue(book, out List<ContextEntry>? entries))
            {
                entries = classes[book] = [];
            }

            entries.Add(node.Entries[place]);
        }

        foreach (ContextNode child in node.Children)
        {
            Collect(child, classes);
        }
    }
}
