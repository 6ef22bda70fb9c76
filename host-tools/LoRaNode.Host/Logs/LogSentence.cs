using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;
using LoRaNode.Radio;

namespace LoRaNode.Host.Logs;

/// <summary>A log record in a person's words.</summary>
public static class LogSentence
{
    /// <summary>One sentence; codes of newer firmware are shown as they are, and a record that cannot be opened as sealed.</summary>
    public static string Of(LogRecord? record, Language language) => record?.Code switch
    {
        null => UserText.Get(language, "logs.sealed"),
        LogCode.Started => UserText.Get(language, "logs.code.Started", record.A, Radio(record.B, language)),
        LogCode.RadioFailed => UserText.Get(language, "logs.code.RadioFailed", Radio(record.A, language)),
        LogCode.AlertRefused => UserText.Get(language, "logs.code.AlertRefused", record.A, UserText.Get(language, $"logs.reason.{(TrustReason)record.B}")),
        { } code when Enum.IsDefined(code) => UserText.Get(language, $"logs.code.{code}", record.A, record.B),
        { } code => UserText.Get(language, "logs.code.unknown", (int)code, record.A, record.B),
    };

    private static string Radio(int status, Language language) => UserText.Get(language, $"node.radio.{(RadioStatus)status}");
}
