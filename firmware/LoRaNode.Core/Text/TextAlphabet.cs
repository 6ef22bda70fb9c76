namespace LoRaNode.Core.Text;

/// <summary>
/// The symbols of a language: five that steer the decoder, then its characters from the most frequent down. A symbol is a
/// number below <see cref="MaxSymbols"/>.
/// </summary>
public sealed class TextAlphabet
{
    /// <summary>Symbols fit seven bits, and the last number is not used.</summary>
    public const int MaxSymbols = 128;

    /// <summary>Ends the text; as history it stands for what is before the start.</summary>
    public const int End = 0;

    /// <summary>
    /// The next letter is a capital; a second one, or a yes right after the first (<see cref="ShiftHead"/>), and the rest of the word is
    /// in capitals; inside such a word, it ends that.
    /// </summary>
    public const int Shift = 1;

    /// <summary>A code point outside the alphabet follows as plain bits.</summary>
    public const int Escape = 2;

    /// <summary>The rest is in another language.</summary>
    public const int Switch = 3;

    /// <summary>A space, and the next letter is a capital: most capitals begin a word.</summary>
    public const int SpaceShift = 4;

    /// <summary>The symbol of the first character.</summary>
    public const int FirstCharacter = 5;

    /// <summary>In the history: a symbol that no context has.</summary>
    internal const int NoContext = ModelFormat.MaxContextSymbols;

    /// <summary>The first character of every alphabet is the space.</summary>
    public const int Space = FirstCharacter;

    // The symbol in the history for each symbol.
    private readonly byte[] _inHistory = new byte[MaxSymbols];
    private readonly char[] _characters = new char[MaxSymbols];
    private int _count = FirstCharacter;
    private int _digit;

    /// <summary>The characters by symbol, for the decoder's innermost loop.</summary>
    internal char[] Characters
    {
        get { return _characters; }
    }

    /// <summary>The symbols in the history by symbol, likewise.</summary>
    internal byte[] HistorySymbols
    {
        get { return _inHistory; }
    }

    /// <summary>How many symbols there are.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Forgets all characters.</summary>
    public void Clear()
    {
        _count = FirstCharacter;
        _digit = 0;
    }

    /// <summary>Adds the character of the next symbol; when there is no room it is ignored.</summary>
    public void Add(char character)
    {
        if (_count >= MaxSymbols - 1)
        {
            return;
        }

        int symbol = _count;
        _characters[symbol] = character;
        _count++;
        bool isDigit = character >= '0' && character <= '9';
        if (isDigit && _digit == 0)
        {
            _digit = symbol;
        }

        int inHistory = isDigit ? _digit : symbol;
        _inHistory[symbol] = (byte)(inHistory < NoContext ? inHistory : NoContext);
    }

    /// <summary>The character of a symbol.</summary>
    public char CharacterOf(int symbol)
    {
        return _characters[symbol];
    }

    /// <summary>The symbol that stands for a symbol in the history: all digits look alike there, and all characters that no context has.</summary>
    public byte InHistory(int symbol)
    {
        return symbol < FirstCharacter ? (byte)symbol : _inHistory[symbol];
    }

    /// <summary>The symbol of a character (small letters only), or <see cref="Escape"/>.</summary>
    public int SymbolOf(int codePoint)
    {
        char[] characters = _characters;
        int count = _count;
        for (int i = FirstCharacter; i < count; i++)
        {
            if (characters[i] == codePoint)
            {
                return i;
            }
        }

        return Escape;
    }
}
