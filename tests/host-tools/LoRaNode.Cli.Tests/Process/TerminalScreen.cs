using System.Globalization;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>
/// The part of a terminal that the tool uses: letters, line ends, cursor to the corner, erase to the end of row and screen, colours (ignored),
/// the alternate screen, the cursor's being hidden. Anything else fails the test.
/// </summary>
internal sealed class TerminalScreen
{
    private readonly int _columns;
    private readonly int _rows;
    private char[][] _cells;
    private char[][]? _main;
    private int _row;
    private int _column;

    private TerminalScreen(int columns, int rows)
    {
        (_columns, _rows) = (columns, rows);
        _cells = Blank();
    }

    /// <summary>True while the alternate screen is shown.</summary>
    public bool IsAlternate => _main is not null;

    /// <summary>False while the cursor is hidden.</summary>
    public bool HasCursor { get; private set; } = true;

    /// <summary>How often the screen scrolled while the alternate one was shown: a picture that fits never does.</summary>
    public int Scrolls { get; private set; }

    /// <summary>The rows, blanks at their ends left out.</summary>
    public string Text => string.Join('\n', _cells.Select(r => new string(r).TrimEnd()));

    /// <summary>The screen after what was written to it.</summary>
    public static TerminalScreen After(string written, int columns, int rows)
    {
        var screen = new TerminalScreen(columns, rows);
        for (int i = 0; i < written.Length;)
        {
            if (written[i] == '\u001b')
            {
                int end = i + 1 < written.Length && written[i + 1] != '[' ? i + 1 : i + 2;
                while (end > i + 1 && end < written.Length && written[end] is < '@' or > '~')
                {
                    end++;
                }

                // The rest of a sequence may still be on its way.
                if (end >= written.Length)
                {
                    break;
                }

                screen.Obey(written[i..(end + 1)]);
                i = end + 1;
            }
            else
            {
                screen.Put(written[i++]);
            }
        }

        return screen;
    }

    private char[][] Blank() => [.. Enumerable.Range(0, _rows).Select(_ => new string(' ', _columns).ToCharArray())];

    private void Obey(string sequence)
    {
        switch (sequence)
        {
            case "\u001b[?1049h":
                (_main, _cells, _row, _column) = (_cells, Blank(), 0, 0);
                break;
            case "\u001b[?1049l":
                (_cells, _main) = (_main ?? _cells, null);
                break;
            case "\u001b[?25l" or "\u001b[?25h":
                HasCursor = sequence[^1] == 'h';
                break;
            case "\u001b[H":
                (_row, _column) = (0, 0);
                break;
            case "\u001b[K":
                Array.Fill(_cells[_row], ' ', Math.Min(_column, _columns), _columns - Math.Min(_column, _columns));
                break;
            case "\u001b[J":
                Array.Fill(_cells[_row], ' ', Math.Min(_column, _columns), _columns - Math.Min(_column, _columns));
                for (int row = _row + 1; row < _rows; row++)
                {
                    Array.Fill(_cells[row], ' ');
                }

                break;
            default:
                // Colours, and the modes of keys that the runtime sets (DECCKM and DECKPAM).
                Assert.True(sequence[^1] == 'm' || sequence is "\u001b[?1h" or "\u001b[?1l" || sequence[1] is '=' or '>', "Not expected of the tool: " + sequence[1..]);
                break;
        }
    }

    private void Put(char letter)
    {
        switch (letter)
        {
            case '\r':
                _column = 0;
                return;
            case '\n':
                if (++_row == _rows)
                {
                    _row--;
                    Scrolls += IsAlternate ? 1 : 0;
                    _cells = [.. _cells.Skip(1), new string(' ', _columns).ToCharArray()];
                }

                return;
        }

        if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.NonSpacingMark)
        {
            return;
        }

        if (_column >= _columns)
        {
            Put('\r');
            Put('\n');
        }

        _cells[_row][_column++] = letter;
    }
}
