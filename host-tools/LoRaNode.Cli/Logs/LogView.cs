using System.Globalization;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Log;
using LoRaNode.Radio;
using Spectre.Console;

namespace LoRaNode.Cli.Logs;

/// <summary>Log records as a table or as JSON.</summary>
internal sealed class LogView(CliContext context)
{
    internal void Print(IReadOnlyList<LogRecord> records)
    {
        if (records.Count == 0)
        {
            context.Console.MarkupLine(context.Markup("logs.empty"));
            return;
        }

        var table = new Table().AddColumns(
            context.Markup("logs.column.number"),
            context.Markup("logs.column.boot"),
            context.Markup("logs.column.uptime"),
            context.Markup("logs.column.what"));
        foreach (LogRecord record in records)
        {
            table.AddRow(
                record.Index.ToString(CultureInfo.InvariantCulture),
                record.Boot.ToString(CultureInfo.InvariantCulture),
                TimeSpan.FromMilliseconds(record.UptimeMs).ToString("c", CultureInfo.InvariantCulture).EscapeMarkup(),
                Sentence(record).EscapeMarkup());
        }

        context.Console.Write(table);
    }

    internal void WriteJson(IReadOnlyList<LogRecord> records) => context.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (LogRecord record in records)
        {
            json.WriteStartObject();
            json.WriteNumber("number", record.Index);
            json.WriteNumber("boot", record.Boot);
            json.WriteNumber("uptimeMs", record.UptimeMs);
            json.WriteString("code", record.Code.ToString());
            json.WriteNumber("a", record.A);
            json.WriteNumber("b", record.B);
            json.WriteString("text", Sentence(record));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A record in the person's words; codes of newer firmware are shown as they are.</summary>
    private string Sentence(LogRecord record) => record.Code switch
    {
        LogCode.Started => context.Text("logs.code.Started", record.A, context.Text($"node.radio.{(RadioStatus)record.B}")),
        LogCode.RadioFailed => context.Text("logs.code.RadioFailed", context.Text($"node.radio.{(RadioStatus)record.A}")),
        LogCode.AlertRefused => context.Text("logs.code.AlertRefused", record.A, context.Text($"logs.reason.{(TrustReason)record.B}")),
        _ when Enum.IsDefined(record.Code) => context.Text($"logs.code.{record.Code}", record.A, record.B),
        _ => context.Text("logs.code.unknown", (int)record.Code, record.A, record.B),
    };
}
