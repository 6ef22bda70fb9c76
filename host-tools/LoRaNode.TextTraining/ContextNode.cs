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
    internal int Symbol { get; } = symbol;

    /// <summary>What the counts of the context alone say of its probability, given that no entry before it was it.</summary>
    internal double Prior { get; } = prior;

    /// <summary>How often the search came to it, weighted.</summary>
    internal double Tries { get; set; }

    /// <summary>How often it was it.</summary>
    internal double Hits { get; set; }

    /// <summary>The rank of the symbol among the followers of the latest symbol, or -1.</summary>
    internal int Rank { get; set; } = -1;

    /// <summary>The index in its code book.</summary>
    internal int Code { get; set; }

    /// <summary>The probability, smoothed with its prior.</summary>
    internal double Probability(double priorStrength)
    {
        return Math.Clamp((Hits + (priorStrength * Prior)) / (Tries + priorStrength), 1 / 4096.0, 4095 / 4096.0);
    }
}
