using LoRaNode.Simulator.Report.Drawing;

namespace LoRaNode.Simulator.Report;

/// <summary>Where the nodes of a city lie in a frame of a picture: north up, the same scale both ways.</summary>
public sealed class MapFrame
{
    /// <summary>Fits a city into a frame.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="x">Left edge of the frame.</param>
    /// <param name="y">Upper edge of the frame.</param>
    /// <param name="width">Width of the frame.</param>
    /// <param name="height">Height of the frame.</param>
    /// <param name="margin">Space kept free inside of the frame, for marks and labels.</param>
    public MapFrame(IReadOnlyList<CityNode> nodes, double x, double y, double width, double height, double margin)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        (X, Y, Width, Height) = (x, y, width, height);
        double west = nodes.Min(n => n.XMeters);
        double east = nodes.Max(n => n.XMeters);
        double south = nodes.Min(n => n.YMeters);
        double north = nodes.Max(n => n.YMeters);
        UnitsPerMeter = Math.Min((width - (2 * margin)) / Math.Max(east - west, 1), (height - (2 * margin)) / Math.Max(north - south, 1));
        double left = x + ((width - ((east - west) * UnitsPerMeter)) / 2);
        double bottom = y + height - ((height - ((north - south) * UnitsPerMeter)) / 2);
        Places = [.. nodes.Select(n => new Point(left + ((n.XMeters - west) * UnitsPerMeter), bottom - ((n.YMeters - south) * UnitsPerMeter)))];
    }

    /// <summary>Height of a map for each unit of its width, so that the city fills it: wide to nearly square.</summary>
    public static double Proportion(IReadOnlyList<CityNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        double width = nodes.Max(n => n.XMeters) - nodes.Min(n => n.XMeters);
        double height = nodes.Max(n => n.YMeters) - nodes.Min(n => n.YMeters);
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
}
