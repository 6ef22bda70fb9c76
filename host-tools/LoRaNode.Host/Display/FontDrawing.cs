using System.Globalization;
using System.Text;
using LoRaNode.Node.Display;

namespace LoRaNode.Host.Display;

/// <summary>
/// The letters of the display as they are drawn in <c>glyphs.txt</c>, and the C# table that the firmware holds of them.
/// </summary>
public sealed class FontDrawing
{
    private const string ColumnMethod = """
            /// <summary>A column: bit 0 is the accent row, bit 9 the lowest descender.</summary>
            public static int Column(int index)
            {
                int edges = Edges[index >> 2] >> (2 * (index & 3));
                return (edges & 1) | (Columns[index] << 1) | ((edges & 2) << 8);
            }

        """;

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
        var starts = new List<int> { 0 };
        foreach (var columns in _columns)
        {
            starts.Add(starts[^1] + columns.Length);
        }

        var source = new StringBuilder();
        source.Append("namespace LoRaNode.Node.Display;\n\n");
        source.Append("/// <summary>The drawing of <c>glyphs.txt</c> as a table; made from it, not by hand. RAM: about ");
        source.Append(CultureInfo.InvariantCulture, $"{RoundedBytes(starts)} bytes.</summary>\n");
        source.Append("internal static class FontTable\n{\n");
        source.Append("    /// <summary>Glyph of a character that has no drawing.</summary>\n");
        source.Append(CultureInfo.InvariantCulture, $"    public const int Unknown = {_glyphs['\uFFFD']};\n\n");
        Array(source, "Characters with a drawing, ascending; the first 95 are ASCII.", "ushort", "Codes", _glyphs.Keys.Select(c => (int)c));
        Array(source, "Glyph of each of these characters.", "byte", "Glyphs", _glyphs.Values);
        Array(source, "First column of each glyph, and the end of the last.", "ushort", "Starts", starts);
        var flat = _columns.SelectMany(c => c).ToList();
        Array(source, "Rows 1 to 8 of the columns of all glyphs, row 1 in bit 0.", "byte", "Columns", flat.Select(c => (c >> 1) & 0xFF));
        Array(
            source,
            "Rows 0 (low bit) and 9 of the columns, four columns a byte: few glyphs have an accent or a deep descender.",
            "byte",
            "Edges",
            flat.Select(c => (c & 1) | ((c >> 8) & 2)).Chunk(4).Select(four => four.Select((bits, i) => bits << (2 * i)).Sum()));
        source.Append(ColumnMethod);
        source.Append("}\n");
        return source.ToString();
    }

    private int RoundedBytes(List<int> starts)
    {
        var bytes = (3 * _glyphs.Count) + (2 * starts.Count) + (starts[^1] * 5 / 4);
        return (bytes + 50) / 100 * 100;
    }

    private static void Array(StringBuilder source, string summary, string type, string name, IEnumerable<int> values)
    {
        source.Append(CultureInfo.InvariantCulture, $"    /// <summary>{summary}</summary>\n");
        source.Append(CultureInfo.InvariantCulture, $"    public static readonly {type}[] {name} = new {type}[]\n    {{\n");
        foreach (var row in values.Chunk(16))
        {
            source.Append("        ");
            source.AppendJoin(", ", row.Select(v => v.ToString(CultureInfo.InvariantCulture)));
            source.Append(",\n");
        }

        source.Append("    };\n\n");
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
