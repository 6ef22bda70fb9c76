using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// The contexts worth their bytes. All contexts of the training texts are visited, shortest first; a list entry is
/// kept when it saves more bits of the training texts than its bytes cost at the price given, and a context when its entries
/// and its longer contexts together do (after Stolcke, Entropy-based pruning of backoff language models, 1998; here by the
/// byte, and with the escape of the shorter contexts taken into account).
/// </summary>
internal sealed class ContextTree
{
    private const int MaxPairEntries = 12;
    private const int MaxDeepEntries = 8;
    private const int MinEvents = 3;

    // The first letter of a message comes together with the message's head and a shift, and most letters are about as likely.
    private const int MaxFirstEntries = 6;

    // A capital takes more to decode than other letters: so what comes before it is looked at less far back.
    private const int MaxCapitalDepth = 5;
    private const double Discount = 0.75;

    private readonly TrainingEvents _events;
    private readonly double _price;
    private readonly double[][] _probabilities = new double[TrainingEvents.Depth + 1][];
    private readonly double[][] _counts = new double[TrainingEvents.Depth + 1][];

    private ContextTree(TrainingEvents events, double price)
    {
        _events = events;
        _price = price;
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] = new double[TextAlphabet.MaxSymbols];
            _probabilities[i] = new double[TextAlphabet.MaxSymbols];
        }
    }

    /// <summary>The nodes of one symbol of context; the last is of all symbols that have none of their own.</summary>
    internal ContextNode[] Roots { get; } = new ContextNode[ModelFormat.MaxContextSymbols + 1];

    /// <summary>Builds the tree at a price in bits per byte.</summary>
    internal static ContextTree Build(TrainingEvents events, double price)
    {
        var tree = new ContextTree(events, price);
        tree.BuildRoots();
        return tree;
    }

    private void BuildRoots()
    {
        int length = _events.Keys.Length;
        CountSymbols(0, length, 0, out double total, out _);
        double[] zero = _probabilities[0];
        for (int s = 0; s < zero.Length; s++)
        {
            zero[s] = (_counts[0][s] + 0.5) / (total + (0.5 * zero.Length));
        }

        int[] common = [.. Enumerable.Range(0, zero.Length).Where(s => s is not (TextAlphabet.Escape or TextAlphabet.Switch)).OrderByDescending(s => zero[s]).ThenBy(s => s)];
        int from = 0;
        for (int symbol = 0; symbol < Roots.Length; symbol++)
        {
            int to = from;
            while (to < length && (symbol == ModelFormat.MaxContextSymbols || TrainingEvents.At(_events.Keys[to], 0) == symbol))
            {
                to++;
            }

            Roots[symbol] = BuildRoot(symbol, from, to, common);
            from = to;
        }
    }

    private ContextNode BuildRoot(int symbol, int from, int to, int[] common)
    {
        CountSymbols(from, to, 1, out double total, out int kinds);
        double[] counts = _counts[1];
        double[] own = Smoothed(1, total, kinds);
        var node = new ContextNode(symbol, 1) { Count = total };
        IEnumerable<int> followers = Enumerable.Range(0, counts.Length).Where(s => counts[s] > 0).OrderByDescending(s => counts[s])
            .ThenBy(s => s).Concat(common).Distinct().Take(ModelFormat.Followers);
        double left = 1;
        foreach (int s in followers)
        {
            node.Entries.Add(new ContextEntry(s, own[s] / left) { Rank = node.Entries.Count });
            left = Math.Max(left - own[s], 1e-9);
        }

        double[] effective = _probabilities[1];
        Array.Copy(own, effective, own.Length);
        AddChildren(node, from, to, node);
        node.Children.ForEach(ModelLayout.TrimBlock);
        return node;
    }

    private double AddChildren(ContextNode node, int from, int to, ContextNode root)
    {
        if (node.Depth == TrainingEvents.Depth || (root.Symbol == TextAlphabet.Shift && node.Depth == MaxCapitalDepth) || node.Symbol >= ModelFormat.MaxContextSymbols || (node.Symbol == TextAlphabet.End && node.Depth > 1))
        {
            return 0;
        }

        double gain = 0;
        while (from < to)
        {
            int symbol = TrainingEvents.At(_events.Keys[from], node.Depth);
            int end = from + 1;
            while (end < to && TrainingEvents.At(_events.Keys[end], node.Depth) == symbol)
            {
                end++;
            }

            if (symbol < ModelFormat.MaxContextSymbols && end - from >= MinEvents && (node.Depth > 1 || node.Symbol != TextAlphabet.Shift || IsBeforeShift(symbol)))
            {
                ContextNode? child = BuildNode(symbol, node.Depth + 1, from, end, root, out double net);
                if (child != null)
                {
                    node.Children.Add(child);
                    gain += net;
                }
            }

            from = end;
        }

        ModelLayout.Trim(node);
        return gain;
    }

    /// <summary>
    /// Capitals in unusual places have no long contexts: a letter that takes two symbols and more should be cheap, and what comes there
    /// depends on little.
    /// </summary>
    private static bool IsBeforeShift(int symbol) => symbol is TextAlphabet.Space or TextAlphabet.End;

    private ContextNode? BuildNode(int symbol, int depth, int from, int to, ContextNode root, out double net)
    {
        CountSymbols(from, to, depth, out double total, out int kinds);
        double[] counts = _counts[depth];
        double[] shorter = _probabilities[depth - 1];
        double[] own = Smoothed(depth, total, kinds);
        var node = new ContextNode(symbol, depth) { Count = total };
        double self = ChooseEntries(node, own, shorter, counts, root, out double scale);
        ModelLayout.Trim(node);
        double[] effective = _probabilities[depth];
        Array.Copy(shorter, effective, shorter.Length);
        if (self > 0)
        {
            for (int s = 0; s < effective.Length; s++)
            {
                effective[s] = shorter[s] * scale;
            }

            foreach (ContextEntry entry in node.Entries)
            {
                effective[entry.Symbol] = own[entry.Symbol];
            }
        }
        else
        {
            node.Entries.Clear();
            self = 0;
        }

        net = AddChildren(node, from, to, root) + self - (_price * ModelLayout.FixedSizeOf(node));
        return net > 0 ? node : null;
    }

    /// <summary>Chooses the entries that pay. Returns what they save, in bits, less what they cost, and what is left for other symbols.</summary>
    private double ChooseEntries(ContextNode node, double[] own, double[] shorter, double[] counts, ContextNode root, out double scale)
    {
        scale = 1;
        int[] candidates = [.. Enumerable.Range(0, counts.Length).Where(s => counts[s] > 0).OrderByDescending(s => own[s]).ThenBy(s => s)];
        List<int> chosen = [];
        int limit = root.Symbol == TextAlphabet.Shift && node.Symbol == TextAlphabet.End ? MaxFirstEntries
            : node.Depth == 2 ? MaxPairEntries : MaxDeepEntries;
        for (int round = 0; round < 3; round++)
        {
            chosen.Clear();
            double mass = 0;
            double shorterMass = 0;
            foreach (int s in candidates)
            {
                double saved = (counts[s] - 0.3) * Math.Log2(own[s] / (shorter[s] * scale));
                if (saved > _price * (RankOf(root, s) >= 0 ? 1 : 2) && chosen.Count < limit)
                {
                    chosen.Add(s);
                    mass += own[s];
                    shorterMass += shorter[s];
                }
            }

            scale = Math.Max(1 - mass, 1e-6) / Math.Max(1 - shorterMass, 1e-6);
        }

        if (chosen.Count == 0)
        {
            scale = 1;
            return 0;
        }

        double gain = 0;
        double left = 1;
        foreach (int s in chosen.OrderByDescending(s => own[s]).ThenBy(s => s))
        {
            int rank = RankOf(root, s);
            gain -= _price * (rank >= 0 ? 1 : 2);
            node.Entries.Add(new ContextEntry(s, own[s] / left) { Rank = rank });
            left = Math.Max(left - own[s], 1e-9);
        }

        foreach (int s in candidates)
        {
            gain += counts[s] * (chosen.Contains(s) ? Math.Log2(own[s] / shorter[s]) : Math.Log2(scale));
        }

        return gain;
    }

    private static int RankOf(ContextNode root, int symbol)
    {
        for (int i = 0; i < ModelFormat.Followers; i++)
        {
            if (root.Entries[i].Symbol == symbol)
            {
                return i;
            }
        }

        return -1;
    }

    private void CountSymbols(int from, int to, int depth, out double total, out int kinds)
    {
        double[] counts = _counts[depth];
        Array.Clear(counts);
        long sum = 0;
        for (int i = from; i < to; i++)
        {
            if (!_events.Steering[i])
            {
                counts[_events.Symbols[i]] += _events.Weights[i];
                sum += _events.Weights[i];
            }
        }

        kinds = 0;
        for (int s = 0; s < counts.Length; s++)
        {
            if (counts[s] > 0)
            {
                counts[s] /= TrainingLine.Once;
                kinds++;
            }
        }

        total = sum / (double)TrainingLine.Once;
    }

    /// <summary>Absolute discounting, interpolated with the shorter context.</summary>
    private double[] Smoothed(int depth, double total, int kinds)
    {
        double[] counts = _counts[depth];
        double[] shorter = _probabilities[depth - 1];
        double[] own = new double[counts.Length];
        double given = 0;
        for (int s = 0; s < counts.Length; s++)
        {
            double discount = Math.Min(Discount, counts[s]);
            given += discount;
            own[s] = counts[s] - discount;
        }

        double divisor = total + (kinds == 0 ? 1 : 0);
        double rest = kinds == 0 ? 1 : given;
        for (int s = 0; s < counts.Length; s++)
        {
            own[s] = (own[s] + (rest * shorter[s])) / divisor;
        }

        return own;
    }
}
