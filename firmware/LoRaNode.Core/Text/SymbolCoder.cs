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
    private readonly ModelBooks _books = new ModelBooks();
    private int _search;
    private TextModel _model;
    private RangeEncoder _encoder;
    private int _cost;

    /// <summary>Starts adding up costs under a model.</summary>
    internal void StartCost(TextModel model)
    {
        _model = model;
        _books.Use(model);
        _encoder = null;
        _cost = 0;
    }

    /// <summary>Starts coding with a model.</summary>
    internal void StartCoding(TextModel model, RangeEncoder encoder)
    {
        _model = model;
        _books.Use(model);
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
        _path.Find(_model, history);
        _search++;
        int escaped = 0;
        for (int depth = _path.Depth; depth > 1; depth--)
        {
            if (SearchNode(depth, escaped, symbol))
            {
                return;
            }

            escaped = ModelFormat.EscapedBooks;
        }

        byte[] followers = _path.Followers;
        for (int i = 0; i < ModelFormat.Followers; i++)
        {
            int candidate = followers[i];
            int book = escaped + ModelFormat.BookOfFollower(i);
            if (_ruledOutBy[candidate] != _search
                && Decide(candidate, symbol, _books.Values[book + (followers[i + ModelFormat.Followers] & 15)]))
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
        int loaded = _model.Cache.Load(_model.Language, ModelFormat.TreeAt);
        loaded = _model.Cache.Load(_model.Language, loaded);
        _model.Cache.Load(_model.Language, loaded);
        byte[] bytes = _model.Cache.Bytes;
        int node = 1;
        for (int bit = TextAlphabet.MaxSymbols >> 1; bit > 0; bit >>= 1)
        {
            bool isZero = (symbol & bit) == 0;
            int index = (ModelFormat.TreeAt & ModelCache.Mask) + (2 * node);
            Put(isZero, bytes[index] | ((bytes[index + 1] & 15) << 8));
            node = (node << 1) | (isZero ? 0 : 1);
        }
    }

    private bool SearchNode(int depth, int escaped, int symbol)
    {
        byte[] bytes = _model.Cache.Bytes;
        int address = _path.Entries[depth];
        int shorts = _path.Counts[depth] >> 4;
        int longs = _path.Counts[depth] & 15;
        int loaded = _model.Cache.Load(_model.Language, address);
        if (loaded < address + shorts + (2 * longs))
        {
            _model.Cache.Load(_model.Language, loaded);
        }

        int index = address & ModelCache.Mask;
        int books = escaped + ModelFormat.BooksOf(depth);
        for (int i = 0; i < shorts; i++)
        {
            int entry = bytes[index + i];
            int candidate = _path.Followers[entry >> 4];
            int book = books + ((i < 2 ? i : 2) * ModelFormat.BookSize);
            if (_ruledOutBy[candidate] != _search && Decide(candidate, symbol, _books.Values[book + (entry & 15)]))
            {
                return true;
            }
        }

        index += shorts;
        for (int i = 0; i < longs; i++)
        {
            int candidate = bytes[index + (2 * i)] & (TextAlphabet.MaxSymbols - 1);
            if (_ruledOutBy[candidate] != _search && Decide(candidate, symbol, ModelFormat.Coarse(bytes[index + (2 * i) + 1])))
            {
                return true;
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
