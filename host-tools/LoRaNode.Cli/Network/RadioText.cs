using System.Globalization;
using System.Text.Json;
using LoRaNode.Host.Store;
using LoRaNode.Radio.Regions;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary>A network's radio settings for people and for programs.</summary>
internal static class RadioText
{
    internal static void Write(Utf8JsonWriter json, NetworkRadio radio)
    {
        json.WriteString("region", radio.Band.Code);
        json.WriteString("preset", radio.Preset.Name);
        json.WriteNumber("frequencyHz", radio.Settings.FrequencyHz);
        json.WriteNumber("bandwidthHz", radio.Settings.BandwidthHz);
        json.WriteNumber("spreadingFactor", (int)radio.Settings.SpreadingFactor);
        json.WriteNumber("powerDbm", radio.Settings.PowerDbm);
        json.WriteNumber("dutyCyclePercent", radio.Band.DutyCycleBasisPoints / 100m);
        json.WriteBoolean("regionConfirmed", radio.Band.IsConfirmed);
        json.WriteString("regionSource", RegionSource.Of(radio.Band.Id));
    }

    internal static void Print(CliContext context, NetworkRadio radio)
    {
        context.Console.MarkupLine(context.Markup(
            "network.radio",
            radio.Band.Code,
            radio.Preset.Name,
            (radio.Settings.FrequencyHz / 1e6).ToString("0.000", CultureInfo.InvariantCulture),
            radio.Settings.BandwidthHz / 1000,
            (int)radio.Settings.SpreadingFactor,
            radio.Settings.PowerDbm,
            (radio.Band.DutyCycleBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture)));
        context.Console.MarkupLine(context.Markup(radio.Band.IsConfirmed ? "network.source" : "network.source.guess", RegionSource.Of(radio.Band.Id)));
    }
}
