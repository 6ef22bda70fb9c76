namespace LoRaNode.Core.Text;

/// <summary>
/// Takes a text apart into symbols of one language: small letters with shifts, characters outside the alphabet as plain
/// bits. The decoder is its mirror image.
/// </summary>
public sealed class TextSymbols
{
    /// <summary>Escapes near the latest one cost 7 bits; until there was one, near this: the emoji for signs and weather.</summary>
    internal const int FirstBlock = 0x1F680 >> BlockBits;

    internal const int BlockBits = 7;
    internal const int ShortBits = 11;
    internal const int EmojiBits = 12;
    internal const int EmojiFrom = 0x1F000;
    internal const int SupplementaryFrom = 0x10000;

    private readonly TextAlphabet _alphabet;
    private readonly SymbolHistory _history = new SymbolHistory();
    private int _block = FirstBlock;

    /// <summary>Creates the symbols of a language.</summary>
    public TextSymbols(TextAlphabet alphabet)
    {
        _alphabet = alphabet;
    }

    /// <summary>What the text consists of so far.</summary>
    public SymbolHistory History
    {
        get { return _history; }
    }

    /// <summary>Starts a text.</summary>
    public void Clear()
    {
        _history.Clear();
        _block = FirstBlock;
    }

    /// <summary>
    /// Goes on where a text in another language stops, <paramref name="further"/> languages (1 or 2) before: what matters across is the
    /// case, the latest escape and the latest character. The code point is the first in this language.
    /// </summary>
    public void ContinueFrom(TextSymbols other, int latest, int codePoint, int next, int further, ISymbolSink sink)
    {
        _block = other._block;
        int shifts = other._history.IsCapitals || !IsKnownCapital(codePoint) ? 0 : LetterCase.IsCapital(next) ? 2 : 1;
        SwitchHead.Put(sink, further, shifts);
        _history.Continue(other._history.IsCapitals, latest, shifts);
    }

    /// <summary>
    /// Puts one code point. <paramref name="next"/> is the one that follows in this language, or 0 at the end: two capitals in a row
    /// turn on capitals for the rest of the word, and a space takes the shift of a capital after it along.
    /// </summary>
    public void Put(int codePoint, int next, ISymbolSink sink)
    {
        if (codePoint == ' ' && IsKnownCapital(next))
        {
            sink.Symbol(_history, TextAlphabet.SpaceShift);
            _history.PushSpaceShift();
            return;
        }

        bool isCapital = LetterCase.IsCapital(codePoint);
        bool isSmall = !isCapital && LetterCase.IsSmall(codePoint);
        int folded = isCapital ? LetterCase.ToSmall(codePoint) : codePoint;
        int symbol = _alphabet.SymbolOf(folded);
        if (symbol == TextAlphabet.Escape)
        {
            sink.Symbol(_history, TextAlphabet.Escape);
            PutEscaped(codePoint, sink);
            _history.Push(TextAlphabet.Escape, isCapital || isSmall);
            return;
        }

        if (isCapital && !_history.IsCapitals)
        {
            bool isWord = LetterCase.IsCapital(next);
            if (_history.PendingShifts == 0)
            {
                PutShift(sink);
                ShiftHead.Put(sink, isWord);
                if (isWord)
                {
                    _history.PushShift();
                }
            }
            else if (isWord)
            {
                PutShift(sink);
            }
        }
        else if (isSmall && _history.IsCapitals)
        {
            PutShift(sink);
        }

        sink.Symbol(_history, symbol);
        _history.Push(_alphabet.InHistory(symbol), isCapital || isSmall);
    }

    /// <summary>Ends the text.</summary>
    public void PutEnd(ISymbolSink sink)
    {
        sink.Symbol(_history, TextAlphabet.End);
    }

    private bool IsKnownCapital(int codePoint)
    {
        return LetterCase.IsCapital(codePoint) && _alphabet.SymbolOf(LetterCase.ToSmall(codePoint)) != TextAlphabet.Escape;
    }

    private void PutShift(ISymbolSink sink)
    {
        sink.Symbol(_history, TextAlphabet.Shift);
        _history.PushShift();
    }

    private void PutEscaped(int codePoint, ISymbolSink sink)
    {
        int block = codePoint >> BlockBits;
        bool isNear = block == _block;
        _block = block;
        sink.Bits(isNear ? 1 : 0, 1);
        if (isNear)
        {
            sink.Bits(codePoint & ((1 << BlockBits) - 1), BlockBits);
            return;
        }

        // Two bits say which range: up to U+07FF, U+1Fxxx with the emoji, the rest of the first plane, the other planes.
        if (codePoint < 1 << ShortBits)
        {
            sink.Bits(0, 2);
            sink.Bits(codePoint, ShortBits);
        }
        else if (codePoint >= EmojiFrom && codePoint < EmojiFrom + (1 << EmojiBits))
        {
            sink.Bits(1, 2);
            sink.Bits(codePoint - EmojiFrom, EmojiBits);
        }
        else if (codePoint < SupplementaryFrom)
        {
            sink.Bits(2, 2);
            sink.Bits(codePoint >> 8, 8);
            sink.Bits(codePoint & 255, 8);
        }
        else
        {
            sink.Bits(3, 2);
            sink.Bits((codePoint - SupplementaryFrom) >> 10, 10);
            sink.Bits((codePoint - SupplementaryFrom) & 1023, 10);
        }
    }
}
