namespace LoRaNode.Core.Text;

/// <summary>
/// Codes symbols with a model, or adds up what they would cost. The mirror image of <see cref="SymbolDecoder"/>.
/// </summary>
internal sealed class SymbolCoder : ISymbolSink
{
    /// <summary>Costs are in 1/256 bit.</summary>
    internal const int CostPerBit = 256;

    private readonly int[] _ruledOutBy = new int[TextAlphabet.MaxSymbols];
    private readonly SymbolPath _path = new SymbolPath();
    private int _search;
    private TextModel _model;
    private RangeEncoder _encoder;
    private int _cost;

    /// <summary>Starts adding up costs under a model.</summary>
    internal void StartCost(TextModel model)
    {
        _model = model;
        _encoder = null;
        _cost = 0;
    }

    /// <summary>Starts coding with a model.</summary>
    internal void StartCoding(TextModel model, RangeEncoder encoder)
    {
        _model = model;
        _encoder = encoder;
    }

    /// <summary>The cost since the latest call.</summary>
    internal int TakeCost()
    {
        int cost = _cost;
        _cost = 0;
        return cost;
    }

    /// <inheritdoc/>
    public void Symbol(SymbolHistory history, int symbol)
    {
        _path.Find(_model, history.Ring, history.Latest);
        _search++;
        int escaped = 0;
        int scanned = 0;
        for (int depth = _path.Depth; depth > 1 && scanned < ModelFormat.EnoughBytes; depth--)
        {
            scanned += _path.Entries[depth] & ModelFormat.MaxEntryBytes;
            if (SearchNode(depth, escaped, symbol))
            {
                return;
            }

            escaped = ProbabilityBooks.Escaped;
        }

        byte[] root = _model.Slices.Root;
        for (int i = 0; i < ModelFormat.Followers; i++)
        {
            int candidate = root[i];
            if (_ruledOutBy[candidate] != _search
                && Decide(candidate, symbol, ProbabilityBooks.Values[escaped + root[ModelFormat.RootCodesAt + i]]))
            {
                return;
            }
        }

        CodeWithoutContext(symbol);
    }

    /// <inheritdoc/>
    public void Bits(int value, int bits)
    {
        if (_encoder != null)
        {
            _encoder.Bits(value, bits);
        }
        else
        {
            _cost += bits * CostPerBit;
        }
    }

    private void CodeWithoutContext(int symbol)
    {
        _model.ReadTree();
        byte[] tree = _model.Slices.Block;
        int node = 1;
        for (int bit = TextAlphabet.MaxSymbols >> 1; bit > 0; bit >>= 1)
        {
            bool isZero = (symbol & bit) == 0;
            Put(isZero, tree[2 * node] | ((tree[(2 * node) + 1] & 15) << 8));
            node = (node << 1) | (isZero ? 0 : 1);
        }
    }

    private bool SearchNode(int depth, int escaped, int symbol)
    {
        byte[] block = _model.Slices.Block;
        int index = _path.Entries[depth] >> 4;
        int stop = index + (_path.Entries[depth] & ModelFormat.MaxEntryBytes);
        int book = escaped + ProbabilityBooks.OfDepth(depth);
        int lastBook = book + (2 * ProbabilityBooks.BookSize);
        while (index < stop)
        {
            int entry = block[index];
            index++;
            int candidate = _model.Slices.Root[entry >> 4];
            if (entry >= ModelFormat.LongEntry)
            {
                candidate = block[index] & (TextAlphabet.MaxSymbols - 1);
                index++;
            }

            if (_ruledOutBy[candidate] != _search && Decide(candidate, symbol, ProbabilityBooks.Values[book + (entry & 15)]))
            {
                return true;
            }

            if (book < lastBook)
            {
                book += ProbabilityBooks.BookSize;
            }
        }

        return false;
    }

    private bool Decide(int candidate, int symbol, int probability)
    {
        bool isIt = candidate == symbol;
        Put(isIt, probability);
        if (!isIt)
        {
            _ruledOutBy[candidate] = _search;
        }

        return isIt;
    }

    private void Put(bool isYes, int probability)
    {
        if (_encoder != null)
        {
            _encoder.Bit(isYes, probability);
        }
        else
        {
            _cost += BitCost.Of(isYes ? probability : 4096 - probability);
        }
    }
}
