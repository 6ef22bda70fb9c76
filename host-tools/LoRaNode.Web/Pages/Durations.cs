using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>Times as people say them: one unit, the largest that fits.</summary>
internal static class Durations
{
    /// <summary>A length of time, such as 3 h.</summary>
    internal static string Text(Words words, TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => words["serve.duration.days", (int)time.TotalDays],
        { TotalHours: >= 2 } => words["serve.duration.hours", (int)time.TotalHours],
        { TotalMinutes: >= 2 } => words["serve.duration.minutes", (int)time.TotalMinutes],
        _ => words["serve.duration.seconds", Math.Max(0, (int)time.TotalSeconds)],
    };

    /// <summary>So long ago.</summary>
    internal static string Ago(Words words, DateTimeOffset then) => words["serve.duration.ago", Text(words, DateTimeOffset.UtcNow - then)];

    /// <summary>A moment by the reader's clock, which is this computer's.</summary>
    internal static string Moment(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
