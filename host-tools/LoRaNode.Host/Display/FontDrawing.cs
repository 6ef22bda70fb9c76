using System.Globalization;
using System.Text;
using LoRaNode.Node.Display;

namespace LoRaNode.Host.Display;

/// <summary>
/// The letters of the display as they are drawn in <c>glyphs.txt</c>, and the C# source that the firmware has of them.
/// </summary>
public sealed class FontDrawing
{
    private readonly SortedDictionary<char, int> _glyphs = [];
    private readonly List<int[]> _columns = [];

    /// <summary>Characters that have a drawing.</summary>
    public IEnumerable<char> Characters => _glyphs.Keys;

    /// <summary>Different drawings.</summary>
    public int Count => _columns.Count;

    /// <summary>Reads a drawing.</summary>
    /// <exception cref="FormatException">A line that cannot be read, with its number.</exception>
    public static FontDrawing Parse(string text)
    {
        var drawing = new FontDrawing();
        var borrowed = new List<(char Character, char From, int Line)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == ';')
            {
                continue;
            }

            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 3)
            {
                throw new FormatException($"Line {number}: expected a character, a row and a drawing.");
            }

            var character = CharacterOf(parts[0], number);
            if (parts[1] == "=")
            {
                borrowed.Add((character, CharacterOf(parts[2], number), number));
                continue;
            }

            if (!drawing._glyphs.TryAdd(character, drawing._columns.Count))
            {
                throw new FormatException($"Line {number}: this character is drawn twice.");
            }

            drawing._columns.Add(ColumnsOf(int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2].Split('/'), number));
        }

        foreach (var (character, from, line) in borrowed)
        {
            if (!drawing._glyphs.TryGetValue(from, out var glyph) || !drawing._glyphs.TryAdd(character, glyph))
            {
                throw new FormatException($"Line {line}: nothing to borrow, or the character is drawn twice.");
            }
        }

        return drawing;
    }

    /// <summary>The file <c>FontTable.cs</c> for this drawing.</summary>
    public string ToSource()
    {
        var source = new StringBuilder();
        source.Append("namespace LoRaNode.Node.Display;\n\n");
        source.Append("/// <summary>\n/// The drawing of <c>glyphs.txt</c>; made from it, not by hand. Each glyph is a number in the code, which the device leaves in its flash: a table\n");
        source.Append("/// would be copied to the heap. <see cref=\"CompactFont\"/> tells how to read it.\n/// </summary>\n");
        source.Append("internal static class FontTable\n{\n");
        source.Append("    /// <summary>The glyph of a character; a box for a character without a drawing.</summary>\n");
        source.Append("    public static long Glyph(char character)\n    {\n        switch ((int)character)\n        {\n");
        int box = _glyphs['\uFFFD'];
        foreach (var glyph in _glyphs.GroupBy(g => g.Value, g => (int)g.Key).Where(g => g.Key != box).OrderBy(g => g.Min()))
        {
            foreach (int code in glyph.Order())
            {
                source.Append(CultureInfo.InvariantCulture, $"            case {code}:\n");
            }

            source.Append(CultureInfo.InvariantCulture, $"                return 0x{Packed(_columns[glyph.Key]):X16};\n");
        }

        source.Append(CultureInfo.InvariantCulture, $"            default:\n                return 0x{Packed(_columns[box]):X16};\n");
        source.Append("        }\n    }\n}\n");
        return source.ToString();
    }

    /// <summary>The number that <see cref="CompactFont.Column"/> reads.</summary>
    private static long Packed(int[] columns)
    {
        bool isWide = columns.Length == CompactFont.MaxWidth;
        if (columns.Length > CompactFont.MaxWidth || (isWide && columns.Any(rows => (rows & CompactFont.EdgeRows) != 0)))
        {
            throw new FormatException($"A glyph has at most {CompactFont.MaxWidth} columns, and with so many no point in the first and the last row.");
        }

        long packed = (long)columns.Length << CompactFont.WidthShift;
        for (int i = 0; i < columns.Length; i++)
        {
            packed |= isWide ? (long)(columns[i] >> 1) << (8 * i) : (long)columns[i] << (CompactFont.Height * i);
        }

        return packed;
    }

    private static char CharacterOf(string text, int line)
    {
        if (text.Length == 1)
        {
            return text[0];
        }

        return text.StartsWith("U+", StringComparison.Ordinal)
            && ushort.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : throw new FormatException($"Line {line}: expected one character or U+ and its code.");
    }

    private static int[] ColumnsOf(int firstRow, string[] rows, int line)
    {
        if (firstRow + rows.Length > CompactFont.Height || rows.Any(row => row.Length != rows[0].Length))
        {
            throw new FormatException($"Line {line}: more than {CompactFont.Height} rows, or rows of different lengths.");
        }

        var columns = new int[rows[0].Length];
        for (var y = 0; y < rows.Length; y++)
        {
            for (var x = 0; x < columns.Length; x++)
            {
                columns[x] |= rows[y][x] switch
                {
                    '#' => 1 << (firstRow + y),
                    '.' => 0,
                    _ => throw new FormatException($"Line {line}: a row holds '#' and '.' only."),
                };
            }
        }

        return columns;
    }
}
