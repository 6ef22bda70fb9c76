using System.Globalization;

namespace LoRaNode.Host.Texts;

/// <summary>Texts and figures of pictures and pages in one language.</summary>
/// <param name="Language">The language.</param>
public record PictureTexts(Language Language)
{
    /// <summary>A text of the table.</summary>
    public string this[string key] => UserText.Get(Language, key);

    /// <summary>A text of the table with values in it.</summary>
    public string Text(string key, params ReadOnlySpan<object?> arguments) => UserText.Get(Language, key, arguments);

    /// <summary>A length on the ground, such as <c>500 m</c> or <c>2 km</c>.</summary>
    public string Distance(double meters) => meters < 1000
        ? Text("report.unit.meters", Number(meters, 0))
        : Text("report.unit.kilometers", Number(meters / 1000, meters % 1000 == 0 ? 0 : 1));

    /// <summary>A number with the decimal sign of the language.</summary>
    public string Number(double value, int decimals)
    {
        string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Language == Language.English ? text : text.Replace('.', ',');
    }
}
