using System;

namespace LoRaNode.Core.Text;

/// <summary>
/// Encodes texts: chooses the language of each part so that the whole is shortest (a search over the text with one state per
/// language), then codes it. The constructor takes the memory (about 6 KB on the device) but for an array of the text's length.
/// Not for several threads at once.
/// </summary>
public sealed class TextEncoder
{
    // A guess of what a switch costs, in 1/256 bit: an unlikely symbol, one bit, and the history lost.
    private const int SwitchCost = 17 * SymbolCoder.CostPerBit;
    private const int Unreachable = int.MaxValue / 2;
    private const int AsMarked = -1;

    // What the end takes at most where it is not expected, as a rule, bytes.
    private const int EndBytes = 3;

    private readonly TextModel[] _models;
    private readonly TextSymbols[] _symbols = new TextSymbols[TextLimits.Languages];
    private readonly SymbolCoder[] _costs = new SymbolCoder[TextLimits.Languages];
    private readonly int[] _best = new int[TextLimits.Languages];
    private readonly int[] _next = new int[TextLimits.Languages];

    // What the whole text costs in each language.
    private readonly int[] _alone = new int[TextLimits.Languages];
    private readonly SymbolCoder _coder = new SymbolCoder();
    private readonly RangeEncoder _encoder = new RangeEncoder();

    // For each code point, two bits per language: the language before it on the best way to that language.
    private readonly byte[] _cameFrom = new byte[TextLimits.MaxChars + 1];

    /// <summary>Creates an encoder for a set of models.</summary>
    public TextEncoder(TextModels models)
    {
        _models = models.ByLanguage;
        for (int i = 0; i < TextLimits.Languages; i++)
        {
            _costs[i] = new SymbolCoder();
            if (_models[i] != null)
            {
                _symbols[i] = new TextSymbols(_models[i].Alphabet);
            }
        }
    }

    /// <summary>
    /// Encodes a text into at most <paramref name="maxBytes"/> bytes of <paramref name="buffer"/>. Returns the number of
    /// bytes (0 for an empty text), or a negative <see cref="TextError"/>.
    /// </summary>
    public int Encode(string text, byte[] buffer, int offset, int maxBytes)
    {
        if (text == null || text.Length == 0)
        {
            return 0;
        }

        if (text.Length > TextLimits.MaxChars || buffer == null || offset < 0 || maxBytes < 1 || maxBytes > buffer.Length - offset)
        {
            return TextError.TooLong;
        }

        // An index into a string walks it on the device, and is wrong there at the second half of a surrogate pair.
        char[] units = text.ToCharArray();
        if (!CodePoints.AreValid(units))
        {
            return TextError.InvalidUnicode;
        }

        int last = ChooseLanguages(units);
        if (last < 0)
        {
            return TextError.ModelUnavailable;
        }

        if (!MarkLanguages(units, last))
        {
            return Code(units, AsMarked, buffer, offset, maxBytes);
        }

        // The search does not know what the first characters after a switch cost, without the history that they would have
        // had: so the text in one language is tried too.
        int only = Cheapest(_alone);
        int mixed = Code(units, AsMarked, buffer, offset, maxBytes);
        int alone = Code(units, only, buffer, offset, maxBytes);
        return alone >= 0 && (mixed < 0 || alone <= mixed) ? alone : Code(units, AsMarked, buffer, offset, maxBytes);
    }

    private int ChooseLanguages(char[] text)
    {
        for (int i = 0; i < TextLimits.Languages; i++)
        {
            _best[i] = Unreachable;
            _alone[i] = Unreachable;
            if (_models[i] != null)
            {
                _best[i] = 0;
                _alone[i] = 0;
                _costs[i].StartCost(_models[i]);
                _symbols[i].Clear();
            }
        }

        int count = 0;
        for (int at = 0; at < text.Length; at += CodePoints.Units(text, at))
        {
            int codePoint = CodePoints.At(text, at);
            int next = CodePoints.At(text, at + CodePoints.Units(text, at));
            int cheapest = Cheapest(_best);
            int cameFrom = 0;
            for (int i = 0; i < TextLimits.Languages; i++)
            {
                _next[i] = Unreachable;
                if (_models[i] == null)
                {
                    continue;
                }

                int from = i;
                int cost = _best[i];
                if (count > 0 && _best[cheapest] + SwitchCost < cost)
                {
                    from = cheapest;
                    cost = _best[cheapest] + SwitchCost;
                }

                _symbols[i].Put(codePoint, next, _costs[i]);
                int own = _costs[i].TakeCost();
                _alone[i] += own;
                _next[i] = cost + own;
                cameFrom |= from << (2 * i);
            }

            _cameFrom[count] = (byte)cameFrom;
            count++;
            for (int i = 0; i < TextLimits.Languages; i++)
            {
                _best[i] = _next[i];
            }
        }

        for (int i = 0; i < TextLimits.Languages; i++)
        {
            if (_models[i] != null)
            {
                _symbols[i].PutEnd(_costs[i]);
                int own = _costs[i].TakeCost();
                _alone[i] += own;
                _best[i] += own;
            }
        }

        int last = Cheapest(_best);
        return _best[last] >= Unreachable ? -1 : last;
    }

