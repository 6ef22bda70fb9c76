using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Node.Link;
using LoRaNode.Node.Power;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node stats</c>: what a node counts.</summary>
internal static class StatsCommand
{
    // Below this nothing was measured (the chip was not receiving).
    private const int LeastRssiDbm = -150;

    internal static Command Create(CliContext context)
    {
        var port = new NodePort(context);
        var command = new Command("stats", context.Text("node.stats.description"));
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            NodeStatistics statistics = await port.UseAsync(parse, client => client.StatisticsAsync(cancellation));
            if (context.IsJson)
            {
                context.WriteJson(json => Write(json, statistics));
            }
            else
            {
                context.Console.Write(Table(context, statistics));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node stats --port /dev/ttyUSB0", context.Text("node.stats.example")),
            new CommandExample("loranode node stats --port /dev/ttyUSB0 --json", context.Text("node.stats.example.json")));
    }

    private static void Write(Utf8JsonWriter json, NodeStatistics statistics)
    {
        json.WriteStartObject();
        json.WriteNumber("airtimeUsedMs", statistics.AirtimeUsedMs);
        json.WriteNumber("airtimeLimitMs", statistics.AirtimeLimitMs);
        json.WriteNumber("dutyCyclePerMille", statistics.DutyCyclePerMille);
        json.WriteNumber("framesReceived", statistics.FramesReceived);
        json.WriteNumber("framesSent", statistics.FramesSent);
        json.WriteNumber("framesHeld", statistics.FramesHeld);
        json.WriteNumber("framesQueued", statistics.FramesQueued);
        json.WriteNumber("framesStored", statistics.FramesStored);
        json.WriteNumber("signaturesChecked", statistics.SignaturesChecked);
        json.WriteNumber("texts", statistics.Texts);
        json.WriteNumber("neighbours", statistics.Neighbours);
        if (statistics.BatteryMillivolts > 0)
        {
            json.WriteNumber("batteryMillivolts", statistics.BatteryMillivolts);
            json.WriteNumber("batteryPercent", statistics.BatteryPercent);
        }
        else
        {
            json.WriteNull("batteryMillivolts");
            json.WriteNull("batteryPercent");
        }

        json.WriteString("power", JsonNamingPolicy.CamelCase.ConvertName($"{(PowerState)statistics.Power}"));
        json.WriteNumber("longestPassMs", statistics.LongestPassMs);
        json.WriteBoolean("timeKnown", statistics.IsTimeKnown);
        json.WriteString("time", NetworkClock.OfSeconds(statistics.NetworkSeconds));
        if (statistics.ChannelRssiDbm > LeastRssiDbm)
        {
            json.WriteNumber("channelRssiDbm", statistics.ChannelRssiDbm);
        }
        else
        {
            json.WriteNull("channelRssiDbm");
        }

        json.WriteEndObject();
    }

    private static Grid Table(CliContext context, NodeStatistics statistics)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string key, string value) => grid.AddRow(context.Markup(key), value.EscapeMarkup());
        string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
        Row("node.stats.airtime", context.Text(
            "node.stats.airtime.value",
            (statistics.AirtimeUsedMs / 1000.0).ToString("0.0", CultureInfo.InvariantCulture),
            (statistics.AirtimeLimitMs / 1000.0).ToString("0", CultureInfo.InvariantCulture),
            (statistics.DutyCyclePerMille / 10.0).ToString("0.#", CultureInfo.InvariantCulture)));
        Row("node.stats.frames", context.Text("node.stats.frames.value", statistics.FramesReceived, statistics.FramesSent));
        Row("node.stats.store", context.Text("node.stats.store.value", statistics.FramesHeld, statistics.FramesQueued, statistics.FramesStored));
        Row("node.stats.signatures", Number(statistics.SignaturesChecked));
        Row("node.field.texts", Number(statistics.Texts));
        Row("node.stats.neighbours", Number(statistics.Neighbours));
        Row("node.stats.battery", statistics.BatteryMillivolts > 0
            ? context.Text("node.stats.battery.value", statistics.BatteryMillivolts, statistics.BatteryPercent)
            : context.Text("node.stats.battery.none"));
        Row("node.stats.noise", statistics.ChannelRssiDbm > LeastRssiDbm
            ? context.Text("node.stats.noise.value", statistics.ChannelRssiDbm)
            : context.Text("node.stats.noise.none"));
        Row("node.stats.clock", context.Text(
            statistics.IsTimeKnown ? "node.stats.clock.known" : "node.stats.clock.unknown",
            NetworkClock.OfSeconds(statistics.NetworkSeconds).ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        Row("node.stats.pass", context.Text("node.stats.pass.value", statistics.LongestPassMs));
        return grid;
    }
}
