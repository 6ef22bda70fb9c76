namespace LoRaNode.Core.Text;

/// <summary>
/// Decodes texts. Nothing is allocated after construction; any input ends after at most <see cref="TextLimits.MaxChars"/>
/// characters, with a text or an error code. Not for several threads at once.
/// </summary>
public sealed class TextDecoder
{
    private const int MaxPendingShifts = 2;
    private const int BlockMask = (1 << TextSymbols.BlockBits) - 1;

    private readonly TextModel[] _models;
    private readonly SymbolDecoder _decoder = new SymbolDecoder();
    private readonly SymbolHistory _history = new SymbolHistory();

    private char[] _chars;
    private int _limit;
    private int _block;

    /// <summary>Creates a decoder for a set of models.</summary>
    public TextDecoder(TextModels models)
    {
        _models = models.ByLanguage;
    }

    /// <summary>The language at the end of the latest text.</summary>
    public TextLanguage Language { get; private set; }

    /// <summary>
    /// Decodes <paramref name="length"/> bytes of <paramref name="buffer"/> into <paramref name="chars"/>, at most
    /// <paramref name="maxChars"/> UTF-16 units. Returns their number, or a negative <see cref="TextError"/>.
    /// </summary>
    public int Decode(byte[] buffer, int offset, int length, char[] chars, int maxChars)
    {
        if (length == 0)
        {
            return 0;
        }

        if (buffer == null || chars == null || offset < 0 || length < 0 || length > buffer.Length - offset)
        {
            return TextError.Malformed;
        }

        _chars = chars;
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
        int error = DecodeSymbols(language);
        if (error < 0)
        {
            return error;
        }

        int implied = _decoder.ImpliedBytes;
        return implied < 0 || implied > RangeEncoder.MaxImpliedBytes || _decoder.Count == 0 ? TextError.Malformed : _decoder.Count;
    }

    private int DecodeSymbols(int language)
    {
        TextModel model = _models[language];
        if (model == null)
        {
            return TextError.ModelUnavailable;
        }

        int switchedAt = -1;
        while (true)
        {
            int symbol = _decoder.Run(model, _history, _chars, _limit);
            if (symbol >= TextAlphabet.FirstCharacter)
            {
                int error = symbol >= model.Alphabet.Count ? TextError.Malformed : TakeCharacter(model, symbol);
                if (error < 0)
                {
                    return error;
                }
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

                _history.PushShift();
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
                Language = model.Language;
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
                if (switchedAt == _decoder.Count)
                {
                    return TextError.Malformed;
                }

                switchedAt = _decoder.Count;
                model = _models[((int)model.Language + 1 + _decoder.Bits(1)) % TextLimits.Languages];
                if (model == null)
                {
                    return TextError.ModelUnavailable;
                }

                ContinueIn();
            }
        }
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

    /// <summary>The mirror image of <see cref="TextSymbols.ContinueFrom"/>.</summary>
    private void ContinueIn()
    {
        bool isCapitals = _history.IsCapitals;
        _history.Clear();
        _history.Push(TextSymbols.LatestInHistory(_decoder.Count == 0 ? 0 : _chars[_decoder.Count - 1]), false);
        _history.IsCapitals = isCapitals;
    }
}
