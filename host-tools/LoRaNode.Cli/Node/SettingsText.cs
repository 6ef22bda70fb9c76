using System.Globalization;
using System.Text;
using System.Text.Json;
using LoRaNode.Node.Settings;
using LoRaNode.Radio.Regions;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary>A node's settings for people and for programs.</summary>
internal static class SettingsText
{
    internal static void Write(Utf8JsonWriter json, NodeSettings settings)
    {
        json.WriteStartObject();
        json.WriteString("region", RegionTable.Describe(settings.Band)?.Code);
        json.WriteNumber("frequencyHz", settings.Radio.FrequencyHz);
        json.WriteNumber("bandwidthHz", settings.Radio.BandwidthHz);
        json.WriteNumber("spreadingFactor", (int)settings.Radio.SpreadingFactor);
        json.WriteNumber("codingRate", (int)settings.Radio.CodingRate);
        json.WriteNumber("powerDbm", settings.Radio.PowerDbm);
        json.WriteNumber("antennaGainDbi", settings.AntennaGainTenthsDbi / 10m);
        json.WriteNumber("dutyCyclePerMille", settings.DutyCyclePerMille);
        json.WriteString("displayLanguage", SettingsOptions.CodeOf(settings.Language));
        json.WriteString("board", Encoding.UTF8.GetString(settings.Board));
        json.WriteString("name", Encoding.UTF8.GetString(settings.Name));
        json.WriteString("wifiName", Encoding.UTF8.GetString(settings.WifiName));
        json.WriteBoolean("wifiPasswordSet", HasPassword(settings));
        WritePin(json, "serialReceivePin", settings.SerialReceivePin);
        WritePin(json, "serialTransmitPin", settings.SerialTransmitPin);
        json.WriteEndObject();
    }

    internal static Grid Table(CliContext context, NodeSettings settings)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string key, string value) => grid.AddRow(context.Markup(key), value.EscapeMarkup());
        Row("node.settings.region", RegionTable.Describe(settings.Band)?.Code ?? string.Empty);
        Row("node.settings.radio", context.Text(
            "node.settings.radio.value",
            (settings.Radio.FrequencyHz / 1e6).ToString("0.000", CultureInfo.InvariantCulture),
            settings.Radio.BandwidthHz / 1000,
            (int)settings.Radio.SpreadingFactor,
            (int)settings.Radio.CodingRate));
        Row("node.settings.power", context.Text("node.settings.power.value", settings.Radio.PowerDbm, (settings.AntennaGainTenthsDbi / 10m).ToString(CultureInfo.InvariantCulture)));
        Row("node.settings.duty", context.Text("node.settings.duty.value", (settings.DutyCyclePerMille / 10m).ToString(CultureInfo.InvariantCulture)));
        Row("node.settings.language", context.Text($"node.language.{settings.Language}"));
        Row("node.settings.board", settings.Board.Length > 0 ? Encoding.UTF8.GetString(settings.Board) : context.Text("node.settings.board.none"));
        Row("node.settings.name", Encoding.UTF8.GetString(settings.Name));
        Row("node.settings.wifi", settings.WifiName.Length == 0
            ? context.Text("node.settings.wifi.none")
            : context.Text(HasPassword(settings) ? "node.settings.wifi.value" : "node.settings.wifi.open", Encoding.UTF8.GetString(settings.WifiName)));
        Row("node.settings.serial", settings.SerialReceivePin == NodeSettings.Absent
            ? context.Text("node.settings.serial.none")
            : context.Text("node.settings.serial.value", settings.SerialReceivePin, settings.SerialTransmitPin));
        return grid;
    }

    /// <summary>True when there is a password, whether or not it was told.</summary>
    private static bool HasPassword(NodeSettings settings) => !settings.HasPassword || settings.WifiPassword.Length > 0;

    private static void WritePin(Utf8JsonWriter json, string name, byte pin)
    {
        if (pin == NodeSettings.Absent)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, pin);
        }
    }
}
