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

    /// <summary>Most columns of a glyph.</summary>
    public const int MaxWidth = 7;

    /// <summary>Bit of a glyph above which its width is.</summary>
    public const int WidthShift = 60;

    /// <summary>The accent row and the lowest descender, which the widest glyphs do not use.</summary>
    public const int EdgeRows = 1 | (1 << (Height - 1));

    /// <summary>The bits of all rows.</summary>
    public const int AllRows = (1 << Height) - 1;

    private const int FirstAscii = 0x20;
    private const int LastAscii = 0x7E;
    private const int FirstCyrillic = 0x0400;
    private const int LastCyrillic = 0x04FF;

    /// <summary>
    /// The glyph of a character; 0 for a character that takes no room. Three bits at the top are its width; below them are its columns, the first one
    /// lowest: ten rows each, or the eight rows between the edges in a glyph of <see cref="MaxWidth"/>.
    /// </summary>
    public static long Glyph(char c)
    {
        // Nearly all that comes.
        if ((c >= FirstAscii && c <= LastAscii) || (c >= FirstCyrillic && c <= LastCyrillic))
        {
            return FontTable.Glyph(c);
        }

        if (c == '\u00A0' || c == '\u202F' || c == '\t')
        {
            return FontTable.Glyph(' ');
        }

        return c == '\u2011' ? FontTable.Glyph('-') : IsWidthless(c) ? 0 : FontTable.Glyph(c);
    }

    /// <summary>Columns of a glyph, without the gap.</summary>
    public static int Width(long glyph)
    {
        return (int)(glyph >> WidthShift);
    }

    /// <summary>A column of a glyph: bit 0 is the accent row, bit 9 the lowest descender.</summary>
    public static int Column(long glyph, int index)
    {
        return Width(glyph) == MaxWidth
            ? ((int)(glyph >> (8 * index)) & 0xFF) << 1
            : (int)(glyph >> (Height * index)) & AllRows;
    }

    /// <summary>Columns that a character takes on a line, with its gap; 0 for a character that takes no room.</summary>
    public static int Advance(char c)
    {
        long glyph = Glyph(c);
        return glyph == 0 ? 0 : Width(glyph) + Gap;
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
