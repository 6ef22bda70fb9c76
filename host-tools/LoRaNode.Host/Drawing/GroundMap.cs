namespace LoRaNode.Host.Drawing;

/// <summary>Where places on the ground lie in a frame of a picture: north up, the same scale both ways.</summary>
public sealed class GroundMap
{
    /// <summary>Fits places into a frame.</summary>
    /// <param name="meters">The places: metres to the east and to the north.</param>
    /// <param name="x">Left edge of the frame.</param>
    /// <param name="y">Upper edge of the frame.</param>
    /// <param name="width">Width of the frame.</param>
    /// <param name="height">Height of the frame.</param>
    /// <param name="margin">Space kept free inside of the frame, for marks and labels.</param>
    public GroundMap(IReadOnlyList<Point> meters, double x, double y, double width, double height, double margin)
    {
        ArgumentNullException.ThrowIfNull(meters);
        (X, Y, Width, Height) = (x, y, width, height);
        double west = meters.Min(p => p.X);
        double east = meters.Max(p => p.X);
        double south = meters.Min(p => p.Y);
        double north = meters.Max(p => p.Y);
        UnitsPerMeter = Math.Min((width - (2 * margin)) / Math.Max(east - west, 1), (height - (2 * margin)) / Math.Max(north - south, 1));
        double left = x + ((width - ((east - west) * UnitsPerMeter)) / 2);
        double bottom = y + height - ((height - ((north - south) * UnitsPerMeter)) / 2);
        Places = [.. meters.Select(p => new Point(left + ((p.X - west) * UnitsPerMeter), bottom - ((p.Y - south) * UnitsPerMeter)))];
    }

    /// <summary>Height of a map for each unit of its width, so that the places fill it: wide to nearly square.</summary>
    public static double Proportion(IReadOnlyList<Point> meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        double width = meters.Max(p => p.X) - meters.Min(p => p.X);
        double height = meters.Max(p => p.Y) - meters.Min(p => p.Y);
        return Math.Clamp(height / Math.Max(width, 1), 0.5, 0.78);
    }

    /// <summary>Left edge of the frame.</summary>
    public double X { get; }

    /// <summary>Upper edge of the frame.</summary>
    public double Y { get; }

    /// <summary>Width of the frame.</summary>
    public double Width { get; }

    /// <summary>Height of the frame.</summary>
    public double Height { get; }

    /// <summary>Scale of the map.</summary>
    public double UnitsPerMeter { get; }

    /// <summary>Place of each node, by index.</summary>
    public IReadOnlyList<Point> Places { get; }

    /// <summary>Corners taken by the scale bar and the arrow to the north.</summary>
    public IReadOnlyList<LabelBox> Corners => [new(X, Y + Height - 54, 200, 54), new(X + Width - 56, Y + Height - 64, 56, 64)];

    /// <summary>A round length in metres that takes up to about <paramref name="units"/> on the map.</summary>
    public double RoundLengthMeters(double units)
    {
        double most = units / UnitsPerMeter;
        double power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return (most / power) switch
        {
            >= 5 => 5 * power,
            >= 2 => 2 * power,
            _ => power,
        };
    }

    /// <summary>Draws the scale in the lower left corner and the arrow to the north in the lower right one.</summary>
    /// <param name="shapes">Shapes of the picture.</param>
    /// <param name="distance">Writes a length in metres.</param>
    /// <param name="north">The letter of the north.</param>
    public void DrawScale(ICollection<Shape> shapes, Func<double, string> distance, string north)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(distance);
        double meters = RoundLengthMeters(150);
        double length = meters * UnitsPerMeter;
        double x = X + 22;
        double y = Y + Height - 22;
        var ink = new Tone(ToneRole.Muted);
        shapes.Add(new PathShape([new(x, y - 6), new(x, y), new(x + length, y), new(x + length, y - 6)], false) { Stroke = ink, StrokeWidth = 1.6 });
        shapes.Add(new TextShape(new Point(x + (length / 2), y - 7), 13, distance(meters)) { Fill = ink, Anchor = TextAnchor.Middle, Halo = new Tone(ToneRole.Panel) });
        double arrow = X + Width - 28;
        shapes.Add(new PathShape([new(arrow, Y + Height - 50), new(arrow - 6, Y + Height - 34), new(arrow + 6, Y + Height - 34)], true) { Fill = ink });
        shapes.Add(new TextShape(new Point(arrow, Y + Height - 18), 13, north) { Fill = ink, Anchor = TextAnchor.Middle, IsBold = true });
    }
}
