using System.Globalization;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Log;
using LoRaNode.Node.Power;
using LoRaNode.Radio;

namespace LoRaNode.Host.Logs;

/// <summary>A log record in a person's words.</summary>
public static class LogSentence
{
    /// <summary>One sentence; codes of newer firmware are shown as they are, and a record that cannot be opened as sealed.</summary>
    public static string Of(LogRecord? record, Language language)
    {
        string Text(string key, params object?[] values) => UserText.Get(language, key, values);
        return record?.Code switch
        {
            null => Text("logs.sealed"),
            LogCode.Started => Text("logs.code.Started", record.A, Text($"node.radio.{(RadioStatus)record.B}")),
            LogCode.RadioFailed => Text("logs.code.RadioFailed", Text($"node.radio.{(RadioStatus)record.A}")),
            LogCode.AlertRefused => Text("logs.code.AlertRefused", record.A, Text($"logs.reason.{(TrustReason)record.B}")),
            LogCode.Restarted => Text("logs.code.Restarted", Text($"logs.restart.{(RestartReason)record.A}"), Text($"logs.stage.{(LoopStage)record.B}")),
            LogCode.PowerChanged => Text("logs.code.PowerChanged", Text($"logs.power.{(PowerState)record.A}"), record.B),
            LogCode.Battery when record.B > 0 => Text("logs.code.Battery.input", record.A & 0xFFFF, record.A >> 16, record.B),
            LogCode.Battery => Text("logs.code.Battery", record.A & 0xFFFF, record.A >> 16),
            LogCode.Standing => Text(record.B == 1 ? "logs.code.Standing.relay" : "logs.code.Standing.leaf", record.A),
            LogCode.Neighbours => Text("logs.code.Neighbours", string.Join("; ", new[] { record.A, record.B }.Where(n => n != 0).Select(n => Neighbour(n, language)))),
            { } code when Enum.IsDefined(code) => Text($"logs.code.{code}", record.A, record.B),
            { } code => Text("logs.code.unknown", (int)code, record.A, record.B),
        };
    }

    private static string Neighbour(int note, Language language)
    {
        string snr = string.Create(CultureInfo.InvariantCulture, $"{NeighbourNote.SnrHalfDb(note) / 2.0:0.#}");
        int firsts = NeighbourNote.Firsts(note);
        return firsts == 0
            ? UserText.Get(language, "logs.neighbour", NeighbourNote.Address(note), snr)
            : UserText.Get(language, "logs.neighbour.first", NeighbourNote.Address(note), snr, firsts);
    }
}
