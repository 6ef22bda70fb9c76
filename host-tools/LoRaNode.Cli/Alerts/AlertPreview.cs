using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary>What a text will cost on the air, for people and for programs.</summary>
internal sealed class AlertPreview(TextPreview preview)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteString("text", preview.Text);
        json.WriteNumber("characters", preview.Characters);
        json.WriteNumber("textBytes", preview.TextBytes);
        json.WriteNumber("frames", preview.Cost.Frames);
        json.WriteNumber("frameBytes", preview.Cost.Bytes);
        json.WriteNumber("timeOnAirMs", Math.Round(preview.Milliseconds, 1));
        json.WriteString("preset", preview.Radio.Preset.Name);
    }

    internal void Print(CliContext context, IAnsiConsole console)
    {
        console.MarkupLine(context.Markup("alert.preview.text", preview.Text));
        console.MarkupLine(AlertWords.Size(preview, context.Language).EscapeMarkup());
    }

    internal static void PrintFields(CliContext context, IAnsiConsole console, AlertPayload alert, string issuer, string? zoneName)
    {
        console.MarkupLine(AlertWords.Fields(alert, context.Language).EscapeMarkup());
        console.MarkupLine(AlertWords.Reach(alert, zoneName, issuer, context.Language).EscapeMarkup());
        if (alert.IsExercise)
        {
            console.MarkupLine(context.Markup("alert.preview.exercise"));
        }
    }
}
