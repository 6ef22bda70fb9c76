using System;

namespace LoRaNode.Node.Display;

/// <summary>
/// A picture of 128 × 64 points, one bit each, in the order of the SSD1306's memory (data sheet, section 8.7: pages of eight rows,
/// one byte a column, bit 0 on top). The origin is the upper left corner; what lies outside is not drawn. RAM: 1,024 bytes.
/// </summary>
public sealed class FrameBuffer
{
    /// <summary>Points in a row.</summary>
    public const int Width = 128;

    /// <summary>Rows.</summary>
    public const int Height = 64;

    private const int Pages = Height / 8;
    private const int MaxDigits = 10;

    /// <summary>The points: byte <c>(y / 8) × 128 + x</c>, bit <c>y mod 8</c>.</summary>
    public readonly byte[] Bytes = new byte[Width * Pages];

    private readonly char[] _digits = new char[MaxDigits + 1];

    /// <summary>Makes every point dark.</summary>
    public void Clear()
    {
        Array.Clear(Bytes, 0, Bytes.Length);
    }

    /// <summary>True when a point is lit; false outside.</summary>
    public bool IsLit(int x, int y)
    {
        return x >= 0 && x < Width && y >= 0 && y < Height && (Bytes[((y >> 3) * Width) + x] & (1 << (y & 7))) != 0;
    }

    /// <summary>Lights a rectangle.</summary>
    public void Fill(int x, int y, int width, int height)
    {
        Paint(x, y, width, height, false);
    }

    /// <summary>Inverts a rectangle.</summary>
    public void Invert(int x, int y, int width, int height)
    {
        Paint(x, y, width, height, true);
    }

    /// <summary>Lights the border of a rectangle.</summary>
    public void Frame(int x, int y, int width, int height)
    {
        Fill(x, y, width, 1);
        Fill(x, y + height - 1, width, 1);
        Fill(x, y, 1, height);
        Fill(x + width - 1, y, 1, height);
    }

    /// <summary>Draws text with its accent row at <paramref name="y"/>. Returns the column behind it.</summary>
    public int DrawText(int x, int y, string text)
    {
        char[] chars = text.ToCharArray();
        return DrawText(x, y, chars, 0, chars.Length);
    }

    /// <summary>Draws a part of a text. Returns the column behind it. Allocates nothing.</summary>
    public int DrawText(int x, int y, char[] text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            long glyph = CompactFont.Glyph(text[i]);
            if (glyph == 0)
            {
                continue;
            }

            if (x >= Width)
            {
                break;
            }

            x = DrawGlyph(x, y, glyph) + CompactFont.Gap;
        }

        return x;
    }

    /// <summary>Draws a whole number. Returns the column behind it. Allocates nothing.</summary>
    public int DrawNumber(int x, int y, int value)
    {
        int start = Digits(value);
        return DrawText(x, y, _digits, start, _digits.Length);
    }

    /// <summary>Columns that a whole number takes.</summary>
    public int NumberWidth(int value)
    {
        int start = Digits(value);
        return CompactFont.Width(_digits, start, _digits.Length);
    }

    /// <summary>Draws a number with letters of twice the size, its middle at <paramref name="centreX"/>.</summary>
    public void DrawLargeNumber(int centreX, int y, int value)
    {
        int start = Digits(value);
        int x = centreX - CompactFont.Width(_digits, start, _digits.Length);
        for (int i = start; i < _digits.Length; i++)
        {
            long glyph = CompactFont.Glyph(_digits[i]);
            int width = CompactFont.Width(glyph);
            for (int column = 0; column < width; column++)
            {
                int bits = CompactFont.Column(glyph, column);
                for (int row = 0; row < CompactFont.Height; row++)
                {
                    if ((bits & (1 << row)) != 0)
                    {
                        Fill(x + (2 * column), y + (2 * row), 2, 2);
                    }
                }
            }

            x += 2 * (width + CompactFont.Gap);
        }
    }

    private int DrawGlyph(int x, int y, long glyph)
    {
        int width = CompactFont.Width(glyph);
        bool isWide = width == CompactFont.MaxWidth;
        int shift = y & 7;
        int at = (y >> 3) * Width;
        for (int i = 0; i < width && x < Width; i++, x++)
        {
            // As in CompactFont.Column, without its call for each column.
            // Ten rows from any row touch at most three pages.
            int bits = (isWide ? ((int)glyph & 0xFF) << 1 : (int)glyph & CompactFont.AllRows) << shift;
            glyph >>= isWide ? CompactFont.Height - 2 : CompactFont.Height;
            if (x < 0)
            {
                continue;
            }

            for (int page = at; bits != 0 && page < Bytes.Length; page += Width, bits >>= 8)
            {
                if (page >= 0)
                {
                    Bytes[page + x] |= (byte)bits;
                }
            }
        }

        return x;
    }

    private void Paint(int x, int y, int width, int height, bool invert)
    {
        int left = x < 0 ? 0 : x;
        int right = x + width > Width ? Width : x + width;
        int top = y < 0 ? 0 : y;
        int bottom = y + height > Height ? Height : y + height;
        while (top < bottom)
        {
            // One byte a column at a time: the rows of one page that lie in the rectangle.
            int pageEnd = (top | 7) + 1;
            int end = pageEnd < bottom ? pageEnd : bottom;
            int mask = ((1 << (end - top)) - 1) << (top & 7);
            int row = (top >> 3) * Width;
            for (int column = left; column < right; column++)
            {
                int before = Bytes[row + column];
                Bytes[row + column] = (byte)(invert ? before ^ mask : before | mask);
            }

            top = end;
        }
    }

    private int Digits(int value)
    {
        int at = _digits.Length;

        // Through the negative numbers, of which there is one more.
        int rest = value > 0 ? -value : value;
        do
        {
            _digits[--at] = (char)('0' - (rest % 10));
            rest /= 10;
        }
        while (rest != 0);

        if (value < 0)
        {
            _digits[--at] = '-';
        }

        return at;
    }
}
