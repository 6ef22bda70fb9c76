using System.Globalization;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Drawing;

/// <summary>A stretch of time along the lower edge of a chart.</summary>
/// <param name="from">Its beginning; its offset is that of the place.</param>
/// <param name="to">Its end.</param>
/// <param name="x">Left edge.</param>
/// <param name="width">Width.</param>
public sealed class TimeAxis(DateTimeOffset from, DateTimeOffset to, double x, double width)
{
    private const double LabelSize = 13;

    // Room that a label and the gap beside it take.
    private const double RoomPerLabel = 92;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(28), TimeSpan.FromDays(91), TimeSpan.FromDays(365),
    ];

    // A stretch without length would have no scale.
    private readonly TimeSpan _length = to - from < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : to - from;

    /// <summary>Where a time lies.</summary>
    public double At(DateTimeOffset time) => x + (width * Math.Clamp((time - from) / _length, 0, 1));

    /// <summary>Draws the grid and its labels.</summary>
    /// <param name="shapes">Shapes of the picture.</param>
    /// <param name="top">Upper edge of the grid.</param>
    /// <param name="foot">Lower edge.</param>
    /// <param name="language">Language of the labels.</param>
    public void Draw(ICollection<Shape> shapes, double top, double foot, Language language)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        TimeSpan step = Array.Find(Steps, s => _length / s * RoomPerLabel <= width);
        step = step == default ? Steps[^1] : step;
        DateTimeOffset midnight = new(from.Date, from.Offset);
        long first = (long)Math.Ceiling((from - midnight) / step);
        for (DateTimeOffset tick = midnight + (first * step); tick <= from + _length; tick += step)
        {
            double at = At(tick);
            shapes.Add(PathShape.Line(new Point(at, top), new Point(at, foot)) with { Stroke = new Tone(ToneRole.Hairline) });
            shapes.Add(new TextShape(new Point(at, foot + 18), LabelSize, Label(tick, language))
            {
                Fill = new Tone(ToneRole.Muted),
                Anchor = at > x + width - 16 ? TextAnchor.End : at < x + 16 ? TextAnchor.Start : TextAnchor.Middle,
            });
        }
    }

    private static string Label(DateTimeOffset tick, Language language)
    {
        bool isMidnight = tick.TimeOfDay == TimeSpan.Zero;
        return isMidnight
            ? tick.ToString(language == Language.English ? "d MMM" : "dd.MM", CultureInfo.InvariantCulture)
            : tick.ToString("HH:mm", CultureInfo.InvariantCulture);
    }
}
