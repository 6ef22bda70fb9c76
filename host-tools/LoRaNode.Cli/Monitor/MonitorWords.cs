using System.Globalization;
using LoRaNode.Host.Alerts;
using LoRaNode.Node.Link;
using LoRaNode.Node.Power;

namespace LoRaNode.Cli.Monitor;

/// <summary>What the monitor says, on a screen and in lines.</summary>
internal sealed class MonitorWords(CliContext context, MonitorState state, MonitorNames names)
{
    /// <summary>Who the node is.</summary>
    internal string Node => state.Identification.IsProvisioned
        ? context.Text("monitor.node", names.Node(state.Identification.Address), state.Identification.Epoch, Age(TimeSpan.FromMilliseconds(state.Identification.UptimeMs)))
        : context.Text("monitor.blank");

    /// <summary>Used part of the airtime allowed.</summary>
    internal string Air => context.Text("monitor.air", Percent(state.AirShare), Seconds(state.Statistics.AirtimeUsedMs), Seconds(state.Statistics.AirtimeLimitMs));

    /// <summary>Battery and what it lets the node do.</summary>
    internal string Battery => state.Statistics.BatteryMillivolts == 0
        ? context.Text("monitor.battery.none")
        : context.Text(
            "monitor.battery", (state.Statistics.BatteryMillivolts / 1000.0).ToString("0.00", CultureInfo.InvariantCulture), state.Statistics.BatteryPercent, context.Text($"logs.power.{(PowerState)state.Statistics.Power}"));

    /// <summary>Frames of the last looks.</summary>
    internal string Traffic => context.Text("monitor.traffic", state.Traffic.Sum(t => t.Received), state.Traffic.Sum(t => t.Sent), state.Statistics.FramesQueued, state.Statistics.FramesHeld);

    /// <summary>Who issued an alert, or who wrote a message, and how long ago.</summary>
    internal string From(MonitorText shown, DateTimeOffset now)
    {
        string age = Age(now - shown.ShownAt);
        return shown.Text.Alert is { } alert
            ? context.Text("monitor.alert.from", names.Issuer(alert.Issuer) ?? context.Text("monitor.issuer", alert.Issuer), age, context.Text("alert.urgency." + alert.Urgency))
            : context.Text("monitor.message.from", names.Node(shown.Text.Head.Origin), age);
    }

    /// <summary>What a text says, on one line.</summary>
    internal string Text(MonitorText shown) => shown.Text.Text?.ReplaceLineEndings(" ") ?? context.Text("monitor.undecoded");

    /// <summary>What an alert is about.</summary>
    internal string? Subject(MonitorText shown) => shown.Text.Alert is { } alert ? EventNames.Of(alert.Event, context.Language) : null;

    /// <summary>How well a neighbour is heard.</summary>
    internal string Neighbour(NeighbourEntry neighbour) =>
        context.Text("monitor.neighbour", names.Node(neighbour.Address), Db(neighbour), Age(TimeSpan.FromSeconds(neighbour.SilentSeconds)));

    internal string NameOf(NeighbourEntry neighbour) => names.Node(neighbour.Address);

    internal static string Db(NeighbourEntry neighbour) => Math.Round(neighbour.SnrQuarterDb / 4.0).ToString("+0;−0;0", CultureInfo.InvariantCulture);

    /// <summary>A length of time with one unit.</summary>
    internal string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => context.Text("monitor.age.seconds", (int)Math.Max(0, age.TotalSeconds)),
        { TotalMinutes: < 60 } => context.Text("monitor.age.minutes", (int)age.TotalMinutes),
        { TotalHours: < 48 } => context.Text("monitor.age.hours", (int)age.TotalHours),
        _ => context.Text("monitor.age.days", (int)age.TotalDays),
    };

    internal static string Percent(double share) => (100 * share).ToString(share < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";

    private static string Seconds(uint milliseconds) => (milliseconds / 1000.0).ToString(milliseconds < 10_000 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
