using System.Globalization;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Log;
using LoRaNode.Node.Power;
using LoRaNode.Radio;
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
                Sentence(record).EscapeMarkup());
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
                json.WriteString("text", Sentence(record));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A record in the person's words; codes of newer firmware are shown as they are.</summary>
    internal string Sentence(LogRecord record) => record.Code switch
    {
        LogCode.Started => context.Text("logs.code.Started", record.A, context.Text($"node.radio.{(RadioStatus)record.B}")),
        LogCode.RadioFailed => context.Text("logs.code.RadioFailed", context.Text($"node.radio.{(RadioStatus)record.A}")),
        LogCode.AlertRefused => context.Text("logs.code.AlertRefused", record.A, context.Text($"logs.reason.{(TrustReason)record.B}")),
        LogCode.Restarted => context.Text("logs.code.Restarted", context.Text($"logs.restart.{(RestartReason)record.A}"), context.Text($"logs.stage.{(LoopStage)record.B}")),
        LogCode.PowerChanged => context.Text("logs.code.PowerChanged", context.Text($"logs.power.{(PowerState)record.A}"), record.B),
        LogCode.Battery when record.B > 0 => context.Text("logs.code.Battery.input", record.A & 0xFFFF, record.A >> 16, record.B),
        LogCode.Battery => context.Text("logs.code.Battery", record.A & 0xFFFF, record.A >> 16),
        LogCode.Standing => context.Text(record.B == 1 ? "logs.code.Standing.relay" : "logs.code.Standing.leaf", record.A),
        LogCode.Neighbours => context.Text("logs.code.Neighbours", string.Join("; ", new[] { record.A, record.B }.Where(n => n != 0).Select(Neighbour))),
        _ when Enum.IsDefined(record.Code) => context.Text($"logs.code.{record.Code}", record.A, record.B),
        _ => context.Text("logs.code.unknown", (int)record.Code, record.A, record.B),
    };

    private string Neighbour(int note)
    {
        string snr = string.Create(CultureInfo.InvariantCulture, $"{NeighbourNote.SnrHalfDb(note) / 2.0:0.#}");
        int firsts = NeighbourNote.Firsts(note);
        return firsts == 0
            ? context.Text("logs.neighbour", NeighbourNote.Address(note), snr)
            : context.Text("logs.neighbour.first", NeighbourNote.Address(note), snr, firsts);
    }
}
