using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// Runs the training texts through a finished tree just as the coder does, and counts each decision: how often the search
/// came to an entry, and how often the entry was the symbol. So a short context learns from the cases that longer ones leave
/// to it, and what earlier entries rule out is taken into account without any formula.
/// </summary>
internal sealed class DecisionCounts
{
    private readonly double[] _tries = new double[TextAlphabet.MaxSymbols];
    private readonly double[] _hits = new double[TextAlphabet.MaxSymbols];

    /// <summary>Counts all decisions of the events.</summary>
    internal static DecisionCounts Count(ContextTree tree, TrainingEvents events)
    {
        var counts = new DecisionCounts();
        foreach (ContextNode root in tree.Roots)
        {
            root.Index();
        }

        var path = new ContextNode[TrainingEvents.Depth + 1];
        bool[] ruledOut = new bool[TextAlphabet.MaxSymbols];
        for (int i = 0; i < events.Keys.Length; i++)
        {
            double weight = events.Weights[i] / (double)TrainingLine.Once;
            int depth = Find(tree, events.Keys[i], path);
            Array.Clear(ruledOut);
            counts.Search(path, depth, events.Symbols[i], weight, ruledOut);
        }

        return counts;
    }

    /// <summary>The probability in 1/4096 of a zero at each node of the tree of symbols without context.</summary>
    internal ushort[] Tree()
    {
        ushort[] tree = new ushort[TextAlphabet.MaxSymbols];
        for (int node = 1; node < tree.Length; node++)
        {
            double zero = (_hits[node] + 0.4) / (_tries[node] + 0.8);
            tree[node] = (ushort)Math.Clamp(Math.Round(zero * 4096), 32, 4096 - 32);
        }

        return tree;
    }

    /// <summary>Follows a history to the longest context known. Returns its length.</summary>
    internal static int Find(ContextTree tree, ulong key, ContextNode[] path)
    {
        int depth = 1;
        path[1] = tree.Roots[Math.Min(TrainingEvents.At(key, 0), ModelFormat.MaxContextSymbols)];
        while (depth < TrainingEvents.Depth && path[depth].BySymbol?[TrainingEvents.At(key, depth)] is ContextNode child)
        {
            depth++;
            path[depth] = child;
        }

        return depth;
    }

    /// <summary>The depth at which the search goes on after a depth: the next shorter one, or the root once enough was seen.</summary>
    internal static int Next(ContextNode[] path, int depth, ref int scanned)
    {
        scanned += path[depth].EntryBytes;
        return scanned >= ModelFormat.EnoughBytes && depth > 1 ? 1 : depth - 1;
    }

    private void Search(ContextNode[] path, int depth, int symbol, double weight, bool[] ruledOut)
    {
        int longest = depth;
        int scanned = 0;
        for (; depth > 0; depth = Next(path, depth, ref scanned))
        {
            int kind = depth == longest ? 0 : 1;
            foreach (ContextEntry entry in path[depth].Entries)
            {
                if (ruledOut[entry.Symbol])
                {
                    continue;
                }

                entry.Tries[kind] += weight;
                if (entry.Symbol == symbol)
                {
                    entry.Hits[kind] += weight;
                    return;
                }

                ruledOut[entry.Symbol] = true;
            }
        }

        int node = 1;
        for (int bit = TextAlphabet.MaxSymbols >> 1; bit > 0; bit >>= 1)
        {
            bool isZero = (symbol & bit) == 0;
            _tries[node] += weight;
            _hits[node] += isZero ? weight : 0;
            node = (node << 1) | (isZero ? 0 : 1);
        }
    }
}
