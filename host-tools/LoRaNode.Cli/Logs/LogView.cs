using System.Globalization;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Logs;
using LoRaNode.Node.Log;
using Spectre.Console;

namespace LoRaNode.Cli.Logs;

/// <summary>Log records as a table or as JSON.</summary>
internal sealed class LogView(CliContext context)
{
    internal void Print(IReadOnlyList<LogEntry> entries, LogOpener? opener)
    {
        if (entries.Count == 0)
        {
            context.Console.MarkupLine(context.Markup("logs.empty"));
            return;
        }

        var table = new Table().AddColumns(
            context.Markup("logs.column.number"),
            context.Markup("logs.column.boot"),
            context.Markup("logs.column.uptime"),
            context.Markup("logs.column.what"));
        foreach (LogEntry entry in entries)
        {
            string number = entry.Number.ToString(CultureInfo.InvariantCulture);
            if (entry.Open(opener) is not { } record)
            {
                table.AddRow(number, string.Empty, string.Empty, context.Markup("logs.sealed"));
                continue;
            }

            table.AddRow(
                number,
                record.Boot.ToString(CultureInfo.InvariantCulture),
                Uptime.Text(record.UptimeMs),
                LogSentence.Of(record, context.Language).EscapeMarkup());
        }

        context.Console.Write(table);
    }

    internal void WriteJson(IReadOnlyList<LogEntry> entries, LogOpener? opener) => context.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (LogEntry entry in entries)
        {
            json.WriteStartObject();
            json.WriteNumber("number", entry.Number);
            json.WriteBoolean("sealed", entry.IsSealed);
            if (entry.Open(opener) is { } record)
            {
                json.WriteNumber("boot", record.Boot);
                json.WriteNumber("uptimeMs", record.UptimeMs);
                json.WriteString("code", record.Code.ToString());
                json.WriteNumber("a", record.A);
                json.WriteNumber("b", record.B);
                json.WriteString("text", LogSentence.Of(record, context.Language));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
