using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LoRaNode.Host.Drawing;

/// <summary>
/// A font of single strokes for pictures: Latin, Russian and Kazakh letters, digits and signs. It is part of the program, so a
/// picture has the same letters on a machine without any font.
/// </summary>
/// <remarks>
/// Coordinates are those of SVG paths: x to the right from the left-most stroke, y down from the base line; capitals are 14 units
/// high, small letters 10, and <see cref="UnitsPerEm"/> units are one font size. Strokes have round ends and joins.
/// </remarks>
public static class StrokeFont
{
    /// <summary>Units of the glyph coordinates in one font size.</summary>
    public const double UnitsPerEm = 20;

    /// <summary>Width of the stroke of normal letters, in units.</summary>
    public const double RegularStroke = 1.55;

    /// <summary>Width of the stroke of heavy letters, in units.</summary>
    public const double BoldStroke = 2.35;

    // Free space on each side of a glyph, from the middle of its outer strokes.
    private const double SideBearing = 1.75;

    // A small letter made of a capital's skeleton: as high as other small letters, and a little narrower.
    private const double SmallX = 0.82;

    private const double SmallY = 10.0 / 14.0;

    private static readonly FrozenDictionary<int, StrokeGlyph> Glyphs = Read([StrokeGlyphs.Latin, StrokeGlyphs.Signs, StrokeGlyphs.Cyrillic]);

    /// <summary>What is drawn for a character that the font lacks: an upright box.</summary>
    public static StrokeGlyph MissingGlyph { get; } = new(8 + (2 * SideBearing), [new StrokePath("M0 -14H8V0H0ZM0 -14L8 0M8 -14L0 0", SideBearing, 1, 1)]);

    /// <summary>True when the font has the character; spaces and characters without a shape count as known.</summary>
    public static bool Knows(Rune character) => IsInvisible(character) || Glyphs.ContainsKey(character.Value);

    /// <summary>The glyph of a character; <see cref="MissingGlyph"/> when the font lacks it.</summary>
    public static StrokeGlyph Of(Rune character)
    {
        if (Glyphs.TryGetValue(character.Value, out StrokeGlyph? glyph))
        {
            return glyph;
        }

        return Rune.IsWhiteSpace(character) ? StrokeGlyph.Space : IsInvisible(character) ? StrokeGlyph.Nothing : MissingGlyph;
    }

    /// <summary>Width of a text in the unit of <paramref name="size"/>.</summary>
    /// <param name="text">One line of text.</param>
    /// <param name="size">Font size.</param>
    public static double Measure(string text, double size)
    {
        double units = 0;
        foreach (Rune character in text.EnumerateRunes())
        {
            units += Of(character).Advance;
        }

        return units * size / UnitsPerEm;
    }

    private static bool IsInvisible(Rune character) =>
        Rune.IsWhiteSpace(character) || Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;

    private static FrozenDictionary<int, StrokeGlyph> Read(ReadOnlySpan<string> tables)
    {
        var glyphs = new Dictionary<int, StrokeGlyph>();
        foreach (string table in tables)
        {
            foreach (string row in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                (int character, StrokeGlyph glyph) = ReadRow(row, glyphs);
                glyphs.Add(character, glyph);
            }
        }

        return glyphs.ToFrozenDictionary();
    }

    /// <summary>
    /// Reads one row: <c>A 10 M0 0L5…</c> (character, width, path), <c>А=A</c> (same as another), <c>в&lt;В</c> (small letter from the
    /// skeleton of a capital); the last two may end in <c>+M…</c> (with these strokes too).
    /// </summary>
    private static (int Character, StrokeGlyph Glyph) ReadRow(string row, Dictionary<int, StrokeGlyph> known)
    {
        Rune character = Rune.GetRuneAt(row, 0);
        ReadOnlySpan<char> rest = row.AsSpan(character.Utf16SequenceLength);
        if (rest[0] == ' ')
        {
            rest = rest[1..];
            int space = rest.IndexOf(' ');
            double width = double.Parse(rest[..space], CultureInfo.InvariantCulture);
            return (character.Value, new StrokeGlyph(width + (2 * SideBearing), [new StrokePath(rest[(space + 1)..].ToString(), SideBearing, 1, 1)]));
        }

        bool isSmall = rest[0] == '<';
        StrokeGlyph origin = known[rest[1]];
        var paths = new List<StrokePath>(origin.Paths.Select(p => isSmall ? p with { ScaleX = SmallX, ScaleY = SmallY } : p));
        if (rest.Length > 2)
        {
            paths.Add(new StrokePath(rest[3..].ToString(), SideBearing, 1, 1));
        }

        double advance = isSmall ? ((origin.Advance - (2 * SideBearing)) * SmallX) + (2 * SideBearing) : origin.Advance;
        return (character.Value, new StrokeGlyph(advance, paths));
    }
}
