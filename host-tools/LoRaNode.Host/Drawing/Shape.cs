namespace LoRaNode.Host.Drawing;

/// <summary>Something drawn; lengths are in units of the picture, x to the right and y down.</summary>
public abstract record Shape
{
    /// <summary>Colour of the inside; null for none.</summary>
    public Tone? Fill { get; init; }

    /// <summary>Colour of the outline; null for none.</summary>
    public Tone? Stroke { get; init; }

    /// <summary>Width of the outline.</summary>
    public double StrokeWidth { get; init; } = 1;

    /// <summary>0 (not seen) to 1 (nothing shines through).</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Lengths of dash and gap; null for an unbroken line.</summary>
    public double? Dash { get; init; }

    /// <summary>What it stands for, for scripts and tests; null for decoration.</summary>
    public ShapeTag? Tag { get; init; }
}

/// <summary>What a shape stands for.</summary>
/// <param name="Part">Kind of thing, such as <c>node</c>, <c>label</c> or <c>hop</c>.</param>
/// <param name="Index">Index of the node.</param>
public readonly record struct ShapeTag(string Part, int Index);

/// <summary>A point of a picture.</summary>
public readonly record struct Point(double X, double Y)
{
    /// <summary>Distance to another point.</summary>
    public double DistanceTo(Point other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
}

/// <summary>A circle.</summary>
public sealed record CircleShape(Point Center, double Radius) : Shape;

/// <summary>A rectangle, its corners rounded by <paramref name="Rounding"/>.</summary>
public sealed record RectangleShape(double X, double Y, double Width, double Height, double Rounding = 0) : Shape;

/// <summary>A line through points, closed to a polygon or open; its ends are round.</summary>
public sealed record PathShape(IReadOnlyList<Point> Points, bool IsClosed) : Shape
{
    /// <summary>A straight line.</summary>
    public static PathShape Line(Point from, Point to) => new([from, to], false);
}

/// <summary>One line of text; <see cref="Shape.Fill"/> is the colour of the letters.</summary>
/// <param name="At">Where its base line begins, ends or has its middle.</param>
/// <param name="Size">Font size.</param>
/// <param name="Text">The text.</param>
public sealed record TextShape(Point At, double Size, string Text) : Shape
{
    /// <summary>Where the text lies from <see cref="At"/>.</summary>
    public TextAnchor Anchor { get; init; }

    /// <summary>True for heavy letters.</summary>
    public bool IsBold { get; init; }

    /// <summary>Colour of a rim around the letters that keeps them readable over lines; null for none.</summary>
    public Tone? Halo { get; init; }
}

/// <summary>Which point of a text lies where it is drawn.</summary>
public enum TextAnchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}
