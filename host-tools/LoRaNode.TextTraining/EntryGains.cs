using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// What each entry, and each context without longer ones, saves of the training texts: the difference between coding every
/// symbol with it and without it. An event never counts towards the probability that it is judged by (leaving one out), as
/// otherwise rare contexts would look better than they are on other texts.
/// </summary>
internal sealed class EntryGains
{
    private readonly List<(ContextEntry Entry, int Kind, int Depth)> _search = [];
    private readonly bool[] _ruledOut = new bool[TextAlphabet.MaxSymbols];
    private readonly bool[] _ruledOutLater = new bool[TextAlphabet.MaxSymbols];
    private readonly SymbolTrees _trees;
    private double[] _costsInTree = [];
    private bool _mayEnd;

    private EntryGains(DecisionCounts counts)
    {
        _trees = counts.Trees;
    }

    /// <summary>Measures the gains of all entries and nodes of a tree whose decisions were counted over the events.</summary>
    internal static void Measure(ContextTree tree, TrainingEvents events, DecisionCounts counts)
    {
        var gains = new EntryGains(counts);
        var path = new ContextNode[TrainingEvents.Depth + 1];
        for (int i = 0; i < events.Keys.Length; i++)
        {
            int depth = DecisionCounts.Find(tree, events.Keys[i], path);
            if (depth > 1 && !events.Steering[i])
            {
                double weight = events.Weights[i] / (double)TrainingLine.Once;
                gains._costsInTree = gains._trees.Costs[gains._trees.OfRoot[path[1].Symbol]];
                gains._mayEnd = events.MayEnd[i];
                gains.MeasureNode(path, depth, events.Symbols[i], weight);
                gains.MeasureEntries(path, depth, events.Symbols[i], weight);
            }
        }
    }

    private void StartSearch()
    {
        Array.Clear(_ruledOut);
        _ruledOut[TextAlphabet.End] = !_mayEnd;
    }

    private void MeasureNode(ContextNode[] path, int depth, int symbol, double weight)
    {
        ContextNode node = path[depth];
        if (node.Children.Count == 0)
        {
            double with = CostFrom(path, depth, symbol, weight, wasCounted: true);
            node.Gain += weight * (CostFrom(path, depth - 1, symbol, weight, wasCounted: false) - with);
        }
    }

    private double CostFrom(ContextNode[] path, int depth, int symbol, double weight, bool wasCounted)
    {
        StartSearch();
        double cost = 0;
        int left = ModelFormat.MaxSearchedBytes;
        for (int at = depth; at > 0; at = DecisionCounts.Next(path, at, ref left))
        {
            int kind = at == depth ? 0 : 1;
            int count = DecisionCounts.Searched(path[at], left);
            for (int i = 0; i < count; i++)
            {
                ContextEntry entry = path[at].Entries[i];
                if (!_ruledOut[entry.Symbol])
                {
                    bool isHit = entry.Symbol == symbol;
                    cost += entry.CostWithout(kind, isHit, weight, kind == 1 || wasCounted);
                    if (isHit)
                    {
                        return cost;
                    }

                    _ruledOut[entry.Symbol] = true;
                }
            }
        }

        return cost + _costsInTree[symbol];
    }

    private void MeasureEntries(ContextNode[] path, int depth, int symbol, double weight)
    {
        _search.Clear();
        int left = ModelFormat.MaxSearchedBytes;
        for (int at = depth; at > 0; at = DecisionCounts.Next(path, at, ref left))
        {
            int count = DecisionCounts.Searched(path[at], left);
            for (int i = 0; i < count; i++)
            {
                _search.Add((path[at].Entries[i], at == depth ? 0 : 1, at));
            }
        }

        StartSearch();
        for (int i = 0; i < _search.Count && _search[i].Depth > 1; i++)
        {
            (ContextEntry entry, int kind, _) = _search[i];
            if (_ruledOut[entry.Symbol])
            {
                continue;
            }

            bool isHit = entry.Symbol == symbol;
            double without = isHit ? CostAfter(i, symbol, weight) : CostOfLaterMiss(i, symbol, weight);
            entry.Gain += weight * (without - entry.CostWithout(kind, isHit, weight, isInKind: true));
            if (isHit)
            {
                return;
            }

            _ruledOut[entry.Symbol] = true;
        }
    }

    /// <summary>What the symbol costs when the search goes on after the entry that is it.</summary>
    private double CostAfter(int index, int symbol, double weight)
    {
        Array.Copy(_ruledOut, _ruledOutLater, _ruledOut.Length);
        double cost = 0;
        for (int i = index + 1; i < _search.Count; i++)
        {
            (ContextEntry entry, int kind, _) = _search[i];
            if (!_ruledOutLater[entry.Symbol])
            {
                bool isHit = entry.Symbol == symbol;
                cost += entry.CostWithout(kind, isHit, weight, isInKind: false);
                if (isHit)
                {
                    return cost;
                }

                _ruledOutLater[entry.Symbol] = true;
            }
        }

        return cost + _costsInTree[symbol];
    }

    /// <summary>What it costs to rule the entry's symbol out later, in a shorter context, when the search gets there.</summary>
    private double CostOfLaterMiss(int index, int symbol, double weight)
    {
        int candidate = _search[index].Entry.Symbol;
        for (int i = index + 1; i < _search.Count; i++)
        {
            (ContextEntry entry, int kind, _) = _search[i];
            if (entry.Symbol == symbol)
            {
                return 0;
            }

            if (entry.Symbol == candidate)
            {
                return entry.CostWithout(kind, isHit: false, weight, isInKind: false);
            }
        }

        return 0;
    }
}
