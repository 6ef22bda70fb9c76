using System;

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
        _path.ReadRoot(_model, history.At(0));
        byte[] root = _model.Slices.Root;
        int steering = BitConverter.ToUInt16(root, ModelFormat.RootSteeringAt);
        int shift = steering >> SymbolDecoder.SteeringBits;
        bool isShift = symbol == TextAlphabet.Shift && shift != 0;
        bool isSteering = isShift || symbol == TextAlphabet.Switch || symbol == TextAlphabet.Escape;
        Put(isSteering, steering & ModelFormat.SteeringMask, SymbolDecoder.ProbabilityBits);
        if (isSteering)
        {
            if (shift != 0)
            {
                Put(isShift, (shift << (SymbolDecoder.ProbabilityBits - SymbolDecoder.ShareBits)) + SymbolDecoder.HalfShare, SymbolDecoder.ProbabilityBits);
            }

            if (!isShift)
            {
                Put(symbol == TextAlphabet.Switch, 1, 1);
            }

            return;
        }

        _path.Find(_model, history.Ring, history.Latest);
        _search++;
        if (_encoder == null ? symbol != TextAlphabet.End : !_encoder.IsNearEnd)
        {
            _ruledOutBy[TextAlphabet.End] = _search;
        }

        int escaped = 0;
        int left = ModelFormat.MaxSearchedBytes;
        for (int depth = _path.Depth; depth > 1 && left > 0; depth--)
        {
            int size = _path.Entries[depth] & ModelFormat.MaxEntryBytes;
            if (SearchNode(depth, size < left ? size : left, escaped, symbol))
            {
                return;
            }

            left -= size;
            escaped = ProbabilityBooks.Escaped;
        }

        for (int i = 0; i < ModelFormat.TriedFollowers; i++)
        {
            int candidate = root[i];
            if (_ruledOutBy[candidate] != _search
                && Decide(candidate, symbol, ProbabilityBooks.Values[escaped + root[ModelFormat.RootCodesAt + i]]))
            {
                return;
            }
        }

        CodeInTree(symbol);
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

    /// <inheritdoc/>
    public void Slice(int from, int size)
    {
        if (_encoder != null)
        {
            _encoder.Slice(from, size);
        }
        else
        {
            _cost += BitCost.Of(size << (SymbolDecoder.ProbabilityBits - SymbolDecoder.TreeProbabilityBits));
        }
    }

    private void CodeInTree(int symbol)
    {
        _model.ReadTree();
        byte[] tree = _model.Slices.Block;
        int node = 1;
        for (int bit = TextAlphabet.MaxSymbols >> 1; bit > 0; bit >>= 1)
        {
            bool isZero = (symbol & bit) == 0;
            Put(isZero, tree[node], SymbolDecoder.TreeProbabilityBits);
            node = (node << 1) | (isZero ? 0 : 1);
        }
    }

    private bool SearchNode(int depth, int size, int escaped, int symbol)
    {
        byte[] block = _model.Slices.Block;
        int index = _path.Entries[depth] >> 4;
        int stop = index + size;
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
        Put(isIt, probability, SymbolDecoder.ProbabilityBits);
        if (!isIt)
        {
            _ruledOutBy[candidate] = _search;
        }

        return isIt;
    }

    private void Put(bool isYes, int probability, int bits)
    {
        if (_encoder != null)
        {
            _encoder.Bit(isYes, probability, bits);
        }
        else
        {
            _cost += BitCost.Of((isYes ? probability : (1 << bits) - probability) << (SymbolDecoder.ProbabilityBits - bits));
        }
    }
}
