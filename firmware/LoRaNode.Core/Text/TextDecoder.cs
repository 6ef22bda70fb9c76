namespace LoRaNode.Core.Text;

/// <summary>
/// Decodes texts. Nothing is allocated after construction; any input ends after at most <see cref="TextLimits.MaxChars"/>
/// characters, with a text or an error code. A text can be decoded in slices, with other work between them. Not for several threads at once.
/// </summary>
public sealed class TextDecoder
{
    private const int MaxPendingShifts = 2;
    private const int Unfinished = 1;

    private readonly TextModel[] _models;
    private readonly SymbolDecoder _decoder = new SymbolDecoder();
    private readonly SymbolHistory _history = new SymbolHistory();

    private char[] _chars;
    private TextModel _model;
    private int _switchedAt;
    private int _limit;
    private int _block;

    /// <summary>Creates a decoder for a set of models.</summary>
    public TextDecoder(TextModels models)
    {
        _models = models.ByLanguage;
    }

    /// <summary>The language at the end of the latest text.</summary>
    public TextLanguage Language { get; private set; }

    /// <summary>UTF-16 units of the text after its end, or a negative <see cref="TextError"/>; nothing of meaning before.</summary>
    public int Result { get; private set; }

    /// <summary>
    /// Decodes <paramref name="length"/> bytes of <paramref name="buffer"/> into <paramref name="chars"/>, at most
    /// <paramref name="maxChars"/> UTF-16 units. Returns their number, or a negative <see cref="TextError"/>.
    /// </summary>
    public int Decode(byte[] buffer, int offset, int length, char[] chars, int maxChars)
    {
        Begin(buffer, offset, length, chars, maxChars);
        Step(chars, int.MaxValue);
        return Result;
    }

    /// <summary>
    /// Begins to decode like <see cref="Decode"/>, and drops a text that was under way. The bytes must stay as they are until
    /// <see cref="Step"/> has come to the end.
    /// </summary>
    public void Begin(byte[] buffer, int offset, int length, char[] chars, int maxChars)
    {
        _chars = chars;
        _model = null;
        Result = length == 0 ? 0 : Open(buffer, offset, length, chars, maxChars);
    }

    /// <summary>Goes on with the text that is decoded into <paramref name="chars"/>: up to <paramref name="symbols"/> symbols, each a character at most. True at its end, and when another text was begun meanwhile.</summary>
    public bool Step(char[] chars, int symbols)
    {
        if (_model == null || !IsDecodingInto(chars))
        {
            return true;
        }

        int state = DecodeSymbols(symbols);
        if (state == Unfinished)
        {
            return false;
        }

        _model = null;
        int implied = _decoder.ImpliedBytes;
        Result = state < 0 ? state
            : implied < 0 || implied > RangeEncoder.MaxImpliedBytes || _decoder.Count == 0 ? TextError.Malformed : _decoder.Count;
        return true;
    }

    /// <summary>True when the text begun last is the one for these characters.</summary>
    public bool IsDecodingInto(char[] chars)
    {
        return _chars == chars;
    }

    /// <summary>Reads the head of a text. Returns 0, or a negative <see cref="TextError"/>.</summary>
    private int Open(byte[] buffer, int offset, int length, char[] chars, int maxChars)
    {
        if (buffer == null || chars == null || offset < 0 || length < 0 || length > buffer.Length - offset)
        {
            return TextError.Malformed;
        }

        _limit = maxChars < chars.Length ? maxChars : chars.Length;
        if (_limit > TextLimits.MaxChars)
        {
            _limit = TextLimits.MaxChars;
        }

        _decoder.Start(buffer, offset, length);
        int language = MessageHead.Read(_decoder);
        if (language < 0)
        {
            return language;
        }

        _history.Clear();
        _block = TextSymbols.FirstBlock;
        TextModel model = _models[language];
        if (model == null)
        {
            return TextError.ModelUnavailable;
        }

        _switchedAt = -1;
        _model = model;
        return 0;
    }

