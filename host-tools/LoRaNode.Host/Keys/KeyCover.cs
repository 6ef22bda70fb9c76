using LoRaNode.Core.Trust;

namespace LoRaNode.Host.Keys;

/// <summary>
/// The fewest subtrees of the key tree that hold every leaf but some (Naor, Naor, Lotspiech 2001, section 3.1): those that hang off
/// the paths from the top to the leaves left out.
/// </summary>
public static class KeyCover
{
    /// <summary>Positions whose keys reach all leaves but <paramref name="excluded"/>; empty when nobody is left.</summary>
    public static IReadOnlyList<int> Without(int depth, IReadOnlyCollection<int> excluded)
    {
        ArgumentNullException.ThrowIfNull(excluded);
        if (excluded.Count == 0)
        {
            return [1];
        }

        var onPath = new HashSet<int>();
        foreach (int leaf in excluded)
        {
            for (int position = KeyTree.PositionOf(leaf, depth); position > 0; position >>= 1)
            {
                onPath.Add(position);
            }
        }

        return [.. onPath
            .Where(position => position < 1 << depth)
            .SelectMany(position => new[] { 2 * position, (2 * position) + 1 })
            .Where(child => !onPath.Contains(child))
            .Order()];
    }
}
