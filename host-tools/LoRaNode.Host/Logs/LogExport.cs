using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Logs;

/// <summary>Log records as CSV (RFC 4180) and as JSON, one object a record.</summary>
public static class LogExport
{
    private const string CsvHead = "node,address,board,life,number,at,boot,uptime_ms,code,a,b";

    // The output is a file or a terminal, never HTML, and Cyrillic letters should stay readable.
    private static readonly JsonWriterOptions LineStyle = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a table for spreadsheets. Returns the number of records.</summary>
    public static int WriteCsv(IEnumerable<StoredLog> logs, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(output);

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

    /// <summary>Writes a line of JSON for each record, with its sentence in a language. Returns the number of records.</summary>
    public static int WriteLines(IEnumerable<StoredLog> logs, Language language, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(output);
        int count = 0;
        foreach (StoredLog log in logs)
        {
            output.Write(Line(log, language) + "\n");
            count++;
        }

        return count;
    }

    /// <summary>One record as a line of JSON, without its end.</summary>
    public static string Line(StoredLog log, Language language)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, LineStyle))
        {
            Write(json, log, language);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>One record as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, StoredLog log, Language language)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(log);
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
            json.WriteString("text", LogSentence.Of(record, language));
        }

        json.WriteEndObject();
    }

    /// <summary>What a record's node is called: its name, else its address, else its board.</summary>
    public static string NameOf(StoredLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.Name ?? (log.Address == 0 ? log.Board : log.Address.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>When a record was written: by the clock or, where that is not known, since the node's start.</summary>
    public static string TimeOf(StoredLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.At is { } at
            ? at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : log.Record is { } record ? $"+{TimeSpan.FromMilliseconds(record.UptimeMs):d\\.hh\\:mm\\:ss}" : string.Empty;
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
}
