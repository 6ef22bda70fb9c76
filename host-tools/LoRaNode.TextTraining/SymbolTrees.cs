using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// The trees of a model: fewer than there are roots, so that symbols after which the same ones come share one. Those whose sharing
/// costs the texts least are joined until so many are left.
/// </summary>
internal sealed class SymbolTrees
{
    /// <summary>How many trees a model has.</summary>
    internal const int Count = 32;

    private SymbolTrees(byte[][] codes, int[] ofRoot)
    {
        Codes = codes;
        OfRoot = ofRoot;
        Costs = [.. codes.Select(SymbolTree.Costs)];
    }

    /// <summary>The bytes of the trees.</summary>
    internal byte[][] Codes { get; }

    /// <summary>The number of each root's tree.</summary>
    internal int[] OfRoot { get; }

    /// <summary>The bits that each symbol takes in each tree.</summary>
    internal double[][] Costs { get; }

    /// <summary>Makes the trees from what was counted for each root.</summary>
    internal static SymbolTrees Join(SymbolTree[] ofRoots)
    {
        var all = new SymbolTree();
        List<SymbolTree> trees = [];
        List<List<int>> roots = [];
        for (int root = 0; root < ofRoots.Length; root++)
        {
            all.Add(ofRoots[root]);
            var tree = new SymbolTree();
            tree.Add(ofRoots[root]);
            trees.Add(tree);
            roots.Add([root]);
        }

        List<double> bits = [.. trees.Select(tree => tree.Bits())];
        List<double[]> rises = [.. trees.Select((tree, i) => trees.Select((other, j) => j < i ? Rise(i, j) : 0).ToArray())];
        double Rise(int i, int j) => trees[i].BitsWith(trees[j]) - bits[i] - bits[j];
        while (trees.Count > Count)
        {
            (int into, int from) = Cheapest(rises, trees.Count);
            trees[into].Add(trees[from]);
            roots[into].AddRange(roots[from]);
            bits[into] = trees[into].Bits();

            // The last takes the place of the one that went.
            int last = trees.Count - 1;
            trees[from] = trees[last];
            roots[from] = roots[last];
            bits[from] = bits[last];
            trees.RemoveAt(last);
            roots.RemoveAt(last);
            bits.RemoveAt(last);
            for (int i = 0; i < last; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (i == into || j == into || i == from || j == from)
                    {
                        rises[i][j] = Rise(i, j);
                    }
                }
            }
        }

        int[] numbers = new int[ofRoots.Length];
        for (int i = 0; i < roots.Count; i++)
        {
            roots[i].ForEach(root => numbers[root] = i);
        }

        return new SymbolTrees([.. trees.Select(tree => tree.Codes(all))], numbers);
    }

    private static (int Into, int From) Cheapest(List<double[]> rises, int count)
    {
        (int, int) cheapest = (0, 1);
        double least = double.MaxValue;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (rises[i][j] < least)
                {
                    least = rises[i][j];
                    cheapest = (j, i);
                }
            }
        }

        return cheapest;
    }
}
