using System;

namespace LoRaNode.Core.Text;

/// <summary>
/// The latest symbols of a text, as the model looks at them: capitals as small letters, digits as one, and a pending shift
/// only until its letter has come.
/// </summary>
public sealed class SymbolHistory
{
    /// <summary>How many symbols back a model can look.</summary>
    public const int Depth = 16;

    internal const int Mask = Depth - 1;

    /// <summary>The ring of symbols; the latest is at <see cref="Latest"/>. Read in the decoder's innermost loops.</summary>
    internal readonly byte[] Ring = new byte[Depth];

    /// <summary>The index of the latest symbol.</summary>
    internal int Latest;

    private int _pendingShifts;
    private bool _isShifted;
    private bool _isCapitals;

    /// <summary>Whether the word is in capitals.</summary>
    public bool IsCapitals
    {
        get
        {
            return _isCapitals;
        }

        internal set
        {
            _isCapitals = value;
            IsPlain = !value && _pendingShifts == 0;
        }
    }

    /// <summary>Whether the next letter is a capital.</summary>
    public bool IsNextCapital
    {
        get { return _isCapitals || _isShifted; }
    }

    /// <summary>Whether neither a shift nor a word in capitals is under way: then a character needs no look at its case.</summary>
    internal bool IsPlain = true;

    /// <summary>How many shifts came since the latest character (0 to 2).</summary>
    public int PendingShifts
    {
        get { return _pendingShifts; }
    }

    /// <summary>Starts a text.</summary>
    public void Clear()
    {
        Array.Clear(Ring, 0, Depth);
        Latest = 0;
        _pendingShifts = 0;
        _isShifted = false;
        IsCapitals = false;
    }

    /// <summary>
    /// Starts anew in another language after the character <paramref name="latest"/> (0 when there was none), so that no long context
    /// is known: the first symbol after a switch is a cheap one.
    /// </summary>
    public void Continue(bool isCapitals, int latest, int shifts)
    {
        Clear();
        Push(TextAlphabet.NoContext, false);
        if (shifts == 0)
        {
            // A look at the alphabet would take long.
            Push((byte)(latest == ' ' ? TextAlphabet.Space : TextAlphabet.Escape), false);
        }

        IsCapitals = isCapitals;
        while (shifts > 0)
        {
            PushShift();
            shifts--;
        }
    }

    /// <summary>The symbol <paramref name="back"/> places back; 0 is the latest.</summary>
    public int At(int back)
    {
        return Ring[(Latest - back) & Mask];
    }

    /// <summary>Appends a shift.</summary>
    public void PushShift()
    {
        if (_isCapitals)
        {
            _isCapitals = false;
        }
        else if (_isShifted)
        {
            _isCapitals = true;
        }
        else
        {
            _isShifted = true;
        }

        _pendingShifts++;
        IsPlain = false;
        Latest = (Latest + 1) & Mask;
        Ring[Latest] = TextAlphabet.Shift;
    }

    /// <summary>Appends a space and a shift.</summary>
    public void PushSpaceShift()
    {
        Push(TextAlphabet.Space, false);
        PushShift();
    }

    /// <summary>Appends a character's symbol.</summary>
    public void Push(byte symbol, bool isLetter)
    {
        Latest = (Latest + 1 - _pendingShifts) & Mask;
        Ring[Latest] = symbol;
        _pendingShifts = 0;
        _isShifted = false;
        _isCapitals = _isCapitals && isLetter;
        IsPlain = !_isCapitals;
    }
}
