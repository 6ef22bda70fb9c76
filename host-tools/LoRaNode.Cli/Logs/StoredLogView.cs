using System.Globalization;
using LoRaNode.Host.Logs;
using LoRaNode.Host.Store;
using Spectre.Console;

namespace LoRaNode.Cli.Logs;

/// <summary>Log records of the database as a table, as lines for people and as one JSON value.</summary>
internal sealed class StoredLogView(CliContext context)
{
    internal void Print(IReadOnlyList<StoredLog> logs)
    {
        if (logs.Count == 0)
        {
            context.Console.MarkupLine(context.Markup("logs.empty"));
            return;
        }

        var table = new Table().AddColumns(
            context.Markup("network.column.node"),
            context.Markup("logs.column.number"),
            context.Markup("logs.column.time"),
            context.Markup("logs.column.boot"),
            context.Markup("logs.column.what"));
        foreach (StoredLog log in logs)
        {
            table.AddRow(
                LogExport.NameOf(log).EscapeMarkup(),
                log.Number.ToString(CultureInfo.InvariantCulture),
                LogExport.TimeOf(log).EscapeMarkup(),
                log.Record?.Boot.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
                Sentence(log).EscapeMarkup());
        }

        context.Console.Write(table);
    }

    /// <summary>One record as a line for people.</summary>
    internal string Line(StoredLog log) => $"{LogExport.TimeOf(log)}  {LogExport.NameOf(log)}  {log.Number}  {Sentence(log)}";

    internal void WriteJson(IEnumerable<StoredLog> logs) => context.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (StoredLog log in logs)
        {
            LogExport.Write(json, log, context.Language);
        }

        json.WriteEndArray();
    });

    private string Sentence(StoredLog log) => LogSentence.Of(log.Record, context.Language);
}
