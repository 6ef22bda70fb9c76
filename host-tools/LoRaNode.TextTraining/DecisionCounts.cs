using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// Runs the training texts through a finished tree just as the coder does, and counts each decision: how often the search
/// came to an entry, and how often the entry was the symbol. What earlier entries rule out is taken into account without any formula.
/// <para>
/// An entry was chosen because its symbol came often after its context in these very texts; in others it comes less often. So a part
/// of each entry's hits, <see cref="Discount"/> of an event in all, is counted as if the entry were not there: it goes on to the
/// shorter contexts (absolute discounting, as in Ney, Essen and Kneser, 1994), which so learn also from the cases that longer ones
/// know, and are not misled by seeing only the others.
/// </para>
/// </summary>
internal sealed class DecisionCounts
{
    private const double Discount = 0.5;

    private readonly SymbolTree[] _ofRoots = [.. Enumerable.Range(0, ModelFormat.MaxContextSymbols + 1).Select(_ => new SymbolTree())];
    private readonly SteeringCounts[] _steering = [.. Enumerable.Range(0, ModelFormat.MaxContextSymbols + 1).Select(_ => new SteeringCounts())];
    private readonly bool[] _ruledOut = new bool[TextAlphabet.MaxSymbols];
    private readonly ContextNode[] _path = new ContextNode[TrainingEvents.Depth + 1];

    private DecisionCounts(ContextTree tree, TrainingEvents events)
    {
        foreach (ContextNode root in tree.Roots)
        {
            root.Index();
        }

        Run(tree, events, isFirst: true);
        foreach (ContextNode root in tree.Roots)
        {
            root.StartDiscounted();
        }

        Run(tree, events, isFirst: false);
        Trees = SymbolTrees.Join(_ofRoots);
        Steering = [.. _steering.Select((counts, root) => counts.Code(events.SteersShift[root]))];
    }

    /// <summary>The probabilities of what no list has.</summary>
    internal SymbolTrees Trees { get; }

    /// <summary>For each root, the number that says how likely the symbols that steer are.</summary>
    internal int[] Steering { get; }

    /// <summary>Counts all decisions of the events.</summary>
    internal static DecisionCounts Count(ContextTree tree, TrainingEvents events) => new(tree, events);

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

    /// <summary>
    /// The depth at which the search goes on after a depth: the next shorter one, or the root once so many bytes of entries were seen that
    /// no more may be. <paramref name="left"/> is how many may be.
    /// </summary>
    internal static int Next(ContextNode[] path, int depth, ref int left)
    {
        left -= path[depth].EntryBytes;
        return left <= 0 && depth > 1 ? 1 : depth - 1;
    }

    /// <summary>How many entries of a node are searched when so many bytes of them may be.</summary>
    internal static int Searched(ContextNode node, int left)
    {
        if (node.Depth == 1)
        {
            return ModelFormat.TriedFollowers;
        }

        int count = 0;
        while (count < node.Entries.Count && left > 0)
        {
            left -= node.Entries[count].Size;
            count++;
        }

        return count;
    }

    private void Run(ContextTree tree, TrainingEvents events, bool isFirst)
    {
        for (int i = 0; i < events.Keys.Length; i++)
        {
            int depth = Find(tree, events.Keys[i], _path);
            double weight = events.Weights[i] / (double)TrainingLine.Once;
            if (isFirst)
            {
                _steering[_path[1].Symbol].Add(events.Symbols[i], events.Steering[i], weight);
            }

            if (events.Steering[i])
            {
                continue;
            }

            Array.Clear(_ruledOut);
            _ruledOut[TextAlphabet.End] = !events.MayEnd[i];
            Search(depth, events.Symbols[i], weight, isFirst);
        }
    }

    private void Search(int depth, int symbol, double weight, bool isFirst)
    {
        int longest = depth;
        int left = ModelFormat.MaxSearchedBytes;
        double rest = weight;
        for (; depth > 0; depth = Next(_path, depth, ref left))
        {
            int kind = depth == longest ? 0 : 1;
            int count = Searched(_path[depth], left);
            for (int i = 0; i < count; i++)
            {
                ContextEntry entry = _path[depth].Entries[i];
                if (_ruledOut[entry.Symbol])
                {
                    continue;
                }

                entry.Tries[kind] += rest;
                if (entry.Symbol == symbol)
                {
                    double passedOn = isFirst || depth == 1 ? 0 : rest * Math.Min(1, Discount * weight / entry.AllHits);
                    entry.Hits[kind] += rest - passedOn;
                    rest = passedOn;
                    if (rest <= 0)
                    {
                        return;
                    }
                }

                _ruledOut[entry.Symbol] = true;
            }
        }

        if (!isFirst)
        {
            _ofRoots[_path[1].Symbol].Add(symbol, rest);
        }
    }
}
