using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoRaNode.Host.Store;
using LoRaNode.Node.Log;
using Spectre.Console;

namespace LoRaNode.Cli.Logs;

/// <summary>Log records of the database as a table, as JSON, as CSV and as lines of JSON.</summary>
internal sealed class StoredLogView(CliContext context)
{
    private const string CsvHead = "node,address,board,life,number,at,boot,uptime_ms,code,a,b";

    private static readonly JsonWriterOptions LineStyle = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LogView _sentences = new(context);

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
                NameOf(log).EscapeMarkup(),
                log.Number.ToString(CultureInfo.InvariantCulture),
                TimeOf(log).EscapeMarkup(),
                log.Record?.Boot.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
                Sentence(log.Record).EscapeMarkup());
        }

        context.Console.Write(table);
    }

    /// <summary>One record as a line for people.</summary>
    internal string Line(StoredLog log) => $"{TimeOf(log)}  {NameOf(log)}  {log.Number}  {Sentence(log.Record)}";

    internal void WriteJson(IEnumerable<StoredLog> logs) => context.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (StoredLog log in logs)
        {
            Write(json, log);
        }

        json.WriteEndArray();
    });

    internal int WriteLines(IEnumerable<StoredLog> logs, TextWriter output)
    {
        int count = 0;
        foreach (StoredLog log in logs)
        {
            output.Write(JsonLine(log) + "\n");
            count++;
        }

        return count;
    }

    internal string JsonLine(StoredLog log)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, LineStyle))
        {
            Write(json, log);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    internal static int WriteCsv(IEnumerable<StoredLog> logs, TextWriter output)
    {
        // RFC 4180: lines end with CR LF.
        output.Write(CsvHead + "\r\n");
        int count = 0;
        foreach (StoredLog log in logs)
        {
            LogRecord? record = log.Record;
            string content = record is null ? ",,,," : string.Create(CultureInfo.InvariantCulture, $"{record.Boot},{record.UptimeMs},{record.Code},{record.A},{record.B}");
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Quoted(log.Name)},{log.Address},{log.Board},{log.Life},{log.Number},{log.At?.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ},{content}\r\n"));
            count++;
        }

        return count;
    }

    private static string Quoted(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        // A spreadsheet takes these for the beginning of a formula.
        string safe = text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string NameOf(StoredLog log) => log.Name ?? (log.Address == 0 ? log.Board : log.Address.ToString(CultureInfo.InvariantCulture));

    private static string TimeOf(StoredLog log) => log.At is { } at
        ? at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : log.Record is { } record ? $"+{TimeSpan.FromMilliseconds(record.UptimeMs):d\\.hh\\:mm\\:ss}" : string.Empty;

    private string Sentence(LogRecord? record) => record is null ? context.Text("logs.sealed") : _sentences.Sentence(record);

    private void Write(Utf8JsonWriter json, StoredLog log)
    {
        json.WriteStartObject();
        json.WriteString("node", log.Name);
        json.WriteNumber("address", log.Address);
        json.WriteString("board", log.Board);
        json.WriteNumber("life", log.Life);
        json.WriteNumber("number", log.Number);
        if (log.At is { } at)
        {
            json.WriteString("at", at.UtcDateTime);
        }
        else
        {
            json.WriteNull("at");
        }

        json.WriteBoolean("sealed", log.Record is null);
        if (log.Record is { } record)
        {
            json.WriteNumber("boot", record.Boot);
            json.WriteNumber("uptimeMs", record.UptimeMs);
            json.WriteString("code", record.Code.ToString());
            json.WriteNumber("a", record.A);
            json.WriteNumber("b", record.B);
            json.WriteString("text", Sentence(record));
        }

        json.WriteEndObject();
    }
}
