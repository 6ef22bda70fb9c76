namespace LoRaNode.Node.Display;

/// <summary>
/// Breaks a text into lines of a given width: at spaces and line ends, after hyphens and dashes, and within a word only when the word
/// alone is longer than a line. A text is laid out once; drawing its lines then costs nothing but the drawing. RAM: 3 bytes a line. (The device's strings are
/// UTF-8, so that going through one by index would take quadratic time: hence the characters.)
/// </summary>
public sealed class TextLayout
{
    /// <summary>Most lines: 1,000 characters on the narrowest screen of use. What is behind them is not shown.</summary>
    public const int MaxLines = 64;

    private readonly short[] _starts = new short[MaxLines];
    private readonly byte[] _lengths = new byte[MaxLines];
    // Only marks without a width can make a line so long.
    private const int MaxLineChars = byte.MaxValue;

    private static readonly char[] Nothing = new char[0];

    private char[] _text = Nothing;

    /// <summary>Lines of the text.</summary>
    public int Lines { get; private set; }

    /// <summary>Lays out a text; null is an empty one.</summary>
    /// <param name="text">Any text; kept by reference.</param>
    /// <param name="widthPixels">Columns of a line, at least the widest letter.</param>
    public void Set(char[] text, int widthPixels)
    {
        _text = text ?? Nothing;
        Lines = 0;
        int start = 0;
        while (start < _text.Length && Lines < MaxLines)
        {
            int next = EndOfLine(start, widthPixels, out int end);
            _starts[Lines] = (short)start;
            _lengths[Lines] = (byte)(end - start);
            Lines++;
            start = next;
        }
    }

    /// <summary>Draws a line; nothing when there is no such line.</summary>
    public void Draw(FrameBuffer buffer, int line, int x, int y)
    {
        if (line >= 0 && line < Lines)
        {
            buffer.DrawText(x, y, _text, _starts[line], _starts[line] + _lengths[line]);
        }
    }

    /// <summary>The characters of a line.</summary>
    public string Line(int line)
    {
        return new string(_text, _starts[line], _lengths[line]);
    }

    /// <summary>Finds where the line ends; returns where the next one starts.</summary>
    private int EndOfLine(int start, int widthPixels, out int end)
    {
        int width = 0;
        int breakEnd = -1;
        int breakNext = -1;
        for (int i = start; i < _text.Length; i++)
        {
            char c = _text[i];
            if (i - start == MaxLineChars)
            {
                end = i;
                return i;
            }

            if (c == '\n')
            {
                end = i;
                return i + 1;
            }

            if (c == ' ')
            {
                // Spaces at the end of a line need no room, however many there are.
                if (i == start || _text[i - 1] != ' ')
                {
                    breakEnd = i;
                    breakNext = SkipSpaces(i);
                }

                width += CompactFont.Advance(c);
                continue;
            }

            width += CompactFont.Advance(c);
            if (width - CompactFont.Gap > widthPixels)
            {
                if (breakEnd > start)
                {
                    end = breakEnd;
                    return breakNext;
                }

                // A word longer than the line; at least one character, so that the text ends.
                end = i > start ? i : i + 1;
                return end;
            }

            if (c == '-' || c == '\u2013' || c == '\u2014')
            {
                breakEnd = i + 1;
                breakNext = SkipSpaces(i + 1);
            }
        }

        end = _text.Length;
        return end;
    }

    private int SkipSpaces(int i)
    {
        while (i < _text.Length && _text[i] == ' ')
        {
            i++;
        }

        return i;
    }
}
