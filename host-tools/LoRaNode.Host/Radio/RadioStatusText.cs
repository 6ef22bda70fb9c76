using LoRaNode.Host.Texts;
using LoRaNode.Radio;

namespace LoRaNode.Host.Radio;

/// <summary>What a node's radio reports, in words for the technician who holds the board: what is wrong and what to look at.</summary>
public static class RadioStatusText
{
    /// <summary>One or two sentences in the technician's language.</summary>
    public static string Of(RadioStatus status, Language language) => status switch
    {
        RadioStatus.Ok => UserText.Get(language, "radio.status.ok"),
        RadioStatus.NotStarted => UserText.Get(language, "radio.status.notstarted"),
        RadioStatus.NoChip => UserText.Get(language, "radio.status.nochip"),
        RadioStatus.WrongChip => UserText.Get(language, "radio.status.wrongchip"),
        RadioStatus.InterruptNotConnected => UserText.Get(language, "radio.status.interrupt"),
        RadioStatus.Malfunction => UserText.Get(language, "radio.status.malfunction"),
        RadioStatus.UnsupportedSettings => UserText.Get(language, "radio.status.settings"),
        _ => UserText.Get(language, "radio.status.unknown", (int)status),
    };
}
