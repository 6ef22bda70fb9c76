using System.Text;
using LoRaNode.Host.Drawing;
using SkiaSharp;

namespace LoRaNode.Cli.Pictures;

/// <summary>Paints a scene as PNG, its letters with the program's own font, so that it looks the same on every machine.</summary>
public static class PngPicture
{
    // Share of the letters' size that the rim around them has on each side; as in the SVG.
    private const float HaloShare = 0.22f;

    /// <summary>Paints a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="theme">Its colours.</param>
    /// <param name="scale">Pixels for each unit of the scene.</param>
    /// <returns>The bytes of a PNG file.</returns>
    public static byte[] Paint(Scene scene, Theme theme, float scale)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(theme);
        var size = new SKImageInfo((int)Math.Ceiling(scene.Width * scale), (int)Math.Ceiling(scene.Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(size);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(Colour(new Tone(ToneRole.Ground), 1, theme));
            canvas.Scale(scale);
            Paint(canvas, scene, theme);
        }

        using SKPixmap pixels = bitmap.PeekPixels();

        // Measured on a city of 30 nodes: a third of the time of the default (all filters, level 6) for a tenth more bytes.
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3))
            ?? throw new InvalidOperationException("The picture could not be encoded.");
        return data.ToArray();
    }

    /// <summary>Paints the shapes of a scene on anything: a picture, a page.</summary>
    internal static void Paint(SKCanvas canvas, Scene scene, Theme theme)
    {
        foreach (Shape shape in scene.Shapes)
        {
            Paint(canvas, shape, theme);
        }
    }

    private static void Paint(SKCanvas canvas, Shape shape, Theme theme)
    {
        if (shape is TextShape text)
        {
            PaintText(canvas, text, theme);
            return;
        }

        using SKPath outline = Outline(shape);
        using var paint = new SKPaint { IsAntialias = true };
        if (shape.Fill is { } fill)
        {
            paint.Color = Colour(fill, shape.Opacity, theme);
            canvas.DrawPath(outline, paint);
        }

        if (shape.Stroke is { } stroke)
        {
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = (float)shape.StrokeWidth;
            paint.StrokeCap = shape is PathShape { IsClosed: false } ? SKStrokeCap.Round : SKStrokeCap.Butt;
            paint.StrokeJoin = SKStrokeJoin.Round;
            paint.Color = Colour(stroke, shape.Opacity, theme);
            using SKPathEffect? dash = shape.Dash is { } length ? SKPathEffect.CreateDash([(float)length, (float)length], 0) : null;
            paint.PathEffect = dash;
            canvas.DrawPath(outline, paint);
        }
    }

    private static SKPath Outline(Shape shape)
    {
        using var builder = new SKPathBuilder();
        switch (shape)
        {
            case CircleShape circle:
                builder.AddCircle((float)circle.Center.X, (float)circle.Center.Y, (float)circle.Radius);
                break;
            case RectangleShape box:
                builder.AddRoundRect(SKRect.Create((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height), (float)box.Rounding, (float)box.Rounding);
                break;
            case PathShape path:
                builder.AddPoly([.. path.Points.Select(p => new SKPoint((float)p.X, (float)p.Y))], path.IsClosed);
                break;
        }

        return builder.Detach();
    }

    private static void PaintText(SKCanvas canvas, TextShape text, Theme theme)
    {
        double width = StrokeFont.Measure(text.Text, text.Size);
        double left = text.At.X - (text.Anchor == TextAnchor.Middle ? width / 2 : text.Anchor == TextAnchor.End ? width : 0);
        using SKPath strokes = Strokes(text.Text);
        var place = SKMatrix.CreateScaleTranslation(
            (float)(text.Size / StrokeFont.UnitsPerEm), (float)(text.Size / StrokeFont.UnitsPerEm), (float)left, (float)text.At.Y);
        using SKPath placed = new();
        strokes.Transform(place, placed);
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        float stroke = (float)((text.IsBold ? StrokeFont.BoldStroke : StrokeFont.RegularStroke) * text.Size / StrokeFont.UnitsPerEm);
        if (text.Halo is { } halo)
        {
            paint.Color = Colour(halo, text.Opacity, theme);
            paint.StrokeWidth = stroke + ((float)text.Size * HaloShare);
            canvas.DrawPath(placed, paint);
        }

        paint.Color = Colour(text.Fill ?? new Tone(ToneRole.Ink), text.Opacity, theme);
        paint.StrokeWidth = stroke;
        canvas.DrawPath(placed, paint);
    }

    /// <summary>The strokes of a line of text in the font's units, its base line beginning at the origin.</summary>
    private static SKPath Strokes(string text)
    {
        using var line = new SKPathBuilder();
        double x = 0;
        foreach (Rune character in text.EnumerateRunes())
        {
            StrokeGlyph glyph = StrokeFont.Of(character);
            foreach (StrokePath path in glyph.Paths)
            {
                using SKPath strokes = SKPath.ParseSvgPathData(path.Data);
                strokes.Transform(SKMatrix.CreateScaleTranslation((float)path.ScaleX, (float)path.ScaleY, (float)(x + path.OffsetX), 0));
                line.AddPath(strokes);
            }

            x += glyph.Advance;
        }

        return line.Detach();
    }

    private static SKColor Colour(Tone tone, double opacity, Theme theme)
    {
        uint rgb = (uint)theme[tone];
        return new SKColor((rgb & 0xFFFFFF) | ((uint)Math.Round(opacity * 255) << 24));
    }
}
