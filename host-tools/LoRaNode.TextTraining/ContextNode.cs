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

    /// <summary>What the node saves of the training texts, in bits, when it has no longer contexts (<see cref="EntryGains"/>).</summary>
    internal double Gain { get; set; }

    /// <summary>The longer contexts by symbol, once the tree is complete.</summary>
    internal ContextNode?[]? BySymbol { get; private set; }

    /// <summary>What its entries take in the model, once the tree is complete, bytes.</summary>
    internal int EntryBytes { get; private set; }

    /// <summary>Keeps how often each entry was the symbol, and prepares the node and its longer contexts for counting again.</summary>
    internal void StartDiscounted()
    {
        Entries.ForEach(entry => entry.StartDiscounted());
        Children.ForEach(child => child.StartDiscounted());
    }

    /// <summary>Prepares the node and its longer contexts for counting.</summary>
    internal void Index()
    {
        Gain = 0;
        EntryBytes = ModelLayout.EntryBytes(this);
        Entries.ForEach(entry => entry.Clear());
        BySymbol = null;
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
    private const double PriorStrength = 4;
    private const double KindPriorStrength = 10;

    internal int Symbol { get; } = symbol;

    /// <summary>What the counts of the context alone say of its probability, given that no entry before it was it.</summary>
    internal double Prior { get; } = prior;

    /// <summary>How often the search came to it, weighted: first searches that began in this context, then those from longer ones.</summary>
    internal double[] Tries { get; } = new double[2];

    /// <summary>How often it was it.</summary>
    internal double[] Hits { get; } = new double[2];

    /// <summary>How often it was it before any discount.</summary>
    internal double AllHits { get; private set; }

    /// <summary>The rank of the symbol among the first followers of the latest symbol, or -1.</summary>
    internal int Rank { get; init; } = -1;

    /// <summary>What the entry saves of the training texts, in bits (<see cref="EntryGains"/>).</summary>
    internal double Gain { get; set; }

    /// <summary>What it takes in the model, bytes.</summary>
    internal int Size => Rank >= 0 ? 1 : 2;

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

    /// <summary>Keeps the hits, and forgets all else that was counted.</summary>
    internal void StartDiscounted()
    {
        AllHits = Hits[0] + Hits[1];
        Clear();
    }

    /// <summary>Forgets what was counted.</summary>
    internal void Clear()
    {
        Gain = 0;
        Array.Clear(Tries);
        Array.Clear(Hits);
    }

    /// <summary>
    /// The bits of a decision, by what all other events say: <paramref name="weight"/> is taken out of the counts, out of those
    /// of this kind of search only if the event is <paramref name="isInKind"/>.
    /// </summary>
    internal double CostWithout(int kind, bool isHit, double weight, bool isInKind)
    {
        double hits = Math.Max(0, Hits[0] + Hits[1] - (isHit ? weight : 0));
        double tries = Math.Max(0, Tries[0] + Tries[1] - weight);
        double all = Clamp((hits + (PriorStrength * Prior)) / (tries + PriorStrength));
        double own = isInKind ? weight : 0;
        hits = Math.Max(0, Hits[kind] - (isHit ? own : 0));
        tries = Math.Max(hits, Tries[kind] - own);
        double probability = Clamp((hits + (KindPriorStrength * all)) / (tries + KindPriorStrength));
        return -Math.Log2(isHit ? probability : 1 - probability);
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