    /// <summary>Decodes up to so many symbols. Returns 0 at the end of the text, <see cref="Unfinished"/> before it, or a negative <see cref="TextError"/>.</summary>
    private int DecodeSymbols(int symbols)
    {
        while (symbols > 0)
        {
            int before = _decoder.Count;
            int symbol = _decoder.Run(_model, _history, _chars, _limit, symbols);
            symbols -= _decoder.Count - before + 1;
            if (symbol >= TextAlphabet.FirstCharacter)
            {
                int error = symbol >= _model.Alphabet.Count ? TextError.Malformed : TakeCharacter(_model, symbol);
                if (error < 0)
                {
                    return error;
                }
            }
            else if (symbol == SymbolDecoder.Paused)
            {
                return Unfinished;
            }
            else if (symbol == SymbolDecoder.Overrun)
            {
                return TextError.Malformed;
            }
            else if (symbol == TextAlphabet.Shift)
            {
                if (_history.PendingShifts == MaxPendingShifts)
                {
                    return TextError.Malformed;
                }

                bool isAlone = _history.PendingShifts == 0 && !_history.IsCapitals;
                _history.PushShift();
                if (isAlone && ShiftHead.Read(_decoder))
                {
                    _history.PushShift();
                }
            }
            else if (_history.PendingShifts != 0)
            {
                return TextError.Malformed;
            }
            else if (symbol == TextAlphabet.SpaceShift)
            {
                if (_decoder.Count >= _limit)
                {
                    return TextError.TooLong;
                }

                _chars[_decoder.Count] = ' ';
                _decoder.Count++;
                _history.PushSpaceShift();
            }
            else if (symbol == TextAlphabet.End)
            {
                Language = _model.Language;
                return 0;
            }
            else if (symbol == TextAlphabet.Escape)
            {
                int error = TakeEscaped();
                if (error < 0)
                {
                    return error;
                }
            }
            else
            {
                // A language of one character at least, so that nothing loops here.
                if (_switchedAt == _decoder.Count)
                {
                    return TextError.Malformed;
                }

                _switchedAt = _decoder.Count;
                int head = SwitchHead.Read(_decoder);
                _model = _models[((int)_model.Language + (head >> 2)) % TextLimits.Languages];
                if (_model == null)
                {
                    return TextError.ModelUnavailable;
                }

                _history.Continue(_history.IsCapitals, _decoder.Count == 0 ? 0 : _chars[_decoder.Count - 1], head & 3);
            }
        }

        return Unfinished;
    }

    private int TakeCharacter(TextModel model, int symbol)
    {
        int character = model.Alphabet.CharacterOf(symbol);
        bool isLetter = LetterCase.IsSmall(character);
        if (_history.IsNextCapital)
        {
            if (isLetter)
            {
                character = LetterCase.ToCapital(character);
            }
            else if (_history.PendingShifts != 0)
            {
                return TextError.Malformed;
            }
        }

        if (_decoder.Count >= _limit)
        {
            return TextError.TooLong;
        }

        _chars[_decoder.Count] = (char)character;
        _decoder.Count++;
        _history.Push(model.Alphabet.InHistory(symbol), isLetter);
        return 0;
    }

    private int TakeEscaped()
    {
        int codePoint;
        if (_decoder.Bits(1) != 0)
        {
            codePoint = (_block << TextSymbols.BlockBits) | _decoder.Bits(TextSymbols.BlockBits);
        }
        else
        {
            switch (_decoder.Bits(2))
            {
                case 0:
                    codePoint = _decoder.Bits(TextSymbols.ShortBits);
                    break;
                case 1:
                    codePoint = TextSymbols.EmojiFrom + _decoder.Bits(TextSymbols.EmojiBits);
                    break;
                case 2:
                    codePoint = _decoder.Bits(8) << 8;
                    codePoint |= _decoder.Bits(8);
                    break;
                default:
                    codePoint = TextSymbols.SupplementaryFrom + (_decoder.Bits(10) << 10);
                    codePoint += _decoder.Bits(10);
                    break;
            }

            if (codePoint >> TextSymbols.BlockBits == _block)
            {
                return TextError.Malformed;
            }
        }

        if (codePoint >= 0xD800 && codePoint < 0xE000)
        {
            return TextError.Malformed;
        }

        _block = codePoint >> TextSymbols.BlockBits;
        int units = codePoint < TextSymbols.SupplementaryFrom ? 1 : 2;
        if (_decoder.Count + units > _limit)
        {
            return TextError.TooLong;
        }

        if (units == 2)
        {
            _chars[_decoder.Count] = (char)(0xD800 + ((codePoint - TextSymbols.SupplementaryFrom) >> 10));
            _chars[_decoder.Count + 1] = (char)(0xDC00 + (codePoint & 0x3FF));
        }
        else
        {
            _chars[_decoder.Count] = (char)codePoint;
        }

        _decoder.Count += units;
        _history.Push(TextAlphabet.Escape, LetterCase.IsCapital(codePoint) || LetterCase.IsSmall(codePoint));
        return 0;
    }
}
