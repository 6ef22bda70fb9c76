using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary><c>loranode alert list</c>: the alerts signed here and what became of them. Needs no passphrase.</summary>
internal static class ListCommand
{
    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var active = new Option<bool>("--active") { Description = context.Text("alert.option.active") };
        var command = new Command("list", context.Text("alert.list.description")) { folder.Option, active };
        command.SetAction(parse =>
        {
            using CommunityStore store = context.OpenStore(folder.Of(parse));
            IReadOnlyList<StoredAlert> alerts = store.Alerts();
            if (parse.GetValue(active))
            {
                alerts = ActiveAlerts.Of(alerts, DateTimeOffset.UtcNow);
            }

            if (context.IsJson)
            {
                context.WriteJson(json => Write(json, alerts));
            }
            else if (alerts.Count == 0)
            {
                context.Console.MarkupLine(context.Markup("alert.none"));
            }
            else
            {
                Print(context, alerts);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode alert list --network my-city --active", context.Text("alert.list.example")));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<StoredAlert> alerts)
    {
        json.WriteStartArray();
        foreach (StoredAlert alert in alerts)
        {
            AlertPayload fields = alert.Fields;
            json.WriteStartObject();
            json.WriteNumber("issuer", fields.Issuer);
            json.WriteNumber("number", fields.Sequence);
            json.WriteString("kind", Name(fields.Kind));
            if (fields.Kind != AlertKind.Alert)
            {
                json.WriteNumber("replaces", fields.ReplacedSequence);
            }

            json.WriteString("event", EventNames.WordOf(fields.Event, Host.Texts.Language.English));
            json.WriteString("urgency", Name(fields.Urgency));
            json.WriteString("severity", Name(fields.Severity));
            json.WriteString("certainty", Name(fields.Certainty));
            json.WriteBoolean("exercise", fields.IsExercise);
            json.WriteString("text", alert.Text);
            json.WriteString("signed", NetworkClock.OfMinutes(fields.SentMinutes));
            json.WriteString("expires", NetworkClock.OfMinutes(fields.ExpiresMinutes));
            json.WriteString("state", Name(alert.State));
            if (alert.State == AlertState.Sent)
            {
                json.WriteNumber("node", alert.Node ?? 0);
                json.WriteNumber("counter", alert.Counter ?? 0);
                if (alert.Reached is { } reached)
                {
                    json.WriteNumber("reached", reached);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static void Print(CliContext context, IReadOnlyList<StoredAlert> alerts)
    {
        var table = new Table().AddColumns(
            context.Markup("alert.column.number"),
            context.Markup("network.column.issuer"),
            context.Markup("alert.column.what"),
            context.Markup("alert.column.text"),
            context.Markup("alert.column.until"),
            context.Markup("network.column.state"));
        foreach (StoredAlert alert in alerts)
        {
            string state = context.Text("alert.state." + alert.State);
            table.AddRow(
                alert.Fields.Sequence.ToString(CultureInfo.InvariantCulture),
                alert.Fields.Issuer.ToString(CultureInfo.InvariantCulture),
                $"{context.Text("alert.kind." + alert.Fields.Kind)}: {EventNames.Of(alert.Fields.Event, context.Language)}".EscapeMarkup(),
                alert.Text.EscapeMarkup(),
                NetworkClock.OfMinutes(alert.Fields.ExpiresMinutes).ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                (alert.Reached is { } reached ? $"{state} ({reached})" : state).EscapeMarkup());
        }

        context.Console.Write(table);
    }
}
