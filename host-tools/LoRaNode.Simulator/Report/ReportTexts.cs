using System.Globalization;
using LoRaNode.Host.Texts;

namespace LoRaNode.Simulator.Report;

/// <summary>Texts and figures of the pictures and reports of a run in one language.</summary>
/// <param name="Language">The language.</param>
public sealed record ReportTexts(Language Language) : PictureTexts(Language)
{
    private const double MinuteMs = 60_000;

    /// <summary>A length of time, such as <c>3.2 s</c> or <c>2:05</c> (minutes and seconds).</summary>
    public string Duration(double ms) => ms < MinuteMs
        ? Text("report.unit.seconds", Number(ms / 1000, ms < 10_000 && ms % 1000 != 0 ? 1 : 0))
        : Text("report.unit.minutes", string.Create(CultureInfo.InvariantCulture, $"{(int)(ms / MinuteMs)}:{(int)(ms % MinuteMs / 1000):00}"));

    /// <summary>A length of time to the tenth of a second, such as <c>75.3 s</c>.</summary>
    public string Seconds(double ms) => Text("report.unit.seconds", Number(ms / 1000, 1));

    /// <summary>One sentence on how the alert spread.</summary>
    public string Outcome(CityRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Verified == run.Connected
            ? Text("report.outcome.all", run.Connected)
            : Text("report.outcome.some", run.Verified, run.Connected);
    }
}
