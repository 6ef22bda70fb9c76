using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// Every symbol of the training texts with what stood before it, sorted so that the events of a context are neighbours: the
/// latest nine symbols of history, seven bits each, the latest in the highest bits.
/// </summary>
internal sealed class TrainingEvents : ISymbolSink
{
    /// <summary>How many symbols of history an event keeps.</summary>
    internal const int Depth = 9;

    private readonly List<ulong> _keys = [];
    private readonly List<(byte Symbol, int Weight)> _items = [];
    private int _weight;

    private TrainingEvents()
    {
    }

    /// <summary>The histories, ascending.</summary>
    internal ulong[] Keys { get; private set; } = [];

    /// <summary>The symbols that came after them.</summary>
    internal byte[] Symbols { get; private set; } = [];

    /// <summary>The weights, in quarters.</summary>
    internal int[] Weights { get; private set; } = [];

    internal static TrainingEvents Collect(IReadOnlyList<TrainingLine> lines, TextAlphabet alphabet)
    {
        var events = new TrainingEvents();
        var symbols = new TextSymbols(alphabet);
        foreach (TrainingLine line in lines)
        {
            events._weight = line.Weight;
            symbols.Clear();
            int[] points = [.. line.Text.EnumerateRunes().Select(rune => rune.Value)];
            for (int i = 0; i < points.Length; i++)
            {
                symbols.Put(points[i], i + 1 < points.Length ? points[i + 1] : 0, events);
            }

            symbols.PutEnd(events);
        }

        events.Sort();
        return events;
    }

    public void Symbol(SymbolHistory history, int symbol)
    {
        ulong key = 0;
        for (int i = 0; i < Depth; i++)
        {
            key = (key << 7) | (uint)history.At(i);
        }

        _keys.Add(key);
        _items.Add(((byte)symbol, _weight));
    }

    public void Bits(int value, int bits)
    {
    }

    /// <summary>The symbol <paramref name="back"/> places back in a history.</summary>
    internal static int At(ulong key, int back)
    {
        return (int)(key >> (7 * (Depth - 1 - back))) & 127;
    }

    private void Sort()
    {
        ulong[] keys = [.. _keys];
        (byte Symbol, int Weight)[] items = [.. _items];
        _keys.Clear();
        _items.Clear();
        Array.Sort(keys, items);
        Keys = keys;
        Symbols = [.. items.Select(item => item.Symbol)];
        Weights = [.. items.Select(item => item.Weight)];
    }
}