    private static int Cheapest(int[] costs)
    {
        int cheapest = 0;
        for (int i = 1; i < TextLimits.Languages; i++)
        {
            if (costs[i] < costs[cheapest])
            {
                cheapest = i;
            }
        }

        return cheapest;
    }

    /// <summary>Follows the best way back, and leaves the language of each code point in its place. Returns whether there are several.</summary>
    private bool MarkLanguages(char[] text, int last)
    {
        int count = 0;
        for (int at = 0; at < text.Length; at += CodePoints.Units(text, at))
        {
            count++;
        }

        int language = last;
        bool areSeveral = false;
        for (int i = count - 1; i >= 0; i--)
        {
            int from = (_cameFrom[i] >> (2 * language)) & 3;
            _cameFrom[i] = (byte)language;
            areSeveral |= language != last;
            language = from;
        }

        return areSeveral;
    }

    /// <summary>
    /// Codes a text, in one language or <see cref="AsMarked"/>, into few bytes. Where it may end depends on the length of the message,
    /// which is known only afterwards: so lengths are tried, upwards from one that is hardly enough. One always fits: as long as the
    /// text becomes when it may end nowhere, and so long that then it may not.
    /// </summary>
    private int Code(char[] text, int only, byte[] buffer, int offset, int maxBytes)
    {
        int longest = Code(text, only, buffer, offset, maxBytes, int.MaxValue);
        int expected = longest > EndBytes ? longest - EndBytes : 1;
        while (true)
        {
            int length = Code(text, only, buffer, offset, maxBytes, expected);
            if (length <= expected && expected <= _encoder.Shifted + RangeEncoder.LookAhead)
            {
                if (expected > maxBytes)
                {
                    return TextError.TooLong;
                }

                Array.Clear(buffer, offset + length, expected - length);
                return expected;
            }

            expected++;
        }
    }

    /// <summary>Codes a text as a message of an expected length. Returns the length that it has.</summary>
    private int Code(char[] text, int only, byte[] buffer, int offset, int maxBytes, int expected)
    {
        int language = only == AsMarked ? _cameFrom[0] : only;
        TextSymbols symbols = _symbols[language];
        symbols.Clear();
        _encoder.Start(buffer, offset, maxBytes, expected);
        _encoder.Slice(MessageHead.From(language), MessageHead.Size);
        _coder.StartCoding(_models[language], _encoder);

        int count = 0;
        int latest = 0;
        for (int at = 0; at < text.Length; at += CodePoints.Units(text, at))
        {
            int codePoint = CodePoints.At(text, at);
            bool isLastOfLanguage = only == AsMarked && _cameFrom[count + 1] != _cameFrom[count];
            int next = isLastOfLanguage ? 0 : CodePoints.At(text, at + CodePoints.Units(text, at));
            if (only == AsMarked && _cameFrom[count] != language)
            {
                int target = _cameFrom[count];
                _coder.Symbol(symbols.History, TextAlphabet.Switch);
                int further = (target - language + TextLimits.Languages) % TextLimits.Languages;
                _symbols[target].ContinueFrom(symbols, latest, codePoint, next, further, _coder);
                symbols = _symbols[target];
                language = target;
                _coder.StartCoding(_models[language], _encoder);
            }

            symbols.Put(codePoint, next, _coder);
            latest = codePoint;
            count++;
        }

        symbols.PutEnd(_coder);
        return _encoder.Finish();
    }
}
