using System.Globalization;
using LoRaNode.Host.Texts;

namespace LoRaNode.Simulator.Report;

/// <summary>Texts and figures of pictures and reports in one language.</summary>
/// <param name="Language">The language.</param>
public sealed record ReportTexts(Language Language)
{
    private const double MinuteMs = 60_000;

    /// <summary>A text of the table.</summary>
    public string this[string key] => UserText.Get(Language, key);

    /// <summary>A text of the table with values in it.</summary>
    public string Text(string key, params ReadOnlySpan<object?> arguments) => UserText.Get(Language, key, arguments);

    /// <summary>A length of time, such as <c>3.2 s</c> or <c>2:05</c> (minutes and seconds).</summary>
    public string Duration(double ms) => ms < MinuteMs
        ? Text("report.unit.seconds", Number(ms / 1000, ms < 10_000 && ms % 1000 != 0 ? 1 : 0))
        : Text("report.unit.minutes", string.Create(CultureInfo.InvariantCulture, $"{(int)(ms / MinuteMs)}:{(int)(ms % MinuteMs / 1000):00}"));

    /// <summary>A length of time to the tenth of a second, such as <c>75.3 s</c>.</summary>
    public string Seconds(double ms) => Text("report.unit.seconds", Number(ms / 1000, 1));

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

    /// <summary>One sentence on how the alert spread.</summary>
    public string Outcome(CityRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Verified == run.Connected
            ? Text("report.outcome.all", run.Connected)
            : Text("report.outcome.some", run.Verified, run.Connected);
    }
}
