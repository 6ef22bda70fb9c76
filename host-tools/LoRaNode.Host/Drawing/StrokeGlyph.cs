namespace LoRaNode.Host.Drawing;

/// <summary>The strokes of one character.</summary>
/// <param name="Advance">How far the next character is, in units of <see cref="StrokeFont.UnitsPerEm"/>.</param>
/// <param name="Paths">Its strokes; none for a space.</param>
public sealed record StrokeGlyph(double Advance, IReadOnlyList<StrokePath> Paths)
{
    /// <summary>A space.</summary>
    public static StrokeGlyph Space { get; } = new(6, []);

    /// <summary>A character that is not seen and takes no place.</summary>
    public static StrokeGlyph Nothing { get; } = new(0, []);
}

/// <summary>Some strokes of a character.</summary>
/// <param name="Data">SVG path data.</param>
/// <param name="OffsetX">Where its x = 0 lies in the glyph.</param>
/// <param name="ScaleX">Factor for x, before the offset.</param>
/// <param name="ScaleY">Factor for y.</param>
public sealed record StrokePath(string Data, double OffsetX, double ScaleX, double ScaleY);
