using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// Every symbol of the training texts with what stood before it, sorted so that the events of a context are neighbours: the
/// latest six symbols of history, seven bits each, the latest in the highest bits.
/// </summary>
internal sealed class TrainingEvents : ISymbolSink
{
    /// <summary>How many symbols of history an event keeps.</summary>
    internal const int Depth = 6;

    // A text may end in its last two bytes only (RangeEncoder.EndWindow): so many symbols, more or less.
    private const int MayEndSymbols = 5;

    // Where more symbols than this are shifts, the contexts say more about them than the latest symbol alone, and a shift is among the
    // first that are tried.
    private const double RareShift = 0.1;

    private readonly List<ulong> _keys = [];
    private readonly List<(byte Symbol, int Weight, bool MayEnd)> _items = [];
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

    /// <summary>Whether the symbol is one that steers: asked for before the contexts are searched.</summary>
    internal bool[] Steering { get; private set; } = [];

    /// <summary>Whether a shift is such a symbol, by the latest symbol: where it is rare.</summary>
    internal bool[] SteersShift { get; } = new bool[ModelFormat.MaxContextSymbols + 1];

    /// <summary>Whether the text might have ended there, as far as the coder knows.</summary>
    internal bool[] MayEnd { get; private set; } = [];

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
            events.MarkEnd(points.Length);
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
        _items.Add(((byte)symbol, _weight, false));
    }

    public void Bits(int value, int bits)
    {
    }

    public void Slice(int from, int size)
    {
    }

    /// <summary>The symbol <paramref name="back"/> places back in a history.</summary>
    internal static int At(ulong key, int back)
    {
        return (int)(key >> (7 * (Depth - 1 - back))) & 127;
    }

    private void MarkEnd(int characters)
    {
        // No more than the text has, whatever symbols it takes.
        for (int i = _items.Count - Math.Min(characters + 1, MayEndSymbols); i < _items.Count; i++)
        {
            _items[i] = _items[i] with { MayEnd = true };
        }
    }

    private void Sort()
    {
        ulong[] keys = [.. _keys];
        (byte Symbol, int Weight, bool MayEnd)[] items = [.. _items];
        _keys.Clear();
        _items.Clear();
        Array.Sort(keys, items);
        Keys = keys;
        Symbols = [.. items.Select(item => item.Symbol)];
        Weights = [.. items.Select(item => item.Weight)];
        MayEnd = [.. items.Select(item => item.MayEnd)];
        FindSteering();
    }

    private void FindSteering()
    {
        double[] all = new double[SteersShift.Length];
        double[] shifts = new double[SteersShift.Length];
        for (int i = 0; i < Keys.Length; i++)
        {
            all[At(Keys[i], 0)] += Weights[i];
            shifts[At(Keys[i], 0)] += Symbols[i] == TextAlphabet.Shift ? Weights[i] : 0;
        }

        for (int i = 0; i < all.Length; i++)
        {
            SteersShift[i] = shifts[i] <= RareShift * all[i];
        }

        Steering = [.. Symbols.Select((symbol, i) => symbol is TextAlphabet.Escape or TextAlphabet.Switch
            || (symbol == TextAlphabet.Shift && SteersShift[At(Keys[i], 0)]))];
    }
}
