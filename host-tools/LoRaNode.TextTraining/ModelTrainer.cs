using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>Makes the model of a language from texts. The same texts always give the same bytes.</summary>
public static class ModelTrainer
{
    private const int SearchRounds = 9;

    /// <summary>The share of the size from which on the search is over: what follows is pruned anyway.</summary>
    private const double CloseEnough = 0.93;

    /// <summary>How much larger than asked for the contexts are before the pruning, which chooses better than the growing.</summary>
    private const double Excess = 1.5;

    /// <summary>The smallest size that can be asked for: the tables, and a kilobyte of contexts.</summary>
    private const int MinModelBytes = ModelFormat.HeaderSize + (SymbolTrees.Count * ModelFormat.TreeSize) + ((ModelFormat.MaxContextSymbols + 1) * ModelFormat.ShortRootSize) + 1024;

    /// <summary>Trains a model of at most <paramref name="maxBytes"/> bytes. <paramref name="progress"/> goes from 0 to 1.</summary>
    public static byte[] Train(TextLanguage language, IReadOnlyList<TrainingLine> lines, int maxBytes, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, MinModelBytes);
        char[] characters = AlphabetBuilder.Choose(lines);
        (ContextTree tree, DecisionCounts counts) = Grow(lines, characters, maxBytes, progress, cancellation);
        byte[] model = ModelWriter.Write(language, characters, tree, counts);
        progress?.Report(1);
        return model;
    }

    /// <summary>
    /// The probabilities of <see cref="ProbabilityBooks"/> that suit the models of all languages with texts in a folder: part of the format,
    /// so that the models have to be trained again with new ones.
    /// </summary>
    public static ushort[] FitBooks(string folder)
    {
        return CodeBookFitting.Fit([.. LanguageCodes.All.Select(language =>
        {
            IReadOnlyList<TrainingLine> lines = TrainingCorpus.Load(folder, language);
            return Grow(lines, AlphabetBuilder.Choose(lines), TrainingCorpus.MaxModelBytes(language), null, default).Tree;
        })]);
    }

    private static (ContextTree Tree, DecisionCounts Counts) Grow(IReadOnlyList<TrainingLine> lines, char[] characters, int maxBytes, IProgress<double>? progress, CancellationToken cancellation)
    {
        var alphabet = new TextAlphabet();
        foreach (char c in characters)
        {
            alphabet.Add(c);
        }

        var events = TrainingEvents.Collect(lines, alphabet);
        progress?.Report(1.0 / (SearchRounds + 3));
        ContextTree tree = FindLargest(events, ModelFormat.HeaderSize + (int)(Excess * (maxBytes - ModelFormat.HeaderSize)), progress, cancellation);
        const double Grown = (SearchRounds + 1.0) / (SearchRounds + 3);
        DecisionCounts counts = TreePruning.Shrink(tree, events, maxBytes, share => progress?.Report(Grown + ((0.99 - Grown) * share)), cancellation);
        return (tree, counts);
    }

    /// <summary>Looks for the lowest price per byte at which the model fits: the size falls as the price rises.</summary>
    private static ContextTree FindLargest(TrainingEvents events, int maxBytes, IProgress<double>? progress, CancellationToken cancellation)
    {
        double low = Math.Log(0.5);
        double high = Math.Log(1000);
        ContextTree? best = null;
        for (int round = 0; round < SearchRounds || best == null; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            double middle = (low + high) / 2;
            ContextTree tree = ContextTree.Build(events, Math.Exp(middle));
            int size = ModelWriter.SizeOf(tree);
            if (size <= maxBytes)
            {
                best = tree;
                high = middle;
                if (size >= CloseEnough * maxBytes)
                {
                    break;
                }
            }
            else
            {
                low = middle;
            }

            progress?.Report(Math.Min(round + 2.0, SearchRounds + 1) / (SearchRounds + 3));
        }

        return best;
    }
}
