namespace LoRaNode.TextTraining;

/// <summary>
/// Shrinks a tree that is too large to a size: in rounds, what saves the least for its bytes goes, single entries as well as
/// contexts without longer ones, and the decisions are counted anew, as each removal changes what the rest is worth.
/// </summary>
internal static class TreePruning
{
    // The removals shrink the tree by more than their own bytes, as items become leaves: so the last steps are small ones.
    private const double LastShare = 0.5;
    private const double MinRemoved = 40;
    private const int Rounds = 4;

    /// <summary>Shrinks a tree to at most <paramref name="maxBytes"/>. Returns the counts of its decisions.</summary>
    internal static DecisionCounts Shrink(ContextTree tree, TrainingEvents events, int maxBytes, Action<double> progress, CancellationToken cancellation)
    {
        DecisionCounts counts = DecisionCounts.Count(tree, events);
        int size = ModelWriter.SizeOf(tree);
        for (int round = 0; size > maxBytes; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            EntryGains.Measure(tree, events, counts);
            Remove(tree, round < Rounds ? (double)(size - maxBytes) / (Rounds - round + 1) : Math.Max((size - maxBytes) * LastShare, MinRemoved));
            counts = DecisionCounts.Count(tree, events);
            size = ModelWriter.SizeOf(tree);
            progress(Math.Min(1, (round + 1.0) / Rounds));
        }

        return counts;
    }

    private static void Remove(ContextTree tree, double bytes)
    {
        List<Candidate> candidates = [];
        foreach (ContextNode root in tree.Roots)
        {
            Collect(root, candidates);
        }

        HashSet<ContextEntry> entries = [];
        HashSet<ContextNode> nodes = [];
        foreach (Candidate candidate in candidates.OrderBy(candidate => candidate.Gain / candidate.Bytes))
        {
            if (bytes <= 0)
            {
                break;
            }

            bytes -= candidate.Bytes;
            if (candidate.Entry is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                nodes.Add(candidate.Node);
            }
        }

        foreach (ContextNode root in tree.Roots)
        {
            Remove(root, entries, nodes);
            root.Children.ForEach(ModelLayout.TrimBlock);
        }
    }

    private static void Collect(ContextNode node, List<Candidate> candidates)
    {
        foreach (ContextNode child in node.Children)
        {
            Collect(child, candidates);
        }

        if (node.Depth == 1)
        {
            return;
        }

        if (node.Children.Count == 0)
        {
            double size = ModelLayout.FixedSizeOf(node) + node.Entries.Sum(entry => entry.Size);
            candidates.Add(new Candidate(node, null, node.Gain, size));
        }

        if (node.Entries.Count > 1 || node.Children.Count > 0)
        {
            candidates.AddRange(node.Entries.Select(entry => new Candidate(node, entry, entry.Gain, entry.Size)));
        }
    }

    private static void Remove(ContextNode node, HashSet<ContextEntry> entries, HashSet<ContextNode> nodes)
    {
        node.Children.RemoveAll(nodes.Contains);
        node.Entries.RemoveAll(entries.Contains);
        foreach (ContextNode child in node.Children)
        {
            Remove(child, entries, nodes);
        }

        node.Children.RemoveAll(child => child.Children.Count == 0 && child.Entries.Count == 0);
        ModelLayout.Trim(node);
    }

    private readonly record struct Candidate(ContextNode Node, ContextEntry? Entry, double Gain, double Bytes);
}
