using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LoRaNode.Web.Html;

/// <summary>Collects the parts of an interpolated string for <see cref="Markup.Of"/>.</summary>
[InterpolatedStringHandler]
public readonly struct MarkupHandler
{
    // Cyrillic letters stay readable; what means something in HTML, and both quotes, are escaped.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    public MarkupHandler(int literalLength, int formattedCount)
    {
        _text = new StringBuilder(literalLength + (formattedCount * 16));
    }

    /// <summary>A literal part: HTML.</summary>
    public void AppendLiteral(string value) => _text.Append(value);

    /// <summary>A text: escaped.</summary>
    public void AppendFormatted(string? value) => _text.Append(value is null ? null : Encoder.Encode(value));

    /// <summary>A number: as it is everywhere.</summary>
    public void AppendFormatted(IFormattable value) => AppendFormatted(value?.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>A piece of HTML.</summary>
    public void AppendFormatted(Markup value) => _text.Append(value.ToString());

    /// <summary>Pieces of HTML, one after the other.</summary>
    public void AppendFormatted(IEnumerable<Markup> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (Markup value in values)
        {
            AppendFormatted(value);
        }
    }

    internal string ToText() => _text.ToString();
}
