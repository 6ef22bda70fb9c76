namespace LoRaNode.Host.Fleet;

/// <summary>A network of places that are joined by links, and where it falls apart. Places are numbered from 0.</summary>
/// <param name="places">Number of places.</param>
/// <param name="links">Links; both ways the same. Loops and repeated links change nothing.</param>
public sealed class LinkGraph(int places, IEnumerable<(int From, int To)> links)
{
    private readonly int[][] _neighbours = Neighbours(places, links);

    /// <summary>Number of places.</summary>
    public int Places => places;

    /// <summary>The places that a place has a link to, ascending.</summary>
    public IReadOnlyList<int> NeighboursOf(int place) => _neighbours[place];

    /// <summary>The connected parts, the largest first; places in a part are ascending.</summary>
    /// <param name="without">A place to leave out; -1 for none.</param>
    public IReadOnlyList<IReadOnlyList<int>> Parts(int without = -1)
    {
        var parts = new List<List<int>>();
        bool[] seen = new bool[places];
        var frontier = new Stack<int>();
        for (int start = 0; start < places; start++)
        {
            if (seen[start] || start == without)
            {
                continue;
            }

            var part = new List<int>();
            seen[start] = true;
            frontier.Push(start);
            while (frontier.TryPop(out int place))
            {
                part.Add(place);
                foreach (int next in _neighbours[place])
                {
                    if (!seen[next] && next != without)
                    {
                        seen[next] = true;
                        frontier.Push(next);
                    }
                }
            }

            part.Sort();
            parts.Add(part);
        }

        // A stable order: of two parts as large as each other the one with the lowest place comes first.
        return [.. parts.OrderByDescending(p => p.Count).ThenBy(p => p[0])];
    }

    /// <summary>
    /// The places and links without which a connected part falls apart: articulation points and bridges, found in one walk (R. Tarjan,
    /// "Depth-first search and linear graph algorithms", 1972). The walk keeps its own stack: a long chain of places must not end the program.
    /// </summary>
    public (IReadOnlyList<int> Places, IReadOnlyList<(int From, int To)> Links) WeakPoints()
    {
        int[] order = new int[places];
        int[] low = new int[places];
        var cut = new SortedSet<int>();
        var bridges = new List<(int, int)>();
        int count = 0;
        var walk = new Stack<(int Place, int Parent, int Next)>();
        for (int root = 0; root < places; root++)
        {
            if (order[root] != 0)
            {
                continue;
            }

            int branches = 0;
            order[root] = low[root] = ++count;
            walk.Push((root, -1, 0));
            while (walk.TryPop(out var at))
            {
                if (at.Next < _neighbours[at.Place].Length)
                {
                    int next = _neighbours[at.Place][at.Next];
                    walk.Push(at with { Next = at.Next + 1 });
                    if (order[next] == 0)
                    {
                        order[next] = low[next] = ++count;
                        walk.Push((next, at.Place, 0));
                    }
                    else if (next != at.Parent)
                    {
                        low[at.Place] = Math.Min(low[at.Place], order[next]);
                    }

                    continue;
                }

                if (at.Parent < 0)
                {
                    continue;
                }

                low[at.Parent] = Math.Min(low[at.Parent], low[at.Place]);
                branches += at.Parent == root ? 1 : 0;
                if (at.Parent != root && low[at.Place] >= order[at.Parent])
                {
                    cut.Add(at.Parent);
                }

                if (low[at.Place] > order[at.Parent])
                {
                    bridges.Add((Math.Min(at.Parent, at.Place), Math.Max(at.Parent, at.Place)));
                }
            }

            if (branches > 1)
            {
                cut.Add(root);
            }
        }

        return ([.. cut], [.. bridges.Order()]);
    }

    /// <summary>The places that lose the largest part when a place fails; empty when none does.</summary>
    public IReadOnlyList<int> CutOffBy(int place)
    {
        // What was apart before is not this place's doing.
        IReadOnlyList<int> own = Parts().First(p => p.Contains(place));
        return [.. Parts(place).Where(p => own.Contains(p[0])).Skip(1).SelectMany(p => p).Order()];
    }

    private static int[][] Neighbours(int places, IEnumerable<(int From, int To)> links)
    {
        var sets = new SortedSet<int>[places];
        for (int i = 0; i < places; i++)
        {
            sets[i] = [];
        }

        foreach ((int from, int to) in links)
        {
            if (from != to)
            {
                sets[from].Add(to);
                sets[to].Add(from);
            }
        }

        return [.. sets.Select(s => s.ToArray())];
    }
}
