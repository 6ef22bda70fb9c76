using System.Globalization;
using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Store;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary>What a text will cost on the air, before it is sent.</summary>
/// <param name="Text">The text.</param>
/// <param name="TextBytes">Bytes of it after compression.</param>
/// <param name="Cost">What it costs with everything around it.</param>
/// <param name="Radio">The network's radio settings.</param>
internal sealed record AlertPreview(string Text, int TextBytes, AirCost Cost, NetworkRadio Radio)
{
    private int Characters => new StringInfo(Text).LengthInTextElements;

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteString("text", Text);
        json.WriteNumber("characters", Characters);
        json.WriteNumber("textBytes", TextBytes);
        json.WriteNumber("frames", Cost.Frames);
        json.WriteNumber("frameBytes", Cost.Bytes);
        json.WriteNumber("timeOnAirMs", Math.Round(Cost.Microseconds / 1000.0, 1));
        json.WriteString("preset", Radio.Preset.Name);
    }

    internal void Print(CliContext context, IAnsiConsole console)
    {
        console.MarkupLine(context.Markup("alert.preview.text", Text));
        console.MarkupLine(context.Markup(
            "alert.preview.size", Characters, TextBytes, Cost.Bytes, Cost.Frames, Math.Round(Cost.Microseconds / 1000.0), Radio.Preset.Name));
    }

    internal static void PrintFields(CliContext context, IAnsiConsole console, AlertPayload alert, string issuer, string? zoneName)
    {
        string place = alert.Area switch
        {
            AreaKind.Zone => zoneName ?? context.Text("events.area.zone", alert.Zone),
            AreaKind.Cell => context.Text("events.area.cell", Geohash.ToText(alert.Cell)),
            _ => context.Text("events.area.everywhere"),
        };
        console.MarkupLine(context.Markup(
            "alert.preview.fields",
            context.Text("alert.kind." + alert.Kind),
            EventNames.Of(alert.Event, context.Language),
            context.Text("alert.urgency." + alert.Urgency),
            context.Text("alert.severity." + alert.Severity),
            context.Text("alert.certainty." + alert.Certainty)));
        console.MarkupLine(context.Markup("alert.preview.place", place, AlertLifetime.Minutes(alert.Lifetime) / 60.0, issuer));
        if (alert.IsExercise)
        {
            console.MarkupLine(context.Markup("alert.preview.exercise"));
        }
    }
}
