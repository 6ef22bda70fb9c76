namespace LoRaNode.TextTraining;

/// <summary>A context of the model: the node below its shorter context that one older symbol leads to.</summary>
internal sealed class ContextNode(int symbol, int depth)
{
    /// <summary>The oldest symbol of the context.</summary>
    internal int Symbol { get; } = symbol;

    /// <summary>The length of the context.</summary>
    internal int Depth { get; } = depth;

    /// <summary>The likely next symbols, in the order in which they are searched.</summary>
    internal List<ContextEntry> Entries { get; } = [];

    /// <summary>The longer contexts.</summary>
    internal List<ContextNode> Children { get; } = [];

    /// <summary>How often the context occurs, weighted.</summary>
    internal double Count { get; init; }

    /// <summary>The longer contexts by symbol, once the tree is complete.</summary>
    internal ContextNode?[]? BySymbol { get; private set; }

    internal void Index()
    {
        if (Children.Count == 0)
        {
            return;
        }

        BySymbol = new ContextNode?[128];
        foreach (ContextNode child in Children)
        {
            BySymbol[child.Symbol] = child;
            child.Index();
        }
    }
}

/// <summary>A likely next symbol of a context.</summary>
internal sealed class ContextEntry(int symbol, double prior)
{
    private const double PriorStrength = 2;
    private const double KindPriorStrength = 4;

    internal int Symbol { get; } = symbol;

    /// <summary>What the counts of the context alone say of its probability, given that no entry before it was it.</summary>
    internal double Prior { get; } = prior;

    /// <summary>How often the search came to it, weighted: first searches that began in this context, then those from longer ones.</summary>
    internal double[] Tries { get; } = new double[2];

    /// <summary>How often it was it.</summary>
    internal double[] Hits { get; } = new double[2];

    /// <summary>The rank of the symbol among the followers of the latest symbol, or -1.</summary>
    internal int Rank { get; set; } = -1;

    /// <summary>The index in its code book.</summary>
    internal int Code { get; set; }

    /// <summary>The probability in all searches, smoothed with what the counts of the context say.</summary>
    internal double Probability()
    {
        return Clamp((Hits[0] + Hits[1] + (PriorStrength * Prior)) / (Tries[0] + Tries[1] + PriorStrength));
    }

    /// <summary>The probability in one kind of search, smoothed with that in all.</summary>
    internal double Probability(int kind)
    {
        return Clamp((Hits[kind] + (KindPriorStrength * Probability())) / (Tries[kind] + KindPriorStrength));
    }

    /// <summary>What one kind of search weighs in choosing the code book.</summary>
    internal double Weight(int kind)
    {
        return Tries[kind] + 0.5;
    }

    private static double Clamp(double probability)
    {
        return Math.Clamp(probability, 1 / 4096.0, 4095 / 4096.0);
    }
}
