using System.Globalization;
using System.Text;

namespace LoRaNode.Host.Drawing;

/// <summary>Writes a scene as SVG 1.1, alone in a file or inside of an HTML page.</summary>
public static class SvgDocument
{
    // Letters of the reader's own system; all of these have the Kazakh ones.
    private const string FontFamily = "system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',Arial,sans-serif";

    // Share of the letters' size that the rim around them has on each side.
    private const double HaloShare = 0.22;

    /// <summary>A file of its own, in fixed colours.</summary>
    public static string Standalone(Scene scene, Theme theme, string language)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var svg = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?>""").Append('\n');
        Write(svg, scene, theme.Hex, $"""xmlns="http://www.w3.org/2000/svg" xml:lang="{language}" width="{N(scene.Width)}" height="{N(scene.Height)}" """, "picture");
        return svg.ToString();
    }

    /// <summary>An element for an HTML page; its colours are the page's variables, such as <c>--ink</c>.</summary>
    /// <param name="scene">The picture.</param>
    /// <param name="id">Id of the element; those of its title and description begin with it.</param>
    public static string Inline(Scene scene, string id)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var svg = new StringBuilder();
        Write(svg, scene, tone => $"var(--{tone})", $"""id="{id}" """, id);
        return svg.ToString();
    }

    /// <summary>A small drawing beside a text that says the same, in the colours of the page.</summary>
    public static string Decoration(IReadOnlyList<Shape> shapes, double width, double height)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {N(width)} {N(height)}\" aria-hidden=\"true\">");
        foreach (Shape shape in shapes)
        {
            Write(svg, shape, tone => $"var(--{tone})");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Write(StringBuilder svg, Scene scene, Func<Tone, string> colour, string attributes, string id)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<svg {attributes}viewBox=\"0 0 {N(scene.Width)} {N(scene.Height)}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{FontFamily}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Escape(scene.Title)}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<desc id=\"{id}-desc\">{Escape(scene.Description)}</desc>\n");
        foreach (Shape shape in scene.Shapes)
        {
            Write(svg, shape, colour);
        }

        svg.Append("</svg>\n");
    }

    private static void Write(StringBuilder svg, Shape shape, Func<Tone, string> colour)
    {
        switch (shape)
        {
            case CircleShape circle:
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(circle.Center.X)}\" cy=\"{N(circle.Center.Y)}\" r=\"{N(circle.Radius)}\"");
                Paint(svg, shape, colour);
                svg.Append("/>\n");
                break;
            case RectangleShape box:
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\"");
                if (box.Rounding > 0)
                {
                    svg.Append(CultureInfo.InvariantCulture, $" rx=\"{N(box.Rounding)}\"");
                }

                Paint(svg, shape, colour);
                svg.Append("/>\n");
                break;
            case PathShape path:
                svg.Append("<path d=\"");
                for (int i = 0; i < path.Points.Count; i++)
                {
                    svg.Append(i == 0 ? 'M' : 'L').Append(N(path.Points[i].X)).Append(' ').Append(N(path.Points[i].Y));
                }

                svg.Append(path.IsClosed ? "Z\"" : "\" stroke-linecap=\"round\"").Append(" stroke-linejoin=\"round\"");
                Paint(svg, shape, colour);
                svg.Append("/>\n");
                break;
            case TextShape text:
                Write(svg, text, colour);
                break;
        }
    }

    private static void Write(StringBuilder svg, TextShape text, Func<Tone, string> colour)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(text.At.X)}\" y=\"{N(text.At.Y)}\" font-size=\"{N(text.Size)}\"");
        if (text.Anchor != TextAnchor.Start)
        {
            svg.Append(text.Anchor == TextAnchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        }

        if (text.IsBold)
        {
            svg.Append(" font-weight=\"700\"");
        }

        if (text.Halo is { } halo)
        {
            svg.Append(CultureInfo.InvariantCulture, $" stroke=\"{colour(halo)}\" stroke-width=\"{N(text.Size * HaloShare)}\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }

        Paint(svg, text, colour);
        svg.Append('>').Append(Escape(text.Text)).Append("</text>\n");
    }

    private static void Paint(StringBuilder svg, Shape shape, Func<Tone, string> colour)
    {
        svg.Append(CultureInfo.InvariantCulture, $" fill=\"{(shape.Fill is { } fill ? colour(fill) : "none")}\"");
        if (shape.Stroke is { } stroke)
        {
            svg.Append(CultureInfo.InvariantCulture, $" stroke=\"{colour(stroke)}\" stroke-width=\"{N(shape.StrokeWidth)}\"");
        }

        if (shape.Dash is { } dash)
        {
            svg.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{N(dash)} {N(dash)}\"");
        }

        if (shape.Opacity < 1)
        {
            svg.Append(CultureInfo.InvariantCulture, $" opacity=\"{N(shape.Opacity)}\"");
        }

        if (shape.Tag is { } tag)
        {
            svg.Append(CultureInfo.InvariantCulture, $" data-part=\"{tag.Part}\" data-node=\"{tag.Index}\"");
        }
    }

    private static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Escapes any text for XML and HTML; characters that XML 1.0 forbids become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune character in text.EnumerateRunes())
        {
            _ = character.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                '\t' or '\n' or '\r' => safe.Append(character.ToString()),
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => safe.Append('\uFFFD'),
                _ => safe.Append(character.ToString()),
            };
        }

        return safe.ToString();
    }
}
