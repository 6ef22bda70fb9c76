namespace LoRaNode.Node.Display;

/// <summary>
/// The display's own variable-width font: Latin, Russian and Kazakh letters in ten rows, drawn in <c>glyphs.txt</c>. A character that is not in
/// it is shown as a box; marks that combine or have no width take no room.
/// </summary>
public static class CompactFont
{
    /// <summary>Rows of a letter, from the accent to the descender.</summary>
    public const int Height = 10;

    /// <summary>Empty columns between two letters.</summary>
    public const int Gap = 1;

    private const int FirstAscii = 0x20;
    private const int LastAscii = 0x7E;

    /// <summary>Number of a character's glyph; -1 for a character that takes no room.</summary>
    public static int Glyph(char c)
    {
        if (c >= FirstAscii && c <= LastAscii)
        {
            return FontTable.Glyphs[c - FirstAscii];
        }

        if (c == '\u00A0' || c == '\u202F' || c == '\t')
        {
            return FontTable.Glyphs[0];
        }

        if (c == '\u2011')
        {
            return FontTable.Glyphs['-' - FirstAscii];
        }

        if (IsWidthless(c))
        {
            return -1;
        }

        int low = LastAscii - FirstAscii + 1;
        int high = FontTable.Codes.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int code = FontTable.Codes[middle];
            if (code == c)
            {
                return FontTable.Glyphs[middle];
            }

            if (code < c)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return FontTable.Unknown;
    }

    /// <summary>Columns of a glyph, without the gap.</summary>
    public static int Width(int glyph)
    {
        return FontTable.Starts[glyph + 1] - FontTable.Starts[glyph];
    }

    /// <summary>Columns that a character takes on a line, with its gap; 0 for a character that takes no room.</summary>
    public static int Advance(char c)
    {
        int glyph = Glyph(c);
        return glyph < 0 ? 0 : Width(glyph) + Gap;
    }

    /// <summary>Columns that a text takes, without the gap behind its last letter.</summary>
    public static int Width(char[] text, int start, int end)
    {
        int width = 0;
        for (int i = start; i < end; i++)
        {
            width += Advance(text[i]);
        }

        return width == 0 ? 0 : width - Gap;
    }

    /// <summary>Control characters, soft hyphen, combining marks, zero-width marks, variation selectors, and the second half of a surrogate pair.</summary>
    private static bool IsWidthless(char c)
    {
        return c < FirstAscii
            || c == '\u007F'
            || c == '\u00AD'
            || (c >= '\u0300' && c <= '\u036F')
            || (c >= '\u200B' && c <= '\u200F')
            || c == '\u2060'
            || c == '\uFEFF'
            || (c >= '\uFE00' && c <= '\uFE0F')
            || (c >= '\uDC00' && c <= '\uDFFF');
    }
}
